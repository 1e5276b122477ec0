/** Quantities against each other. */
import { EvaluationError } from "./code.js";
import { isObject, Quantity } from "./item.js";

/** UCUM's codes of the calendar durations that are as long in both (https://hl7.org/fhirpath/N1/#time-valued-quantities). */
const UCUM_OF: Readonly<Record<string, string>> = { second: "s", millisecond: "ms" };

/** The difference of the numbers where the units are the same; converting units is not ours to do. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [left, right] = [unitOf(a), unitOf(b)];
  if (left !== right) throw new EvaluationError(`units ${left} and ${right} cannot be compared`);
  return a.value - b.value;
}

const unitOf = ({ unit, isCalendar }: Quantity): string => (isCalendar ? (UCUM_OF[unit] ?? `calendar ${unit}`) : unit);

/** A FHIR Quantity in no UCUM unit as one that can be compared with others of the same unit. */
export function plainQuantity(value: unknown): Quantity | undefined {
  if (value instanceof Quantity) return value;
  if (!isObject(value) || typeof value.value !== "number" || value.comparator !== undefined) return undefined;
  return new Quantity(value.value, `${value.system ?? ""}|${value.code ?? value.unit ?? ""}`, false);
}
