/**
 * The sentences of a source text, counted as `cite` counts them.
 *
 * The rules are frozen: a case cites sentences by number, so the same text gives the same numbers for good. Rules that
 * split otherwise would need a version of their own. They are made for English prose as journals print it.
 */

/** The version of the rules below. */
export const SENTENCE_RULES = 1;

export interface Sentence {
  /** Counted from 1. */
  number: number;
  /** Exactly as it stands in the text, line breaks included. */
  text: string;
  /** Where it stands in the whole text, in UTF-16 code units as JavaScript counts; `end` is behind its last one. */
  start: number;
  end: number;
}

/** The lines at the top that begin with # tell of the file, and blank lines follow them. */
const HEADER = /^(?:#[^\r\n]*(?:\r\n|\r|\n|$)|[^\S\r\n]*(?:\r\n|\r|\n))*/;

/** A stop, and what may close behind it: quotes, brackets, the numbers of references (`spinal cord.1`, `shown. [3]`). */
const MARK = /[.!?…]+["'”’»)\]}]*(?:(?<=[\p{L})\]%][.!?])\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)|\s?\[\d[\d,–\s-]*\])?/gu;

/** Abbreviations that go on. */
const GOES_ON = wordSet(
  "dr mr mrs ms prof fig figs eq ref refs vs cf e.g eg i.e ie viz approx ca resp st incl esp subcut temp diff cont",
);
/** Words that go on before a number, and may end a sentence otherwise. */
const BEFORE_NUMBER = wordSet(
  "no nos al vol p pp sec ch tab ed eds suppl jan feb mar apr jun jul aug sep sept oct nov dec",
);
/** Words that open a sentence even where a careless text writes them small. */
const SUBJECTS = wordSet("the he she it they we this these those there");
/** Words that open a sentence, and are no person's name behind an initial. */
const OPENERS = new Set([
  ...SUBJECTS,
  ...wordSet(
    "a an that his her its their our in on at after before during upon following then however both all no as with for to",
  ),
]);
/** Words that a person's initials follow, and that no line of its own ends with. */
const CONNECTORS = wordSet(
  "and or of by to from with for in on at as a an the was were is are be been had has have that which between into than",
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/**
 * Splits a text into its sentences.
 *
 * A blank line ends a sentence, and so does the end of a line (titles and paragraphs have lines of their own), unless the
 * line is plainly broken in the middle: the next one goes on in small letters, or the line ends in a comma or a word like "of".
 *
 * @param text the whole text, without a byte order mark; lines at its top that begin with # are counted in no sentence
 * @returns the sentences in order; what holds no letter and no digit is none
 */
export function sentencesOf(text: string): Sentence[] {
  return paragraphsOf(text)
    .flatMap(([start, end]) => pieces(text.slice(start, end)).map(([from, to]) => cut(text, start + from, start + to)))
    .filter(({ text: words }) => /[\p{L}\p{N}]/u.test(words))
    .map((sentence, i) => ({ number: i + 1, ...sentence }));
}

type Range = readonly [start: number, end: number];

/** A stretch of the text without the blanks around it. */
function cut(text: string, from: number, to: number): Omit<Sentence, "number"> {
  const words = text.slice(from, to).trimStart();
  const start = to - words.length;
  return { text: words.trimEnd(), start, end: start + words.trimEnd().length };
}

/** How far a rule looks around a mark; no abbreviation or name is as long, and long texts stay quick. */
const SIGHT = 80;

/** Lines, joined where they are plainly one. */
function paragraphsOf(text: string): Range[] {
  const top = HEADER.exec(text)?.[0].length ?? 0;
  const paragraphs: [number, number][] = [];
  for (const { 0: line, index } of text.slice(top).matchAll(/[^\r\n\f\v\u2028\u2029]+/g)) {
    const start = top + index;
    const last = paragraphs.at(-1);
    const isNext = last && /^(?:\r\n|\r|\n)$/.test(text.slice(last[1], start));
    if (isNext && goesOn(text.slice(Math.max(last[0], last[1] - SIGHT), last[1]), line)) last[1] = start + line.length;
    else paragraphs.push([start, start + line.length]);
  }
  return paragraphs;
}

/** Whether a line goes on with what the one before it ends with. */
function goesOn(ending: string, line: string): boolean {
  const last = ending.trimEnd();
  if (last === "" || line.trim() === "" || /[.!?…]["'”’»)\]}]*$/.test(last)) return false;
  return /^\s*\p{Ll}/u.test(line) || last.endsWith(",") || CONNECTORS.has(lastWord(last).toLowerCase());
}

/** The stretches of a paragraph between the ends of sentences. */
function pieces(paragraph: string): Range[] {
  const found: Range[] = [];
  let start = 0;
  for (const { 0: mark, index } of paragraph.matchAll(MARK)) {
    const end = index + mark.length;
    const before = paragraph.slice(Math.max(start, index - SIGHT), index);
    if (!isEnd(before, mark, paragraph.slice(end, end + SIGHT))) continue;
    found.push([start, end]);
    start = end;
  }
  return [...found, [start, paragraph.length]];
}

/** The word a text ends with, without what opens before it. */
const lastWord = (text: string): string => /[^\s([{"'“‘«]*$/u.exec(text)?.[0] ?? "";

/**
 * Whether a sentence ends at a mark.
 *
 * @param before the sentence up to the mark, or the end of it
 * @param mark the stop, and what closes behind it
 * @param after what follows
 */
function isEnd(before: string, mark: string, after: string): boolean {
  const next = after.trimStart();
  if (next === "" || /^[,;:)\]}]/.test(next)) return false;
  const word = lastWord(before);
  if (next === after) return mark === "." && isGluedEnd(word, next);
  // A number or a letter alone counts what follows: "1. Introduction".
  if (/^\s*\(?(?:\d{1,3}|\p{L}|[ivxIVX]{1,4})$/u.test(before)) return false;
  const first = /^["'“‘«(]?(\p{L}+)/u.exec(next)?.[1] ?? "";
  if (mark.startsWith(".") && !/[)\]}]/.test(mark)) {
    if (GOES_ON.has(word.toLowerCase())) return false;
    if (/^[\d([]/.test(next) && BEFORE_NUMBER.has(word.toLowerCase())) return false;
    // "10. 5" is a decimal whose point was torn off; a year is none.
    if (/^\d/.test(next) && /^[^\p{L}]*(?<!\d)\d{1,3}$/u.test(word)) return false;
    if (/^\p{Lu}/u.test(first) && !OPENERS.has(first.toLowerCase()) && isInitial(word, before)) return false;
  }
  // Small letters go on, but for names like pH, and where a careless text has a full word before or "the patient" behind.
  if (!/^\p{Ll}/u.test(first) || /^\p{Ll}{1,3}\p{Lu}/u.test(first)) return true;
  return SUBJECTS.has(first) ? !word.includes(".") : /^\p{Ll}{4,}$/u.test(word);
}

/** "admission.Troponins" lacks a space; "i.e.The", "S.C." and "www.Example.org" are none. */
const isGluedEnd = (word: string, next: string): boolean =>
  /(?:\p{Ll}{2}|[\d)\]%])$/u.test(word) &&
  !GOES_ON.has(word.toLowerCase()) &&
  /^(?:\p{Lu}\p{Ll}(?!\S*(?:[/@]|\.\p{L}))|[AI]\s)/u.test(next);

/** Initials of a person: several, or one beside another name or behind a word that names follow; "hepatitis B" is none. */
function isInitial(word: string, before: string): boolean {
  if (!/^\p{Lu}(?:\.?-?\.?\p{Lu})*$/u.test(word)) return false;
  if (word.length > 1) return word.includes(".");
  const beside = lastWord(before.slice(0, -1).trimEnd());
  return beside === "" || /^\p{Lu}/u.test(beside) || CONNECTORS.has(beside.toLowerCase());
}
