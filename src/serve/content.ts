import { digitsOf } from "../fhir/json.js";
import type { Resource } from "../fhir/types.js";

/** Set by the server on every write, so no part of what the client said. */
const SERVER_META: ReadonlySet<string> = new Set(["versionId", "lastUpdated"]);

/** Whether two versions of a resource say the same: order of keys and the server's own meta aside, digits counted. */
export function sameContent(a: Resource, b: Resource): boolean {
  const { id: _a, meta: metaA, ...restA } = a;
  const { id: _b, meta: metaB, ...restB } = b;
  return same(restA, restB) && same(clientMeta(metaA), clientMeta(metaB));
}

const clientMeta = (meta: object = {}): object =>
  Object.fromEntries(Object.entries(meta).filter(([key]) => !SERVER_META.has(key)));

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameMember(a, b, key));
}

function sameMember(a: object, b: object, key: string): boolean {
  const digits = digitsOf(a, key);
  if (digits !== undefined) return digits === digitsOf(b, key);
  return same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]);
}
