/** Keys that one object of a JSON text has twice: parsers keep one of the values and drop the other without a word. */

import { endOfString } from "./scan.js";

export interface DuplicateKey {
  key: string;
  /** Where it stands the second time; 1-based, columns in UTF-16 code units. */
  line: number;
  column: number;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Whether a value lacks a member that its text has, which is quicker than to look for the keys that come twice.
 *
 * @param text well-formed JSON
 * @param value what was parsed from it
 */
export const lostMembers = (text: string, value: unknown): boolean => colonsIn(text) !== membersIn(value);

function colonsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === COLON) count++;
  }
  return count;
}

function membersIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += membersIn(item);
  else for (const key in value) count += 1 + membersIn((value as Record<string, unknown>)[key]);
  return count;
}

/**
 * R4 (json.html): "property names SHALL be unique".
 *
 * @param text well-formed JSON
 * @param most how many are looked for
 */
export function duplicateKeys(text: string, most = 20): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length && found.length < most; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT) open.push(new Set());
    else if (code === OPEN_LIST) open.push(undefined);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) open.pop();
    else if (code === QUOTE) {
      const start = at;
      at = endOfString(text, start) - 1;
      const keys = open.at(-1);
      if (!keys || !isKey(text, at + 1)) continue;
      const key = keyOf(text.slice(start, at + 1));
      if (keys.has(key)) found.push({ key, ...placeOf(text, start) });
      keys.add(key);
    }
  }
  return found;
}

/** In an object, a string before a colon is a key. */
function isKey(text: string, after: number): boolean {
  let at = after;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === COLON;
}

/** `"\u0061"` is the same key as `"a"`. */
const keyOf = (quoted: string): string =>
  quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
