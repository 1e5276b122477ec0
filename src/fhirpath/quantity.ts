/**
 * Quantities against each other.
 * @see https://hl7.org/fhirpath/N1/#time-valued-quantities
 */
import { areCommensurable, parseUcum } from "../fhir/ucum.js";
import { EvaluationError } from "./code.js";
import { isObject, Quantity } from "./item.js";

/** Calendar durations: years and months in months, the others in seconds, as what UCUM calls s. */
const CALENDAR: Readonly<Record<string, readonly [count: number, unit: string]>> = {
  year: [12, "calendar month"],
  month: [1, "calendar month"],
  week: [604_800, "s"],
  day: [86_400, "s"],
  hour: [3_600, "s"],
  minute: [60, "s"],
  second: [1, "s"],
  millisecond: [0.001, "s"],
};

/** The difference of the numbers in one unit; undefined when the units measure different things. */
export function compareQuantities(a: Quantity, b: Quantity): number | undefined {
  if (a.unit === b.unit && a.isCalendar === b.isCalendar) return a.value - b.value;
  const [left, right] = [measured(a), measured(b)];
  if (left.unit === right.unit) return left.value - right.value;
  const [unit, other] = [parseUcum(left.unit), parseUcum(right.unit)];
  if (!unit || !other || !areCommensurable(unit, other)) return undefined;
  if (unit.magnitude === undefined || other.magnitude === undefined)
    throw new EvaluationError(`${left.unit} and ${right.unit} differ by more than a factor`);
  return left.value - exact((right.value * other.magnitude) / unit.magnitude);
}

/** Without the digits that only binary fractions bring. */
const exact = (value: number): number => Number(value.toPrecision(12));

function measured({ value, unit, isCalendar }: Quantity): { value: number; unit: string } {
  const [count, of] = (isCalendar && CALENDAR[unit]) || [1, unit];
  return { value: value * count, unit: of };
}

/** A FHIR Quantity in no UCUM unit, as one that can be compared with others of the same unit. */
export function plainQuantity(value: unknown): Quantity | undefined {
  if (value instanceof Quantity) return value;
  if (!isObject(value) || typeof value.value !== "number" || value.comparator !== undefined) return undefined;
  return new Quantity(value.value, `${value.system ?? ""}|${value.code ?? value.unit ?? ""}`, false);
}
