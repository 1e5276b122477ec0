/** What no JSON text says, for callers who hand over objects that they made themselves. */
import { MAX_DEPTH } from "../fhir/depth.js";
import { child, type Place, quoteName } from "./place.js";

export interface NotJson {
  place: Place;
  /** For the sentence. */
  what: string;
}

/**
 * The first value that stops the judging: a BigInt, or what throws when it is read (a getter, a Proxy).
 *
 * @param read gives the value that stands at `place`
 * @param seen what is looked at already: objects may contain themselves
 */
export function findNotJson(read: () => unknown, place: Place, seen = new Set<unknown>()): NotJson | undefined {
  try {
    const value = read();
    if (typeof value === "bigint") return { place, what: "a BigInt" };
    if (typeof value !== "object" || value === null || seen.has(value) || depthOf(place) > MAX_DEPTH) return undefined;
    seen.add(value);
    for (const key in value) {
      const at = Array.isArray(value) ? { ...place, index: Number(key) } : child(place, quoteName(key));
      const found = findNotJson(() => value[key as keyof typeof value], at, seen);
      if (found) return found;
    }
    return undefined;
  } catch {
    return { place, what: "a value that throws when it is read" };
  }
}

const depthOf = ({ parent }: Place): number => (parent ? 1 + depthOf(parent) : 0);
