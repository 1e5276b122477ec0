/** Texts looked at character by character: on short ones many times as fast as a regular expression. */

const SPACE = /\s/;

/** White space of a regular expression's `\s`, by the code of the character. */
export const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || (code >= 160 && SPACE.test(String.fromCharCode(code)));

export const hasSpace = (text: string): boolean => SPACE.test(text);

/** A set of characters that have a code below 256; 1 at the code of each that is in it. */
export type CharacterSet = Uint8Array;

/** @param characters themselves and no ranges of them */
export function characterSet(characters: string): CharacterSet {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

/** Whether every character is in a set. */
export function isOf(set: CharacterSet, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (set[text.charCodeAt(i)] !== 1) return false;
  return true;
}

/** The number that digits write; NaN where there is anything else between the two places. */
export function digitsAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}
