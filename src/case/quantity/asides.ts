/** Words in brackets that stay words, though they look as if they were meant to say more. */
import type { ParsedResult } from "./types.js";

/** Signs of laboratories, in lower case, and the words that have a code. */
const SIGNS: Readonly<Record<string, string>> = {
  h: "high",
  l: "low",
  n: "normal",
  a: "abnormal",
  hh: "critically high",
  ll: "critically low",
  pos: "positive",
  "+": "positive",
  neg: "negative",
  "-": "negative",
};

const RANGE = /^(?:(?:<=|>=|[<>≤≥])\s?\d[\d.]*|\d[\d.]*\s?[-–]\s?\d[\d.]*)(?:\s?(?<unit>\S.*))?$/;

/** A range that a word holds, with the words that announce it: "low; ref 3.5-5", "normal range 2.1-2.6". */
const ANNOUNCED =
  /(?:^|[\s;(])(?:ref(?:erence)?\.?(?: range| interval)?|(?:normal )?range)[:\s]+(?<range>[<>]?=?\s?\d[\d.]*(?:\s?[-–]\s?\d[\d.]*)?)/i;

export interface Aside {
  word: string;
  /** How it is written to be more than words. */
  written: string;
}

/** @returns the words in brackets that were most likely meant as a reference range or a word with a code */
export function asides({ quantity, range, words = [] }: ParsedResult): Aside[] {
  return words.flatMap((word) => {
    const sign = word.toLowerCase();
    if (Object.hasOwn(SIGNS, sign)) return [{ word, written: SIGNS[sign] as string }];
    if (range) return [];
    const announced = ANNOUNCED.exec(word);
    if (announced) {
      const before = word.slice(0, announced.index).replace(/[;(\s]+$/, "");
      return [{ word, written: [before, `ref ${announced.groups?.range}`].filter(Boolean).join(", ") }];
    }
    if (/^ref(?:erence)?[.:]*$/i.test(word)) return [{ word, written: "ref 3.3-19.4" }];
    const numbers = RANGE.exec(word);
    const unit = numbers?.groups?.unit;
    return numbers && (unit === undefined || unit === quantity?.unit?.text) ? [{ word, written: `ref ${word}` }] : [];
  });
}
