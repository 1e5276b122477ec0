/** Entries that tell several things at once, alike in all but the name. */
import type { Alike } from "./document.js";

/** @returns the entry itself; of one with `each`, an entry for every name */
export function oneByOne<D extends object>(entry: D | Alike<D>): D[] {
  if (!("each" in entry)) return [entry as D];
  const { each, id: _, ...alike } = entry as { each: string[]; id?: string };
  return each.map((name) => ({ ...alike, name }) as D);
}
