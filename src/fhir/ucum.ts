/**
 * UCUM: is this text a unit, of what dimension, and how large?
 * @see https://ucum.org/ucum#section-Syntax-Rules
 */
import { PREFIXES, UNITS } from "./ucum-units.js";

/** A unit as UCUM defines it, in base units. */
export interface UcumUnit {
  /** undefined where it is no factor (degrees Celsius, decibel, pH). */
  magnitude: number | undefined;
  /** Exponents of metre, second, gram, radian, kelvin, coulomb, candela. */
  dimension: readonly number[];
}

interface Atom extends UcumUnit {
  isMetric: boolean;
}

const BASES = 7;
const ONE: UcumUnit = { magnitude: 1, dimension: new Array(BASES).fill(0) };
const MAX_LENGTH = 200;

let atoms: Map<string, Atom> | undefined;

function atom(code: string): Atom | undefined {
  atoms ??= new Map(UNITS.split(";").map(readAtom));
  return atoms.get(code);
}

function readAtom(row: string): [string, Atom] {
  const [code = "", size, dimension = "", metric] = row.trim().split(" ");
  const exponents = dimension.split(",").map(Number);
  const unit = {
    magnitude: size === "special" ? undefined : Number(size),
    dimension: Array.from({ length: BASES }, (_, i) => exponents[i] ?? 0),
    isMetric: metric === "metric",
  };
  return [code, unit];
}

/** What a sign of the syntax is: a unit with its exponent, a number, an annotation, an operator or a bracket. */
const TOKEN = /\{[!-z|~]*\}|[./()]|(?:\[[!-Z^-z|~]*\]|[!"$-'*+\-0-9:-Z^-z|~#])+/y;
const EXPONENT = /^(.+?)([+-]?\d+)$/;

const parsed = new Map<string, UcumUnit | undefined>();

/** @returns undefined when the text is no UCUM code (of the case-sensitive kind) */
export function parseUcum(code: string): UcumUnit | undefined {
  if (!parsed.has(code)) {
    if (parsed.size >= 1000) parsed.clear();
    parsed.set(code, code.length > MAX_LENGTH ? undefined : new Parser(code).unit());
  }
  return parsed.get(code);
}

/** Whether the text is a unit of UCUM: `mg/dL`, `10*3/uL`, `{score}`, `%`. */
export const isUcum = (code: string): boolean => parseUcum(code) !== undefined;

/** Whether values in the two units can be compared. */
export const areCommensurable = (a: UcumUnit, b: UcumUnit): boolean =>
  a.dimension.every((exponent, i) => exponent === b.dimension[i]);

class Parser {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(code: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < code.length) {
      const token = TOKEN.exec(code)?.[0];
      this.#tokens.push(token ?? "");
      if (token === undefined) break;
    }
  }

  unit(): UcumUnit | undefined {
    const unit = this.#tokens.length > 0 ? this.#term() : undefined;
    return this.#at === this.#tokens.length ? unit : undefined;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  /** Components joined by `.` and `/`, from left to right; a leading `/` divides one. */
  #term(): UcumUnit | undefined {
    let result: UcumUnit | undefined = this.#next === "/" ? ONE : this.#component();
    while (result && (this.#next === "." || this.#next === "/")) {
      const sign = this.#tokens[this.#at++] === "/" ? -1 : 1;
      const next = this.#component();
      result = next && times(result, next, sign);
    }
    return result;
  }

  #component(): UcumUnit | undefined {
    const token = this.#tokens[this.#at++];
    if (token === undefined || token === "") return undefined;
    if (token.startsWith("{")) return ONE;
    const unit = token === "(" ? this.#inner() : simpleUnit(token);
    if (this.#next?.startsWith("{")) this.#at++;
    return unit;
  }

  #inner(): UcumUnit | undefined {
    const unit = this.#term();
    return this.#tokens[this.#at++] === ")" ? unit : undefined;
  }
}

/** A number, or a unit with or without a prefix and an exponent. */
function simpleUnit(token: string): UcumUnit | undefined {
  if (/^\d+$/.test(token)) return { ...ONE, magnitude: Number(token) };
  const whole = prefixed(token);
  if (whole) return whole;
  const [, symbol = "", exponent] = EXPONENT.exec(token) ?? [];
  const unit = prefixed(symbol);
  return unit && times(ONE, unit, Number(exponent));
}

function prefixed(symbol: string): UcumUnit | undefined {
  const whole = atom(symbol);
  if (whole) return whole;
  for (const length of [1, 2]) {
    const prefix = symbol.slice(0, length);
    const unit = atom(symbol.slice(length));
    const factor = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
    // Only metric units have prefixes: there is no micro-month.
    if (unit?.isMetric && factor !== undefined)
      return { ...unit, magnitude: unit.magnitude === undefined ? undefined : unit.magnitude * factor };
  }
  return undefined;
}

function times(a: UcumUnit, b: UcumUnit, exponent: number): UcumUnit {
  const size =
    a.magnitude === undefined || b.magnitude === undefined ? undefined : a.magnitude * b.magnitude ** exponent;
  return {
    magnitude: size,
    dimension: a.dimension.map((own, i) => own + (b.dimension[i] as number) * exponent),
  };
}
