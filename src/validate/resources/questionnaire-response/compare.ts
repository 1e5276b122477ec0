/** Comparing the answers of questions. */
import { isObject } from "../../scope.js";
import { startOf } from "../instants.js";

export interface Answer {
  /** FHIR type: `Coding`, `date` ... */
  type: string;
  value: unknown;
}

/**
 * For two answers of one type: below 0, 0 or above 0 as the first is smaller, the same or greater; undefined when they
 * have no order.
 */
export function compareAnswers(a: Answer, b: Answer): number | undefined {
  const [x, y] = [orderOf(a), orderOf(b)];
  if (typeof x === "number" && typeof y === "number") return x - y;
  if (typeof x === "string" && typeof y === "string") return x < y ? -1 : x > y ? 1 : 0;
  return undefined;
}

/** What stands for the value in a comparison. */
function orderOf({ type, value }: Answer): unknown {
  if (type === "Quantity") return isObject(value) ? value.value : undefined;
  return (type === "date" || type === "dateTime") && typeof value === "string" ? startOf(value) : value;
}

/** Whether two answers of one type say the same; a Coding without a system in the question asks for the code alone. */
export function isSameAnswer(actual: Answer, expected: Answer): boolean {
  const [a, b] = [actual.value, expected.value];
  if (!isObject(a) || !isObject(b)) return a === b || compareAnswers(actual, expected) === 0;
  if (expected.type === "Coding") return a.code === b.code && (b.system === undefined || a.system === b.system);
  if (expected.type === "Reference") return a.reference === b.reference;
  return compareAnswers(actual, expected) === 0;
}
