/**
 * The closed grammar of results: text -> what it says, or why it cannot be read.
 *
 *     result   := quantity {= quantity} [brackets] | axes [brackets] | duration [brackets] | [comparator] N:N [brackets] | N/N unit [brackets] | verdict [brackets]
 *     quantity := [< | <= | > | >= | about | over | under | at least | at most] number [- number] [unit]
 *     brackets := ( words or ref range, separated by commas )
 *     range    := number - number [unit] | (< | <= | > | >= | up to ...) number [unit]
 */
import { nearest } from "../../finding/nearest.js";
import { inWords } from "../quote.js";
import { readAxes } from "./axes.js";
import { readBrackets } from "./brackets.js";
import { readCompound } from "./compound.js";
import { type ReadNumber, readNumberAt } from "./number.js";
import { LONGEST, type Numbers, quantityWithUnit, readNumbersAt } from "./quantity.js";
import type { Interpretation, ParsedQuantity, ParsedResult, Read, Verdict } from "./types.js";
import { ucumDimension } from "./ucum.js";
import { unreadableResult } from "./unreadable.js";
import { INTERPRETATIONS, MEANT_VERDICT, VERDICTS } from "./verdicts.js";

/** Reads a result; blanks around it do not matter. */
export function readResult(source: string): Read<ParsedResult> {
  const text = source.trimEnd();
  const start = text.length - text.trimStart().length;
  if (text.length - start > LONGEST)
    return unreadableResult(text.slice(0, 0), 0, `${text.length} characters are too long for a result`, text.length);
  const unclosed = unclosedBracket(text);
  if (unclosed !== undefined) {
    const closed = `${text.slice(start)})`;
    const hint = readResult(closed).value && `write \`${closed}\``;
    return unreadableResult(text, unclosed, "this bracket is not closed", text.length - unclosed, hint);
  }
  const bracket = openingBracket(text);
  const body = bracket === undefined ? text.length : bracket;
  const read = readBody(text, start, body);
  if (read.refusal) return read;
  const notes = bracket === undefined ? {} : readBrackets(text, bracket);
  if (notes.refusal) return { refusal: notes.refusal };
  const { words, range } = notes;
  const said = [...(read.value.verdict ? [read.value.verdict] : []), ...(words ?? [])];
  const interpretation = said.map(interpretationOf).find((code) => code !== undefined);
  return {
    value: {
      ...read.value,
      ...(interpretation ? { interpretation } : {}),
      ...(words && words.length > 0 ? { words } : {}),
      ...(range ? { range } : {}),
      text: text.slice(start),
    },
  };
}

const interpretationOf = (word: string): Interpretation | undefined =>
  Object.hasOwn(INTERPRETATIONS, word.toLowerCase()) ? INTERPRETATIONS[word.toLowerCase()] : undefined;

/** The last bracket that opens and is not closed. */
function unclosedBracket(text: string): number | undefined {
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") open.push(i);
    else if (text[i] === ")") open.pop();
  }
  return open.at(-1);
}

/** The bracket that opens the words at the end; one inside a unit follows `/` or `.` and is not it. */
function openingBracket(text: string): number | undefined {
  if (!text.endsWith(")")) return undefined;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (text[i] === ")") depth++;
    else if (text[i] === "(" && --depth === 0) return i > 0 && /[/.]/.test(text[i - 1] ?? "") ? undefined : i;
  }
  return undefined;
}

type Body = Omit<ParsedResult, "interpretation" | "words" | "range" | "text">;

function readBody(text: string, start: number, end: number): Read<Body> {
  const words = text.slice(start, end).trim();
  const verdict = VERDICTS.find((known) => known === words.toLowerCase());
  if (verdict) return { value: { verdict } };
  if (words === "") return unreadableResult(text, start, "there is no result", 1);
  const numbers = readNumbersAt(text, start);
  if (numbers && "refusal" in numbers) return numbers;
  if (!numbers) return unreadableWord(text, start, words);
  const odds = /^\s+in\s+(\d+)$/.exec(text.slice(numbers.end, end).trimEnd())?.[1];
  if (odds) {
    const hint = `write \`${numbers.value}:${odds}\` for a titre`;
    return unreadableResult(text, start, `"${words}" is no titre as it is written here`, words.length, hint);
  }
  const axes = readAxes(text, start, end, numbers);
  if (axes) return { value: { axes } };
  const duration = readCompound(text, start, end, numbers);
  if (duration) return { value: { quantity: duration } };
  return readTwo(text, start, end, numbers) ?? readEquals(text, start, end, numbers);
}

