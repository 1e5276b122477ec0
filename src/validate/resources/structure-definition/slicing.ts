/**
 * Slicing: where it can be, and what tells the slices apart.
 * @see https://hl7.org/fhir/R4/profiling.html#slicing
 */
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { indexed } from "../elements.js";
import { problemIn } from "../expressions.js";
import type { ElementsCheck } from "./elements.js";
import { maxAt } from "./types.js";

export function checkSlicing(
  { context: { report }, list }: ElementsCheck,
  element: JsonObject,
  byId: ReadonlyMap<unknown, JsonObject>,
  types: readonly string[],
  place: Place,
): void {
  const slicing = isObject(element.slicing) ? element.slicing : undefined;
  if (!slicing) return;
  const path = text(element.path) ?? "";
  const at = child(place, "slicing");
  if (list === "differential" && !path.includes(".")) report.add("validate/slicing-of-root", at, { path });
  if (!path.includes("[x]") && maxAt(path) === 1) report.add("validate/slicing-of-one", at, { path });
  for (const [i, { path: expression }] of indexed(slicing.discriminator)) {
    const problem = typeof expression === "string" && types.length > 0 ? problemIn(expression, types) : undefined;
    if (problem)
      report.add("validate/discriminator-path", child(at, "discriminator", i), {
        expression: String(expression),
        problem,
      });
  }
  const group = groupOf(element, byId);
  if (group && !isSame(group, slicing)) report.add("validate/slicing-changed", at, { path });
}

/** The slicing of the element of which this one is a slice, where the same list has it. */
function groupOf({ id, sliceName }: JsonObject, byId: ReadonlyMap<unknown, JsonObject>): JsonObject | undefined {
  if (typeof id !== "string" || typeof sliceName !== "string" || !id.endsWith(`:${sliceName}`)) return undefined;
  const group = byId.get(id.slice(0, -sliceName.length - 1))?.slicing;
  return isObject(group) ? group : undefined;
}

/** Whether two slicings tell their slices apart in the same way. */
function isSame(a: JsonObject, b: JsonObject): boolean {
  const shape = (slicing: JsonObject) =>
    JSON.stringify(objects(slicing.discriminator).map(({ type, path }) => [type, path]));
  return shape(a) === shape(b);
}
