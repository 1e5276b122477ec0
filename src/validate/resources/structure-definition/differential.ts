/**
 * An element of a differential beside the same element of the base: a profile narrows, it never widens.
 * @see https://hl7.org/fhir/R4/profiling.html#constraints
 */
import { typeDefinition } from "../../../definitions/r4.js";
import type { ElementDefinition } from "../../../definitions/structure.js";
import type { Context } from "../../context.js";
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { indexed, indexedTexts } from "../elements.js";
import type { ElementsCheck } from "./elements.js";
import { typesAt } from "./types.js";

export function checkDifferential(check: ElementsCheck, element: JsonObject, place: Place): void {
  const { structure, base, context } = check;
  if (structure.derivation !== "constraint" || !base?.snapshot) return;
  const path = text(element.path) ?? "";
  const same = sameElement(base.snapshot.element, element, path);
  if (same) {
    checkCardinality(check, element, same, place);
    checkBinding(check, element, same, place);
    checkTypes(check, element, same, place);
    checkTargets(check, element, same, place);
  } else if (isUnknown(path)) context.report.add("validate/path-unknown", child(place, "path"), { path });
}

/** The base's element of the same id; a slice that the base does not have is compared with nothing. */
function sameElement(
  elements: readonly ElementDefinition[],
  { id, sliceName }: JsonObject,
  path: string,
): ElementDefinition | undefined {
  const name = text(id) ?? (sliceName === undefined ? path : undefined);
  return elements.find((one) => (one.id ?? one.path) === name);
}

/** Whether R4 has no such element. What stands in a resource of any type, or in a logical model, nobody can tell. */
function isUnknown(path: string): boolean {
  const steps = path.split(".");
  if (!typeDefinition(steps[0] as string)) return false;
  const isOpen = steps.some((_, i) => typesAt(steps.slice(0, i + 1).join(".")).includes("Resource"));
  return !isOpen && typesAt(path).length === 0;
}

const numberOf = (max: unknown): number => (max === "*" ? Number.POSITIVE_INFINITY : Number(max));

function checkCardinality(
  { context }: ElementsCheck,
  element: JsonObject,
  base: ElementDefinition,
  place: Place,
): void {
  const { min, max } = element;
  if (typeof min === "number" && min < (base.min ?? 0))
    context.report.add("validate/min-lowered", child(place, "min"), { min, base: base.min });
  if (max !== undefined && base.max !== undefined && numberOf(max) > numberOf(base.max))
    context.report.add("validate/max-raised", child(place, "max"), { max: String(max), base: base.max });
}

const STRENGTHS = ["example", "preferred", "extensible", "required"];

function checkBinding(
  { context }: ElementsCheck,
  element: JsonObject,
  { binding }: ElementDefinition,
  place: Place,
): void {
  const strength = isObject(element.binding) ? text(element.binding.strength) : undefined;
  if (strength === undefined || !binding || STRENGTHS.indexOf(strength) >= STRENGTHS.indexOf(binding.strength)) return;
  context.report.add("validate/binding-weakened", child(child(place, "binding"), "strength"), {
    strength,
    base: binding.strength,
  });
}

function checkTypes(
  { context }: ElementsCheck,
  element: JsonObject,
  { type, path }: ElementDefinition,
  place: Place,
): void {
  if (!path.includes(".") || !type) return;
  const allowed = type.map(({ code }) => code);
  for (const { code } of objects(element.type))
    if (typeof code === "string" && !allowed.some((one) => isA(code, one)))
      context.report.add("validate/type-not-in-base", child(place, "type"), { code, allowed: allowed.join(", ") });
}

/** References lead to types that the base allows; any where it names none. */
function checkTargets(
  { context }: ElementsCheck,
  element: JsonObject,
  { type = [] }: ElementDefinition,
  place: Place,
): void {
  const allowed = new Set(type.flatMap(({ targetProfile = [] }) => targetProfile.map((one) => typeOf(context, one))));
  if (allowed.size === 0 || allowed.has("Resource") || allowed.has(undefined)) return;
  for (const [i, one] of indexed(element.type))
    for (const [j, canonical] of indexedTexts(one.targetProfile)) {
      const target = typeOf(context, canonical);
      if (target === undefined || allowed.has(target)) continue;
      context.report.add("validate/target-not-in-base", child(child(place, "type", i), "targetProfile", j), {
        type: target,
        allowed: [...allowed].join(", "),
      });
    }
}

const typeOf = ({ definitions }: Context, canonical: string): string | undefined =>
  definitions.structure(canonical)?.type;

const QUANTITIES = ["Age", "Count", "Distance", "Duration", "MoneyQuantity", "SimpleQuantity"];

/** Whether a type is another one or made from it; FHIRPath's own types are written in several ways. */
const isA = (type: string, other: string): boolean =>
  type === other ||
  [type, other].some((one) => one.includes(":")) ||
  other === "Element" ||
  other === "Resource" ||
  (other === "Quantity" && QUANTITIES.includes(type));
