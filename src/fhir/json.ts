/**
 * FHIR JSON without loss: a decimal keeps the digits it was written with (7.0 stays 7.0, 1.50 stays 1.50), as R4
 * demands (https://hl7.org/fhir/R4/datatypes.html#decimal: "the precision of the decimal value has significance").
 *
 * Values stay plain JavaScript: numbers are numbers. Where a number's own text differs from what JavaScript would
 * print, the object or array that holds it remembers the text under the symbol DIGITS, which copies with spread.
 */
import { LosslessNumber, parse as parseLossless } from "lossless-json";
import { isTooDeep, MAX_DEPTH } from "./depth.js";
import { isOdd, markOddNumbers, mayHaveOddNumbers } from "./odd-numbers.js";

/** Under this symbol a holder keeps the source digits of its numbers: key -> text. */
export const DIGITS: unique symbol = Symbol("digits");

/** Any object of JSON. */
export type JsonObject = Record<string, unknown>;

type Holder = Record<string, unknown> & { [DIGITS]?: Record<string, string> };

/**
 * Parses JSON and keeps the digits of its numbers.
 *
 * @param text JSON, with or without a byte order mark
 * @throws SyntaxError when it is not JSON; its message names the position (or that it nests too deep to say)
 */
export function parseJson(text: string): unknown {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (source.length > LARGE) demandDepth(source);
  return mayHaveOddNumbers(source) ? parseDigits(source) : parsePlain(source);
}

/** JSON.parse does not always say where it stopped; the other parser does. */
function parsePlain(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (!/position \d+/.test(String(error))) parseSlowly(source);
    throw error;
  }
}

function parseDigits(source: string): unknown {
  const marked = markOddNumbers(source);
  if (!marked) return parseSlowly(source);
  try {
    return settle(JSON.parse(marked.text), marked.mark);
  } catch {
    return parseSlowly(source);
  }
}

/** JSON.parse takes sixty times the memory of a text of brackets. */
const LARGE = 1_000_000;

function demandDepth(source: string): void {
  if (isTooDeep(source)) throw new SyntaxError(`it nests deeper than ${MAX_DEPTH} levels`);
}

/** Takes thirty times the memory of the text, and the stack where that nests deep: for what JSON.parse cannot tell. */
function parseSlowly(source: string): unknown {
  demandDepth(source);
  return settle(parseLossless(source, undefined, { onDuplicateKey: ({ newValue }) => newValue }));
}

/** Replaces each number that came as a text by a plain number, its text noted where printing it would lose something. */
function settle(value: unknown, mark?: string): unknown {
  const text = textOf(value, mark);
  if (text !== undefined) return Number(text);
  // For an index, `in` would make a text of each.
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) settleMember(value, i, mark);
  else if (typeof value === "object") for (const key in value) settleMember(value, key, mark);
  return value;
}

function settleMember(holder: object, key: string | number, mark: string | undefined): void {
  const item = (holder as Record<string | number, unknown>)[key];
  const number = textOf(item, mark);
  if (number !== undefined) setNumber(holder, String(key), number);
  else if (typeof item === "object") settle(item, mark);
}

/** The text of a number; undefined for anything else. */
function textOf(value: unknown, mark: string | undefined): string | undefined {
  if (value instanceof LosslessNumber) return value.value;
  return typeof value === "string" && mark !== undefined && value.startsWith(mark)
    ? value.slice(mark.length)
    : undefined;
}

/** Sets `holder[key]` to the number that `text` writes, keeping its digits. */
export function setNumber(holder: object, key: string, text: string): void {
  const target = holder as Holder;
  const number = Number(text);
  target[key] = number;
  if (isOdd(text)) target[DIGITS] = { ...target[DIGITS], [key]: text };
}

/** Whether some numbers of an object or array were written otherwise than JavaScript would print them. */
export const hasDigits = (holder: object): boolean => (holder as Holder)[DIGITS] !== undefined;

/** A key like "constructor" has digits only if it was given some. */
const kept = (digits: Record<string, string> | undefined, key: string): string | undefined =>
  digits && Object.hasOwn(digits, key) ? digits[key] : undefined;

/** The digits of `holder[key]` as they were written; undefined when it is no number. */
export function digitsOf(holder: object, key: string): string | undefined {
  const value = (holder as Holder)[key];
  return typeof value === "number" ? (kept((holder as Holder)[DIGITS], key) ?? String(value)) : undefined;
}

/**
 * Writes JSON with every number's own digits.
 *
 * @param value plain data, as parseJson gives or the mapping makes
 * @param indent spaces per level; 0 for one line
 */
export function stringifyJson(value: unknown, indent = 2): string {
  const holders = new Set<object>();
  gatherHolders(value, holders);
  return write(value, holders, indent, "\n");
}

/** Finds what JSON.stringify cannot write: whatever holds digits, however deep. */
function gatherHolders(value: unknown, holders: Set<object>): boolean {
  if (typeof value !== "object" || value === null) return false;
  let isHolder = DIGITS in value;
  // For an index, `in` would make a text of each.
  if (Array.isArray(value)) for (const item of value) isHolder = gatherHolders(item, holders) || isHolder;
  else for (const key in value) isHolder = gatherHolders((value as Holder)[key], holders) || isHolder;
  if (isHolder) holders.add(value);
  return isHolder;
}

function write(value: unknown, holders: ReadonlySet<object>, indent: number, newline: string): string {
  if (typeof value !== "object" || value === null || !holders.has(value)) {
    const text = JSON.stringify(value, undefined, indent) ?? "null";
    return newline === "\n" ? text : text.replaceAll("\n", newline);
  }
  const deeper = indent ? newline + " ".repeat(indent) : "";
  const colon = indent ? ": " : ":";
  const isArray = Array.isArray(value);
  let members = "";
  for (const key in value) {
    const item = (value as Holder)[key];
    if (item === undefined && !isArray) continue;
    const text = digitsOf(value, key) ?? write(item, holders, indent, deeper);
    members += `${members && ","}${deeper}${isArray ? "" : JSON.stringify(key) + colon}${text}`;
  }
  const [open, end] = isArray ? "[]" : "{}";
  return members ? `${open}${members}${indent ? newline : ""}${end}` : `${open}${end}`;
}
