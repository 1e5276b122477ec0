/** Which types are kinds of others. */

import { FHIR_STRUCTURE, r4Structure } from "../../definitions/structure.js";
import { Memo } from "../../fhir/memo.js";

const ancestors = new Memo((type): ReadonlySet<string> => {
  const names = new Set<string>();
  for (let url = r4Structure(FHIR_STRUCTURE + type)?.baseDefinition; url; url = r4Structure(url)?.baseDefinition)
    names.add(url.slice(url.lastIndexOf("/") + 1));
  return names;
});

const NONE: ReadonlySet<string> = new Set();

/** What a type is a kind of, the nearest first. */
export const ancestorsOf = (type: string): ReadonlySet<string> => ancestors.of(type) ?? NONE;

/** Whether a type is another one or a kind of it: `Age` is a `Quantity`, `Patient` a `Resource`. */
export const isKindOf = (type: string, other: string): boolean => type === other || ancestorsOf(type).has(other);
