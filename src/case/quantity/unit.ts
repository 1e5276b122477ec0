/** Units as people write them -> UCUM. */
import { nearest } from "../../finding/nearest.js";
import { TRAPS, UNIT_PARTS, WHOLE_UNITS } from "./spellings.js";
import type { ParsedUnit, Read } from "./types.js";
import { ucumDimension } from "./ucum.js";

/** Codes that are often meant, for the hint of a mistyped one. */
const COMMON = (
  "% mg ug ng pg g kg mL L dL mmol umol nmol pmol mmol/L umol/L nmol/L pmol/L mg/L ug/L ng/L g/L mg/dL ug/dL g/dL mg/mL ug/mL " +
  "ng/mL pg/mL U/L U/mL IU/L IU/mL mIU/L mIU/mL 10*9/L 10*12/L 10*3/uL /uL /mm3 mm/h mmHg °C /min fL mEq/L mOsm/kg " +
  "mg/kg mg/m2 ug/kg g/kg mg/day g/day mg/kg/day mg/m2/day g/24h mg/24h mL/min mL/h L/min mL/min/1.73m2 mm cm m kPa " +
  "tablet tablets capsule capsules drops puffs ug/kg/min IU/day IU/kg mg/g mg/mmol kg/m2 copies/mL"
).split(" ");

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const plainDigits = (text: string): string =>
  text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)));

/**
 * Reads a unit.
 *
 * @param text the unit as written
 * @param offset where it begins, for the refusal
 * @param fits which UCUM codes can stand there, so that a hint proposes no other
 */
export function readUnit(text: string, offset: number, fits: Fits = () => true): Read<ParsedUnit> {
  const first = text.split("/")[0] ?? "";
  const trap = Object.hasOwn(TRAPS, first) ? TRAPS[first] : undefined;
  if (trap && !Object.hasOwn(WHOLE_UNITS, text)) {
    const params = {
      unit: text,
      what: trap.what,
      hint: `did you mean "${trap.meant}${text.includes("/") ? text.slice(text.indexOf("/")) : ""}"?`,
    };
    return { refusal: { code: "case/wrong-unit", params, offset, length: text.length } };
  }
  const ucum = toUcum(text);
  if (ucumDimension(ucum)) return { value: { text, ucum } };
  const params = { unit: text, hint: hintFor(text, (unit) => isUcum(unit) && fits(toUcum(unit))) };
  return { refusal: { code: "case/unknown-unit", params, offset, length: Math.max(text.length, 1) } };
}

export type Fits = (ucum: string) => boolean;

const isUcum = (unit: string): boolean => ucumDimension(toUcum(unit)) !== undefined;

function hintFor(text: string, fits: (unit: string) => boolean): string {
  const power = /^(?:[x×*] ?)?10 ?[\^*]? ?(\d{1,2}) ?\/? ?(\p{L}+)$/u.exec(text);
  const code = power && toUcum(`10*${power[1]}/${power[2]}`);
  if (code && fits(code)) return `did you mean "${code}"?`;
  const near = /[A-Za-z%]/.test(text) ? nearest(text, COMMON.filter(beginsLike(text)).filter(fits)) : undefined;
  if (near !== undefined) return `did you mean "${near}"?`;
  const [, unit = "", words] = BESIDE.exec(text) ?? [];
  if (words !== undefined && fits(unit)) return `words beside a value stand in brackets: \`${unit} (${words})\``;
  if (/^[x×]\s*\d/.test(text))
    return /hg$/i.test(text)
      ? "a blood pressure is written 120/70 mmHg"
      : "a size has one unit of length for all its numbers, or one for each: 2 x 1 cm";
  const [counted = "", ...below] = tidied(text).split("/");
  const braced = [`{${counted.replace(/\W+/g, "_")}}`, ...below].join("/");
  // What is shorter is rather a unit with a slip in it.
  if (/^[\p{L}_][\p{L}_ -]{3,}$/u.test(counted) && fits(braced))
    return `what is counted is written in braces: \`${braced}\``;
  return "to keep the whole in words, write `{text: ...}`";
}

