/**
 * Quantities against each other.
 * @see https://hl7.org/fhirpath/N1/#time-valued-quantities
 */
import { type Environment, Unanswered } from "./code.js";
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
export function compareQuantities(a: Quantity, b: Quantity, environment: Environment): number | undefined {
  if (a.unit === b.unit && a.isCalendar === b.isCalendar) return a.value - b.value;
  const [left, right] = [measured(a), measured(b)];
  if (left.unit === right.unit) return left.value - right.value;
  if (a.isCalendar && b.isCalendar) return undefined;
  if (!environment.convert) throw new Unanswered(`nobody converts ${right.unit} to ${left.unit}`);
  const converted = environment.convert(right.value, right.unit, left.unit);
  return converted === undefined ? undefined : left.value - converted;
}

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
