/** Numbers whose text JavaScript would not print back, made visible to JSON.parse: it alone reads 100 MB in a second. */
import { endOfString } from "./scan.js";

/** Where there can be one: -0, 1.50, 1e3, or more digits than a double holds. It may stand in a string, too. */
const MAYBE = /[:[,\s](?:-0(?![.\d])|-?(?:\d+\.\d*0(?!\d)|0\.0{6}|\d+(?:\.\d+)?[eE]|[\d.]{16,}))/;
/** What JSON writes as a number (RFC 8259, 6), if it is all of it and no name of a member. */
const NUMBER = /(?<![\w.+-])-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-]|\s*:)/g;

/** Between two strings an odd number has something on both sides: `:-0,`. */
const SHORTEST = 4;

/** Of Unicode's private use: characters that hardly any text has. */
const MARKS = ["\ue000", "\ue001", "\ue002", "\ue003"];

export const mayHaveOddNumbers = (source: string): boolean => MAYBE.test(source);

export const isOdd = (text: string): boolean => String(Number(text)) !== text;

/**
 * Writes each odd number as a string: a mark, then its text.
 *
 * @param source JSON; what is wrong with it stays wrong
 * @returns the mark is a character that no other string of the text has; undefined when there is none left for it
 */
export function markOddNumbers(source: string): { text: string; mark: string } | undefined {
  const mark = MARKS.find((character) => !isIn(source, character));
  if (mark === undefined) return undefined;
  const parts: string[] = [];
  let copied = 0;
  for (let from = 0; from < source.length; ) {
    const quote = source.indexOf('"', from);
    const to = quote < 0 ? source.length : quote;
    if (to - from >= SHORTEST && hasDigit(source, from, to)) {
      for (const { 0: number, index } of source.slice(from, to).matchAll(NUMBER)) {
        if (!isOdd(number)) continue;
        parts.push(source.slice(copied, from + index), `"${mark}${number}"`);
        copied = from + index + number.length;
      }
    }
    from = quote < 0 ? source.length : endOfString(source, quote);
  }
  parts.push(source.slice(copied));
  return { text: parts.join(""), mark };
}

const [ZERO, NINE] = [0x30, 0x39];

function hasDigit(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code >= ZERO && code <= NINE) return true;
  }
  return false;
}

/** A string of JSON has a character only as itself or as its \\u escape, of which the letter may be a capital. */
function isIn(source: string, character: string): boolean {
  const digits = character.charCodeAt(0).toString(16);
  return [character, `\\u${digits}`, `\\u${digits.toUpperCase()}`].some((spelling) => source.includes(spelling));
}
