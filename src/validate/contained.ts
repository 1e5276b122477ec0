/** The resources that one contains: each is found by its id. */
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject } from "./scope.js";

/**
 * Each has an id, which no other has.
 *
 * @param place of their container
 * @see https://hl7.org/fhir/R4/references.html#contained
 */
export function checkContainedIds(report: Report, contained: readonly unknown[], place: Place): void {
  const ids = new Set<unknown>();
  for (const [i, resource] of contained.entries()) {
    if (!isObject(resource)) continue;
    const { id } = resource;
    if (id === undefined) report.add("validate/contained-id-missing", child(place, "contained", i));
    else if (ids.has(id)) report.add("validate/contained-id-twice", child(place, "contained", i), { id: String(id) });
    ids.add(id);
  }
}
