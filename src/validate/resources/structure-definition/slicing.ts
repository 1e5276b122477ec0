/**
 * Slicing: where it can be, and what tells the slices apart.
 * @see https://hl7.org/fhir/R4/profiling.html#slicing
 */
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { indexed } from "../elements.js";
import { problemIn } from "../expressions.js";
import type { ElementsCheck } from "./elements.js";
import { maxAt, typesAt } from "./types.js";

export function checkSlicing(
  check: ElementsCheck,
  element: JsonObject,
  byId: ReadonlyMap<unknown, JsonObject>,
  types: readonly string[],
  place: Place,
): void {
  const { context, list } = check;
  const { report } = context;
  if (isUnprepared(check, element, byId))
    report.add("validate/slice-without-slicing", place, { path: text(element.path) });
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

/**
 * Whether a slice stands where neither this list nor the base says how slices are told apart. Extensions are told apart
 * by their url, choices by their type, without anybody saying so.
 */
function isUnprepared(
  { base, structure, list }: ElementsCheck,
  element: JsonObject,
  byId: ReadonlyMap<unknown, JsonObject>,
): boolean {
  const { id, sliceName } = element;
  const path = text(element.path) ?? "";
  if (typeof id !== "string" || typeof sliceName !== "string" || !id.endsWith(`:${sliceName}`)) return false;
  // A snapshot repeats what its differential says.
  if (list === "differential" && structure.snapshot !== undefined) return false;
  if (structure.derivation !== "constraint" || !base?.snapshot || sliceName.includes("/")) return false;
  if (/\.(?:modifierE|e)xtension$/.test(path) || path.endsWith("[x]") || typesAt(path).length === 0) return false;
  const group = id.slice(0, -sliceName.length - 1);
  // What stands in a slice has the slicing of the same element outside it.
  const unsliced = group.replace(/:[^.]+/g, "");
  if ([group, unsliced].some((one) => isObject(byId.get(one)?.slicing))) return false;
  return !base.snapshot.element.some((one) => (one.id === group || one.id === unsliced) && one.slicing);
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
