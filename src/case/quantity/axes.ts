/**
 * A length along each of two or three axes, in the order written.
 *
 *     axes := [about] number [unit] (x | ×) number [unit] [(x | ×) number [unit]]      every axis has its unit, or only the last
 */
import { type ReadNumber, readNumberAt } from "./number.js";
import type { Numbers } from "./quantity.js";
import type { ParsedAxes, ParsedQuantity, ParsedUnit } from "./types.js";
import { ucumDimension } from "./ucum.js";
import { readUnit } from "./unit.js";

const BY = /\s*(?<unit>[^\s\dx×]*)\s*[x×]\s*(?=[\d.,])/y;
const MAX_AXES = 3;

/** @returns the lengths that begin at a number, or undefined when it is something else */
export function readAxes(text: string, start: number, end: number, first: Numbers): ParsedAxes | undefined {
  if (first.high !== undefined || first.comparator) return undefined;
  const numbers: ReadNumber[] = [{ ...first, digits: first.value }];
  const printed: string[] = [text.slice(start, first.end)];
  const units: string[] = [];
  let at = first.end;
  for (let by = byAt(text, at); by; by = byAt(text, at)) {
    units.push(by.unit);
    const next = readNumberAt(text, by.end);
    if (!next || "refusal" in next) return undefined;
    numbers.push(next);
    printed.push(text.slice(by.end, next.end));
    at = next.end;
  }
  units.push(text.slice(at, end).trim());
  if (numbers.length < 2 || numbers.length > MAX_AXES) return undefined;
  const read = (units.slice(0, -1).every((unit) => unit === "") ? numbers.map(() => units.at(-1) ?? "") : units).map(
    lengthUnit,
  );
  const { approximate } = first;
  const lengths = numbers.map(
    ({ digits, isReprinted }, i): ParsedQuantity => ({
      ...(approximate ? { approximate } : {}),
      ...(isReprinted ? { isReprinted } : {}),
      value: digits,
      unit: read[i],
      text: `${approximate && i > 0 ? "about " : ""}${printed[i]} ${read[i]?.text}`,
    }),
  );
  return read.includes(undefined) ? undefined : { lengths, text: text.slice(start, end).trim() };
}

function byAt(text: string, at: number): { unit: string; end: number } | undefined {
  BY.lastIndex = at;
  const match = BY.exec(text);
  return match ? { unit: match.groups?.unit ?? "", end: BY.lastIndex } : undefined;
}

function lengthUnit(text: string): ParsedUnit | undefined {
  const unit = readUnit(text, 0).value;
  return unit && isLength(unit.ucum) ? unit : undefined;
}

export function isLength(ucum: string): boolean {
  const { length, mass, time, other } = ucumDimension(ucum) ?? {};
  return length === 1 && mass === 0 && time === 0 && !other;
}
