/**
 * Invariants decided without FHIRPath: those that stand at every element (for speed), and those that fhirpath.js
 * cannot evaluate (dom-3 and ctm-1 throw, HL7's regular expressions of eld-16, -19 and -20 are illegal in ECMAScript's
 * unicode mode, que-7 is answered wrongly, ras-2 is neither true nor false without a probability, htmlChecks() of txt-1 and txt-2 is not known to it).
 *
 * Key of the constraint in HL7's definitions -> whether the element fulfils it.
 */
import { isResourceType } from "../definitions/r4.js";
import { isInOrder } from "./partial-time.js";
import { isObject, type JsonObject, objects, resolve, type Scope, text } from "./scope.js";

type Rule = (node: JsonObject, scope: Scope) => boolean;

const has = (node: JsonObject, key: string): boolean => node[key] !== undefined || node[`_${key}`] !== undefined;
const hasValue = (node: JsonObject): boolean => Object.keys(node).some((key) => /^_?value[A-Z]/.test(key));
const contained = (node: JsonObject): JsonObject[] => objects(node.contained);
const meta = (node: JsonObject): JsonObject => (isObject(node.meta) ? node.meta : {});

const SLICE_NAME = /^[a-zA-Z0-9/\-_[\]@]+$/;
const PATH_NAME = String.raw`[^\s.,:;'"/|?!@#$%&*()\[\]{}]{1,64}`;
const ELEMENT_PATH = new RegExp(String.raw`^${PATH_NAME}(\.${PATH_NAME}(\[x\])?(:[^\s.]+)?)*$`);
const PLAIN_PATH = /^[A-Za-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*(\[x\])?)*$/;

export const HANDWRITTEN: Readonly<Record<string, Rule>> = {
  "ext-1": (node) => has(node, "extension") !== hasValue(node),
  "dom-2": (node) => contained(node).every((one) => contained(one).length === 0),
  "dom-3": (node) => unreferencedContained(node).length === 0,
  "dom-4": (node) => contained(node).every((one) => !has(meta(one), "versionId") && !has(meta(one), "lastUpdated")),
  "dom-5": (node) => contained(node).every((one) => !has(meta(one), "security")),
  // Contained resources have no narrative of their own.
  "dom-6": (node, scope) => scope.resource !== scope.root || (isObject(node.text) && typeof node.text.div === "string"),
  "ref-1": (node, scope) => {
    const reference = text(node.reference);
    return !reference?.startsWith("#") || resolve(reference, scope) !== "missing";
  },
  // Told part by part by src/validate/narrative.ts.
  "txt-1": () => true,
  "txt-2": () => true,
  "qty-3": (node) => !has(node, "code") || has(node, "system"),
  "per-1": ({ start, end }) => typeof start !== "string" || typeof end !== "string" || isInOrder(start, end),
  "ctm-1": (node, scope) => {
    const member = isObject(node.member) ? text(node.member.reference) : undefined;
    const target = member === undefined ? undefined : resolve(member, scope);
    return !has(node, "onBehalfOf") || !isObject(target) || target.resourceType === "Practitioner";
  },
  "ras-2": ({ probabilityDecimal }) => typeof probabilityDecimal !== "number" || probabilityDecimal <= 100,
  "que-7": (node) => node.operator !== "exists" || typeof node.answerBoolean === "boolean",
  "eld-16": ({ sliceName }) => typeof sliceName !== "string" || SLICE_NAME.test(sliceName),
  "eld-19": ({ path }) => typeof path !== "string" || ELEMENT_PATH.test(path),
  "eld-20": ({ path }) => typeof path !== "string" || PLAIN_PATH.test(path),
  // Without a fullUrl HL7's expression is neither true nor false.
  "bdl-8": ({ fullUrl }) => typeof fullUrl !== "string" || !fullUrl.includes("/_history/"),
  // HL7 corrected it: a parameter that is a resource has a profile too.
  "opd-3": ({ targetProfile, type }) =>
    targetProfile === undefined || type === "Reference" || type === "canonical" || isResourceType(String(type)),
  "bdl-3": (bundle) => entriesHave(bundle, "request", ["batch", "transaction", "history"]),
  "bdl-4": (bundle) => entriesHave(bundle, "response", ["batch-response", "transaction-response", "history"]),
  // Told at each entry by src/validate/bundle.ts.
  "bdl-7": () => true,
};

const entriesHave = (bundle: JsonObject, part: string, types: readonly string[]): boolean =>
  objects(bundle.entry).every((entry) => has(entry, part) === types.includes(bundle.type as string));

/**
 * Contained resources that nothing points to: neither the container, nor a contained resource that is pointed to, and
 * that do not point to the container themselves.
 */
export function unreferencedContained(container: JsonObject): JsonObject[] {
  const all = contained(container);
  if (all.length === 0) return [];
  const byLink = new Map(all.map((one) => [`#${one.id}`, one]));
  const links = new Map(all.map((one) => [one, fragments(one, false)]));
  const reached = new Set(all.filter((one) => links.get(one)?.has("#")));
  const open = [fragments(container, true), ...[...reached].map((one) => links.get(one) ?? [])];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const link of next) {
      const one = byLink.get(link);
      if (!one || reached.has(one)) continue;
      reached.add(one);
      open.push(links.get(one) ?? []);
    }
  }
  return all.filter((one) => !reached.has(one));
}

/** Every string that begins with `#` in a resource. */
function fragments(resource: JsonObject, withoutContained: boolean): Set<string> {
  const found = new Set<string>();
  const open: object[] = [resource];
  for (let at = open.pop(); at; at = open.pop())
    for (const [key, value] of Object.entries(at)) {
      if (typeof value === "string" && value.startsWith("#")) found.add(value);
      else if (typeof value === "object" && value !== null && !(withoutContained && key === "contained"))
        open.push(value);
    }
  return found;
}
