/**
 * Invariants decided without FHIRPath: those that stand at every element and every resource, for speed, and those whose
 * parts are told one by one elsewhere.
 *
 * Key of the constraint in HL7's definitions -> whether the element fulfils it.
 */
import { MAX_DEPTH } from "../fhir/depth.js";
import { isObject, type JsonObject, objects, resolve, type Scope, text } from "./scope.js";
import { TooDeep } from "./structure.js";

type Rule = (node: JsonObject, scope: Scope) => boolean;

const has = (node: JsonObject, key: string): boolean => node[key] !== undefined || node[`_${key}`] !== undefined;
const hasValue = (node: JsonObject): boolean => Object.keys(node).some((key) => /^_?value[A-Z]/.test(key));
const contained = (node: JsonObject): JsonObject[] => objects(node.contained);
const eachContained = (node: JsonObject, test: (one: JsonObject) => boolean): boolean =>
  node.contained === undefined || contained(node).every(test);
const meta = (node: JsonObject): JsonObject => (isObject(node.meta) ? node.meta : {});

export const HANDWRITTEN: Readonly<Record<string, Rule>> = {
  "ext-1": (node) => has(node, "extension") !== hasValue(node),
  "dom-2": (node) => eachContained(node, (one) => contained(one).length === 0),
  "dom-3": (node) => node.contained === undefined || unreferencedContained(node).length === 0,
  "dom-4": (node) => eachContained(node, (one) => !has(meta(one), "versionId") && !has(meta(one), "lastUpdated")),
  "dom-5": (node) => eachContained(node, (one) => !has(meta(one), "security")),
  // Contained resources have no narrative of their own.
  "dom-6": (node, scope) => scope.resource !== scope.root || (isObject(node.text) && typeof node.text.div === "string"),
  "ref-1": (node, scope) => {
    const reference = text(node.reference);
    // What is contained may point to its container.
    if (reference === "#") return scope.resource !== scope.root;
    return !reference?.startsWith("#") || resolve(reference, scope) !== "missing";
  },
  // Told part by part by src/validate/narrative.ts.
  "txt-1": () => true,
  "txt-2": () => true,
  // Told at each entry by src/validate/bundle.ts.
  "bdl-7": () => true,
};

/**
 * Contained resources that nothing points to: neither the container, nor a contained resource that is pointed to, and
 * that do not point to the container themselves.
 */
function unreferencedContained(container: JsonObject): JsonObject[] {
  const missing = new Map(contained(container).map((one) => [`#${one.id}`, one]));
  // Most are pointed to by the container itself.
  const open: JsonObject[] = [];
  const reach = (link: string): boolean => {
    const one = missing.get(link);
    if (!one) return false;
    missing.delete(link);
    open.push(one);
    return missing.size === 0;
  };
  if (findFragment(container, reach, "contained")) return [];
  for (const [link, one] of [...missing]) if (findFragment(one, (found) => found === "#")) reach(link);
  for (let next = open.pop(); next && missing.size > 0; next = open.pop()) findFragment(next, reach);
  return [...missing.values()];
}

/** Gives every string that begins with `#` until one is enough, and tells whether one was; one member is left out. */
function findFragment(node: JsonObject, isEnough: (link: string) => boolean, except?: string, depth = 0): boolean {
  if (depth > MAX_DEPTH) throw new TooDeep();
  for (const key in node) {
    const value = node[key];
    if (typeof value === "string") {
      if (value.startsWith("#") && isEnough(value)) return true;
    } else if (typeof value === "object" && value !== null && key !== except) {
      if (findFragment(value as JsonObject, isEnough, undefined, depth + 1)) return true;
    }
  }
  return false;
}