/** `1:320` and `160/90 mmHg`. */
function readTwo(text: string, start: number, end: number, numbers: Numbers): Read<Body> | undefined {
  const sign = text[numbers.end];
  if ((sign !== ":" && sign !== "/") || numbers.high !== undefined) return undefined;
  const second = readNumberAt(text, numbers.end + 1);
  if (!second) return undefined;
  if ("refusal" in second) return second;
  const rest = text.slice(second.end, end).trim();
  const { value: numerator, end: _, ...limit } = numbers;
  if (sign === ":" && rest === "")
    return {
      value: {
        ratio: {
          ...limit,
          ...reprinted(second),
          numerator,
          denominator: second.digits,
          text: text.slice(start, second.end),
        },
      },
    };
  if (sign === ":") return unreadableResult(text, second.end, `"${rest}" follows a titre`, rest.length);
  return readPair(text, start, end, numbers, second);
}

const reprinted = ({ isReprinted }: ReadNumber) => (isReprinted ? { isReprinted } : {});

function readPair(text: string, start: number, end: number, numbers: Numbers, second: ReadNumber): Read<Body> {
  const upper = quantityWithUnit(text, { ...numbers, end: second.end }, start, end, isPressure);
  if (upper.refusal) return upper;
  const { unit } = upper.value;
  if (!unit || !isPressure(unit.ucum)) {
    const written = text.slice(start, second.end);
    return unreadableResult(
      text,
      start,
      `"${written}" is not a pressure`,
      written.length,
      `write ${unit ? "" : meantPair(numbers.value, second.digits)}\`${inWords(text)}\` to keep it in words`,
    );
  }
  const first = { ...upper.value, text: `${text.slice(start, numbers.end)} ${unit.text}` };
  const printed = text.slice(numbers.end + 1, second.end);
  const lower = { ...reprinted(second), value: second.digits, unit, text: `${printed} ${unit.text}` };
  return { value: { pair: { first, second: lower, text: upper.value.text } } };
}

function isPressure(ucum: string): boolean {
  const { mass, length, time } = ucumDimension(ucum) ?? {};
  return mass === 1 && length === -1 && time === -2;
}

/** Two numbers without a unit: a dilution begins with one, a blood pressure does not. */
const meantPair = (first: string, second: string): string =>
  first === "1" ? `\`1:${second}\` for a titre, or ` : `\`${first}/${second} mmHg\` for a blood pressure, or `;

function readEquals(text: string, start: number, end: number, first: Numbers): Read<Body> {
  const quantities: ParsedQuantity[] = [];
  let numbers = first;
  for (let from = start; ; ) {
    const equals = text.slice(0, end).indexOf("=", numbers.end);
    const to = equals === -1 ? end : equals;
    const quantity = quantityWithUnit(text, numbers, from, to);
    if (quantity.refusal) return quantity;
    quantities.push(quantity.value);
    if (equals === -1) break;
    from = text.length - text.slice(equals + 1).trimStart().length;
    const next = readNumbersAt(text, from);
    if (!next) return unreadableResult(text, from, `no number follows "="`, Math.max(end - from, 1));
    if ("refusal" in next) return next;
    numbers = next;
  }
  const [quantity, ...same] = quantities as [ParsedQuantity, ...ParsedQuantity[]];
  return { value: { quantity, ...(same.length > 0 ? { same } : {}) } };
}

function unreadableWord(text: string, start: number, words: string): Read<Body> {
  const said = words.toLowerCase();
  const verdict = VERDICTS.find((known) => said.startsWith(`${known} `) || said.startsWith(`${known},`));
  const meant: Verdict | undefined = Object.hasOwn(MEANT_VERDICT, said)
    ? MEANT_VERDICT[said]
    : (nearest(words, VERDICTS) as Verdict | undefined);
  const beside = verdict && `${verdict} (${words.slice(verdict.length).replace(/^[\s,]+|[()]/g, "")})`;
  const hint =
    beside && readResult(beside).value
      ? `words beside a result stand in brackets: \`${beside}\``
      : meant && `did you mean "${meant}"?`;
  return unreadableResult(
    text,
    start,
    `"${words}" is neither a number nor one of the words for results`,
    words.length,
    hint,
  );
}
