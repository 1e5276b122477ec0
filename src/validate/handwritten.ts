/**
 * Invariants decided without FHIRPath: those that stand at every element and every resource, for speed, and those whose
 * parts are told one by one elsewhere.
 *
 * Key of the constraint in HL7's definitions -> whether the element fulfils it.
 */
import { isResourceType } from "../definitions/r4.js";
import { isObject, type JsonObject, objects, resolve, type Scope, text } from "./scope.js";

type Rule = (node: JsonObject, scope: Scope) => boolean;

const has = (node: JsonObject, key: string): boolean => node[key] !== undefined || node[`_${key}`] !== undefined;
const hasValue = (node: JsonObject): boolean => Object.keys(node).some((key) => /^_?value[A-Z]/.test(key));
const contained = (node: JsonObject): JsonObject[] => objects(node.contained);
const meta = (node: JsonObject): JsonObject => (isObject(node.meta) ? node.meta : {});

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
  // HL7 corrected it: a parameter that is a resource has a profile too.
  "opd-3": ({ targetProfile, type }) =>
    targetProfile === undefined || type === "Reference" || type === "canonical" || isResourceType(String(type)),
  // Told at each entry by src/validate/bundle.ts.
  "bdl-7": () => true,
};

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
