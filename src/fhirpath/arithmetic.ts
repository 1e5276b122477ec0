/**
 * `+ - * / div mod` on numbers, `+` and `&` on texts, `+` and `-` of times and durations.
 * @see https://hl7.org/fhirpath/N1/#math
 */
import { moved } from "./calendar.js";
import { type Code, EvaluationError, single } from "./code.js";
import { meaningOf } from "./comparable.js";
import { type Item, jsonOf, Quantity, Temporal } from "./item.js";
import { DECIMAL, INTEGER, STRING, systemType, type Types } from "./types.js";

/** Undefined where there is no result: nothing is divided by 0. */
export const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? undefined : a / b),
  div: (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
  mod: (a, b) => (b === 0 ? undefined : a % b),
};

export function arithmetic(operator: string, left: Code, right: Code): Code {
  const calculate = ARITHMETIC[operator] as (a: number, b: number) => number | undefined;
  const [meaning, otherMeaning] = [meaningOf(left.types), meaningOf(right.types)];
  return single(resultType(operator, left.types, right.types), (focus, frame) => {
    const a = left.one(focus, frame);
    const b = right.one(focus, frame);
    if (a === undefined || b === undefined) return undefined;
    return result(meaning(a), otherMeaning(b), operator, calculate);
  });
}

function result(
  a: unknown,
  b: unknown,
  operator: string,
  calculate: (a: number, b: number) => number | undefined,
): Item | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "number" && typeof b === "number") return exact(calculate(a, b));
  if (operator === "+" && typeof a === "string" && typeof b === "string") return a + b;
  if (a instanceof Temporal && b instanceof Quantity && operator === "+") return moved(a, b);
  if (a instanceof Temporal && b instanceof Quantity && operator === "-") return moved(a, b.negative());
  throw new EvaluationError(`no numbers for ${operator}`);
}

/** Without the digits that only binary fractions bring (0.1 + 0.2). */
const exact = (value: number | undefined): number | undefined =>
  value === undefined || Number.isInteger(value) ? value : Number(value.toPrecision(15));

function resultType(operator: string, left: Types, right: Types): Types {
  if (operator === "/") return DECIMAL;
  const [a, b] = [left, right].map((types) => (types.length === 1 ? systemType(types[0] as string) : undefined));
  if (a === STRING[0] && b === STRING[0]) return STRING;
  if (a === undefined || b === undefined) return [];
  if (b === "System.Quantity") return [a];
  return operator === "div" || (a === INTEGER[0] && b === INTEGER[0]) ? INTEGER : DECIMAL;
}

/** `&`: what is empty is an empty text. */
export const joined = (left: Code, right: Code): Code =>
  single(STRING, (focus, frame) => text(left.one(focus, frame)) + text(right.one(focus, frame)));

function text(item: Item | undefined): string {
  const value = jsonOf(item) ?? "";
  if (typeof value !== "string") throw new EvaluationError("only texts are joined by &");
  return value;
}
