/** Which types are kinds of others. */
import { FHIR_STRUCTURE, r4Structure } from "../../definitions/structure.js";

const ancestors = new Map<string, ReadonlySet<string>>();

/** Whether a type is another one or a kind of it: `Age` is a `Quantity`, `Patient` a `Resource`. */
export function isKindOf(type: string, other: string): boolean {
  if (type === other) return true;
  let known = ancestors.get(type);
  if (!known) {
    const names = new Set<string>();
    for (let url = r4Structure(FHIR_STRUCTURE + type)?.baseDefinition; url; url = r4Structure(url)?.baseDefinition)
      names.add(url.slice(url.lastIndexOf("/") + 1));
    known = names;
    ancestors.set(type, known);
  }
  return known.has(other);
}
