/** Durations in two units, `35 weeks 4 days`, `35+4 weeks`, `2 h 30 min`: a number of the smaller one. */
import type { Numbers } from "./quantity.js";
import type { ParsedQuantity } from "./types.js";
import { readUnit } from "./unit.js";

/** UCUM codes of two units, how many of the smaller one make the larger, and what they are called. */
const STEPS = [
  { large: "a", small: "mo", times: 12, words: ["years", "months"] },
  { large: "wk", small: "d", times: 7, words: ["weeks", "days"] },
  { large: "d", small: "h", times: 24, words: ["days", "hours"] },
  { large: "h", small: "min", times: 60, words: ["hours", "minutes"] },
  { large: "min", small: "s", times: 60, words: ["minutes", "seconds"] },
] as const;

const TWO_UNITS = /^(\d+)\s*([a-z]+)(?:\s*\+\s*|,?\s+and\s+|,?\s+)(\d+)\s*([a-z]+)$/i;
/** As obstetricians write it. */
const PLUS_DAYS = /^(\d+)\s*\+\s*([0-6])\s*([a-z]+)$/i;

/** @returns the duration from `start` to `end`, or undefined when it is something else */
export function readCompound(text: string, start: number, end: number, numbers: Numbers): ParsedQuantity | undefined {
  if (numbers.high !== undefined || !/^\d+$/.test(numbers.value)) return undefined;
  const { end: _, value, ...limit } = numbers;
  const whole = text.slice(start, end).trim();
  const said = text.slice(text.indexOf(value, start), end).trim();
  const plus = PLUS_DAYS.exec(said);
  const [, many, large = "", few, small = ""] = plus
    ? ["", plus[1], plus[3], plus[2], "d"]
    : (TWO_UNITS.exec(said) ?? []);
  const codes = [large, small].map((unit) => readUnit(unit, 0).value?.ucum);
  const step = STEPS.find((known) => known.large === codes[0] && known.small === codes[1]);
  if (!step || Number(few) >= step.times || (plus && step.small !== "d")) return undefined;
  return {
    ...limit,
    value: String(Number(many) * step.times + Number(few)),
    unit: { text: step.words[1], ucum: step.small },
    computedFrom: step.words.join(" and "),
    text: whole,
  };
}