/** Words, or a reference range, after a unit. */
const BESIDE = /^([^\s,]+),?\s+((?!ref)\p{L}[\p{L} ,-]*|ref \d[\d.]*-\d[\d.]*)$/iu;

/** The first letters say how large a unit is: "mcmol" is no slip for "mmol". */
const beginsLike = (text: string) => {
  const start = (unit: string) => unit.replace("/", "").slice(0, 2);
  return (unit: string) => start(unit) === start(text);
};

/** What was asked before: a case writes few units, and each of them often. */
const spelt = new Map<string, string>();

/** The UCUM code a text most likely spells; not yet known to be one. */
function toUcum(text: string): string {
  const before = spelt.get(text);
  if (before !== undefined) return before;
  if (spelt.size > 1000) spelt.clear();
  const code = spellOut(text);
  spelt.set(text, code);
  return code;
}

function spellOut(text: string): string {
  if (Object.hasOwn(WHOLE_UNITS, text)) return WHOLE_UNITS[text] as string;
  const tidy = tidied(text);
  if (Object.hasOwn(WHOLE_UNITS, tidy)) return WHOLE_UNITS[tidy] as string;
  const parts = splitOutside(tidy);
  return parts.map((part, i) => partCode(part, i > 0)).join("/");
}

/** One spelling of blanks, micro signs, powers (also those that were lost in print: `m 2`), and of what stands below the line. */
function tidied(text: string): string {
  return plainDigits(text.replace(/10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, "10*$1").replace(/⁻/g, "-"))
    .replace(/[\s\u00a0\u2009\u202f]+/g, " ")
    .trim()
    .replace(/[µμ](?![A-Za-z])/g, "um")
    .replace(/[µμ]/g, "u")
    .replace(/℃/g, "°C")
    .replace(/[·⋅]/g, ".")
    .replace(/ ?\/ ?| per (?=\S)|^per /g, "/")
    .replace(/^×/, "x")
    .replace(/^x ?10 (?=\d{1,2}\/)/, "10*")
    .replace(/^x ?(?=10)/, "")
    .replace(/\b10 ?(?:\^|\*\*|\*|e) ?(\d+)/gi, "10*$1")
    .replace(/(\b[cmu]?m) (?=[23](?:\/|$))/g, "$1")
    .replace(
      /[ .]([A-Za-z]+)-([123])(?=[ .]|$)/g,
      (_, unit: string, power: string) => `/${unit}${power.replace("1", "")}`,
    );
}

/** At each `/` that is not inside brackets. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "/" && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** A number before a part of the denominator belongs to it: `mg/24 h` is `mg/(24.h)`. */
function partCode(part: string, below: boolean): string {
  const counted = below ? /^(\d+) ?([A-Za-z].*)$/.exec(part) : null;
  if (counted) return `(${counted[1]}.${wordCode(counted[2] ?? "")})`;
  return part.includes(".") && !/[([{]/.test(part) && !Object.hasOwn(UNIT_PARTS, part)
    ? part.split(".").map(wordCode).join(".")
    : wordCode(part);
}

function wordCode(word: string): string {
  const candidates = [
    word,
    word.toLowerCase(),
    word.replace(/s$/, ""),
    word.toLowerCase().replace(/s$/, ""),
    word.replace(/(ch|x)es$/, "$1"),
  ];
  const known = candidates.slice(0, 1).find((candidate) => Object.hasOwn(UNIT_PARTS, candidate));
  if (known !== undefined) return UNIT_PARTS[known] as string;
  if (word.length < 3 || ucumDimension(word)) return word;
  const spelt = candidates.find((candidate) => Object.hasOwn(UNIT_PARTS, candidate));
  return spelt === undefined ? word : (UNIT_PARTS[spelt] as string);
}
