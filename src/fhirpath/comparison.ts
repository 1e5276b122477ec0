/**
 * `<`, `<=`, `>`, `>=`.
 * @see https://hl7.org/fhirpath/N1/#comparison
 */
import { type Code, EvaluationError } from "./code.js";
import { meaningOf } from "./comparable.js";
import { type Item, Quantity, Temporal, typeOf } from "./item.js";
import type { Truth } from "./logic.js";
import { compareQuantities, plainQuantity } from "./quantity.js";
import { compareTemporals } from "./temporal.js";
import { systemType, type Types } from "./types.js";

export const COMPARISON: Readonly<Record<string, (difference: number) => boolean>> = {
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
};

/** Undefined when a side is empty, or when the precision of a time leaves the order open. */
export function compared(left: Code, right: Code, holds: (difference: number) => boolean): Truth {
  const [meaning, otherMeaning] = [placeOf(left.types), placeOf(right.types)];
  return (focus, frame) => {
    const a = left.one(focus, frame);
    if (a === undefined) return undefined;
    const b = right.one(focus, frame);
    if (b === undefined) return undefined;
    const difference = differenceOf(meaning(a), otherMeaning(b));
    return difference === undefined ? undefined : holds(difference);
  };
}

/** What a value means, where that has a place in an order: a text that should be a date has none. */
function placeOf(types: Types): (item: Item) => unknown {
  const meaning = meaningOf(types);
  if (!types.some((type) => TIMES.has(systemType(type)))) return meaning;
  return (item) => {
    const value = meaning(item);
    if (typeof value === "string" && TIMES.has(systemType(typeOf(item, types))))
      throw new EvaluationError(`${value} is no date or time`);
    return value;
  };
}

const TIMES: ReadonlySet<string> = new Set(["System.Date", "System.DateTime", "System.Time"]);

/** Negative when `a` comes before `b`. */
function differenceOf(a: unknown, b: unknown): number | undefined {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Temporal && b instanceof Temporal) return compareTemporals(a, b);
  const [quantity, other] = [quantityOf(a), quantityOf(b)];
  if (quantity && other) return compareQuantities(quantity, other);
  throw new EvaluationError("values of different types have no order");
}

/** A number is a quantity without a unit. */
const quantityOf = (value: unknown): Quantity | undefined =>
  typeof value === "number" ? new Quantity(value, "1", false) : plainQuantity(value);
