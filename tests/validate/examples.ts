/** Official R4 examples, read anew for each test so that it may be changed, and places in JSON to change. */
import { readFileSync } from "node:fs";
import { parseJson } from "../../src/fhir/json.js";

export function example(name: string): object {
  const url = new URL(`../../node_modules/hl7.fhir.r4.examples/${name}.json`, import.meta.url);
  return parseJson(readFileSync(url, "utf8")) as object;
}

type Key = string | number;

/** Steps of a path such as `entry.0.resource.name`. */
const steps = (path: string): Key[] => path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function holder(root: object, path: string): [object, Key] {
  const keys = steps(path);
  const last = keys.pop() as Key;
  const at = keys.reduce<unknown>((node, key) => (node as Record<Key, unknown>)?.[key], root);
  if (typeof at !== "object" || at === null) throw new Error(`nothing at ${path}`);
  return [at, last];
}

/** Puts a value in; undefined takes the property out. The place must exist, and a removed one must have been there. */
export function set(root: object, path: string, value: unknown): void {
  const [at, key] = holder(root, path);
  if (value !== undefined) (at as Record<Key, unknown>)[key] = value;
  else if (Array.isArray(at)) at.splice(Number(key), 1);
  else if (key in at) delete (at as Record<Key, unknown>)[key];
  else throw new Error(`nothing to remove at ${path}`);
}
