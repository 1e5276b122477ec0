/** `[< <= > >= about over at least] number [- number] [unit]`, the part that results and doses share. */
import { type ReadNumber, readNumberAt } from "./number.js";
import type { Comparator, ParsedQuantity, Read, Refusal } from "./types.js";
import { type Fits, readUnit } from "./unit.js";

const COMPARATORS: Readonly<Record<string, Comparator | "about">> = {
  "<": "<",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "≥": ">=",
  over: ">",
  under: "<",
  "at least": ">=",
  "at most": "<=",
  about: "about",
};

/** Longer texts are no results and no doses; they are not looked at. */
export const LONGEST = 300;

const COMPARATOR = /(<=|>=|≤|≥|<|>|(?:over|under|at least|at most|about)(?=\s))\s*/iy;
const RANGE = /\s*[-–]\s*(?=[\d.,])|\s+to\s+(?=[\d.,])/y;

/** The numbers of a quantity, without its unit. */
export interface Numbers extends Pick<ParsedQuantity, "comparator" | "approximate" | "isReprinted" | "value" | "high"> {
  end: number;
}

/** What reads like a number but is none is refused; undefined when there is no number at all. */
export function readNumbersAt(text: string, at: number): Numbers | { refusal: Refusal } | undefined {
  const comparator = readComparatorAt(text, at);
  const start = comparator?.end ?? at;
  const first = readNumberAt(text, start);
  if (!first || "refusal" in first) return first;
  const second = readHigh(text, start, first, comparator?.sign);
  if (second && "refusal" in second) return second;
  const { sign } = comparator ?? {};
  return {
    ...(sign === "about" ? { approximate: true as const } : sign ? { comparator: sign } : {}),
    ...(first.isReprinted || second?.isReprinted ? { isReprinted: true as const } : {}),
    value: first.digits,
    ...(second ? { high: second.digits } : {}),
    end: second?.end ?? first.end,
  };
}

export function readComparatorAt(text: string, at: number): { sign: Comparator | "about"; end: number } | undefined {
  COMPARATOR.lastIndex = at;
  const match = COMPARATOR.exec(text);
  const sign = match && COMPARATORS[(match[1] ?? "").toLowerCase()];
  return match && sign ? { sign, end: at + match[0].length } : undefined;
}

/** The number after a dash; a range that runs backwards, or has a comparator, is no range. */
function readHigh(
  text: string,
  start: number,
  low: ReadNumber,
  sign: Comparator | "about" | undefined,
): ReadNumber | { refusal: Refusal } | undefined {
  if (sign !== undefined && sign !== "about") return undefined;
  RANGE.lastIndex = low.end;
  const dash = RANGE.exec(text);
  const high = dash && readNumberAt(text, low.end + dash[0].length);
  if (!high || "refusal" in high) return high ?? undefined;
  if (Number(high.digits) >= Number(low.digits)) return high;
  const number = text.slice(start, high.end);
  const hint = `write the lower number first: \`${high.digits}-${low.digits}\``;
  return { refusal: { code: "case/odd-number", params: { number, hint }, offset: start, length: number.length } };
}

/** The unit between two characters, blanks around it ignored; no unit is fine. A hint proposes only what `fits`. */
export function quantityWithUnit(
  text: string,
  numbers: Numbers,
  from: number,
  to: number,
  fits?: Fits,
): Read<ParsedQuantity> {
  const { end: _, ...parts } = numbers;
  const written = text.slice(numbers.end, to);
  const unitText = written.trim();
  const whole = text.slice(from, to).trim();
  if (unitText === "") return { value: { ...parts, text: whole } };
  const unit = readUnit(unitText, numbers.end + written.indexOf(unitText), fits);
  if (unit.refusal) return unit;
  return { value: { ...parts, unit: unit.value, text: whole } };
}
