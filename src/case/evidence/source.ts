/** The text of a source, and where in it each place lies that a case cites. */
import type { CitedPlace } from "../document.js";
import { type Sentence, sentencesOf } from "../sentences.js";

/** A stretch of the text: [start, end) in UTF-16 code units. */
export type Range = readonly [start: number, end: number];

/** Why a place cannot be found: its count has no beginning, or it lies behind the end. */
export type Lost = { letter: string } | { beyond: string };

/** A count of sentences: its letter ("" for plain numbers), and which sentence of the text has its number 1. */
interface Count {
  letter: string;
  first: number;
}

export const isRange = (found: Range | Lost | undefined): found is Range => Array.isArray(found);

export class SourceText {
  readonly sentences: readonly Sentence[];
  /** In the order of the text. */
  readonly counts: readonly Count[];
  /** First sentences that the text has not: their numbers. */
  readonly unknown: readonly string[];

  /** @param firsts the words that first sentences begin with, by their numbers: "1", "c1" */
  constructor(
    readonly text: string,
    firsts: Readonly<Record<string, string>> = {},
  ) {
    this.sentences = sentencesOf(text);
    const told = Object.entries(firsts).map(([number, words]) => ({
      number,
      letter: number.slice(0, -1),
      first: this.sentences.find((sentence) => plain(sentence.text).startsWith(plain(words)))?.number ?? 0,
    }));
    this.unknown = told.filter(({ first }) => first === 0).map(({ number }) => number);
    const plainly = told.some(({ letter }) => letter === "") ? [] : [{ letter: "", first: 1 }];
    this.counts = [...plainly, ...told.filter(({ first }) => first > 0)].sort((a, b) => a.first - b.first);
  }

  /** Where a place lies; nothing for a section, which has a name and no bounds. */
  rangeOf({ sentences, start, end }: CitedPlace): Range | Lost | undefined {
    if (start !== undefined && end !== undefined)
      return end <= this.text.length ? [start, end] : { beyond: `character ${end}` };
    if (sentences === undefined) return undefined;
    const [, letter = "", from = "", to = from] = /^([A-Za-z]?)(\d+)(?:-[A-Za-z]?(\d+))?$/.exec(`${sentences}`) ?? [];
    const count = this.counts.find((one) => one.letter === letter);
    if (!count) return { letter };
    const [first, last] = [from, to].map((number) => this.sentences[count.first + Number(number) - 2]);
    return first && last ? [first.start, last.end] : { beyond: `sentence ${letter}${last ? from : to}` };
  }

  /** The number a case cites a sentence by; undefined before all counts. */
  numberOf(sentence: Sentence): string | undefined {
    const count = this.counts.filter(({ first }) => first <= sentence.number).at(-1);
    return count && `${count.letter}${sentence.number - count.first + 1}`;
  }
}

/** Without what line breaks and blanks may differ in. */
export const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
