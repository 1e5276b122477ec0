/** What stands in brackets after a result: words, and the reference range. */
import { quantityWithUnit, readComparatorAt, readNumbersAt } from "./quantity.js";
import type { ParsedRange, Read, Refusal } from "./types.js";
import { unreadableResult } from "./unreadable.js";

export type Brackets = { words?: string[]; range?: ParsedRange; refusal?: Refusal };

/** A comma inside a number does not part the words. Of two ranges, one would be lost. */
export function readBrackets(text: string, open: number): Brackets {
  const words: string[] = [];
  let range: ParsedRange | undefined;
  let at = open + 1;
  for (const part of text.slice(open + 1, -1).split(/,(?!\d)/)) {
    const from = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    const said = part.trim();
    const reference = /^(?:ref\.?|reference)(?: range| interval)?:?\s+/i.exec(said);
    if (!reference) {
      if (said !== "") words.push(said);
      continue;
    }
    if (range) {
      const hint = "keep the range that belongs to this value, and put the other into `note`";
      return unreadableResult(text, from, `"${said}" is a second reference range`, said.length, hint);
    }
    const read = readRange(text, from + reference[0].length, from + said.length);
    if (read.refusal) return { refusal: read.refusal };
    range = read.value;
  }
  return { words, ...(range ? { range } : {}) };
}

function readRange(text: string, start: number, end: number): Read<ParsedRange> {
  const upTo = /up to\s+/iy;
  upTo.lastIndex = start;
  const limit = upTo.exec(text);
  const comparator = limit ? { sign: "<=" as const, end: upTo.lastIndex } : readComparatorAt(text, start);
  const numbers = readNumbersAt(text, comparator?.end ?? start);
  if (
    !numbers ||
    (!("refusal" in numbers) && (comparator === undefined) === (numbers.high === undefined)) ||
    comparator?.sign === "about"
  )
    return unreadableResult(
      text,
      start,
      `"${text.slice(start, end)}" is not a reference range such as 3.3-19.4 or <5`,
      end - start,
    );
  if ("refusal" in numbers) return numbers;
  const quantity = quantityWithUnit(text, numbers, start, end);
  if (quantity.refusal) return quantity;
  const { value, high, unit } = quantity.value;
  const above = comparator?.sign === ">" || comparator?.sign === ">=";
  return {
    value: {
      ...(comparator === undefined
        ? { low: value, ...(high === undefined ? {} : { high }) }
        : above
          ? { low: value }
          : { high: value }),
      ...(unit ? { unit } : {}),
      text: text.slice(start, end),
    },
  };
}
