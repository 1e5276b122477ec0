/** Reading a regular expression into steps that an automaton can take. */

export type Step =
  | { kind: "read"; accepts: (sign: number) => boolean }
  /** Goes on at one of these. */
  | { kind: "either"; to: readonly number[] }
  | { kind: "start" }
  | { kind: "end" };

type Accepts = (sign: number) => boolean;

const MAX_STEPS = 10_000;

/** It is no regular expression, or one that uses what is left out. */
class NotRead extends Error {}

/** @returns the steps, behind the last of which the expression has matched; undefined when it cannot be read */
export function parsePattern(source: string): Step[] | undefined {
  try {
    const reader = new Reader(source);
    const steps = reader.alternatives();
    return reader.isAtEnd ? steps : undefined;
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

const QUANTIFIER = /(?:([*+?])|\{(\d{1,5})(,(\d{1,5})?)?\})\??/y;
const SPACE = /\s/;
const is =
  (...codes: number[]): Accepts =>
  (sign) =>
    codes.includes(sign);
const within =
  (from: number, to: number): Accepts =>
  (sign) =>
    sign >= from && sign <= to;
const not =
  (accepts: Accepts): Accepts =>
  (sign) =>
    !accepts(sign);
const any =
  (all: readonly Accepts[]): Accepts =>
  (sign) =>
    all.some((accepts) => accepts(sign));

const DIGIT = within(0x30, 0x39);
const WORD = any([DIGIT, within(0x41, 0x5a), within(0x61, 0x7a), is(0x5f)]);
const WHITE: Accepts = (sign) => SPACE.test(String.fromCodePoint(sign));
const CLASSES: Readonly<Record<string, Accepts>> = {
  d: DIGIT,
  D: not(DIGIT),
  w: WORD,
  W: not(WORD),
  s: WHITE,
  S: not(WHITE),
};
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

class Reader {
  readonly #signs: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(readonly source: string) {
    this.#signs = [...source];
    if (this.#signs.length !== source.length) this.#fail();
  }

  get isAtEnd(): boolean {
    return this.#at === this.#signs.length;
  }

  #fail(): never {
    throw new NotRead();
  }

  #take(sign: string): boolean {
    if (this.#signs[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    return this.#signs[this.#at++] ?? this.#fail();
  }

  alternatives(): Step[] {
    if (++this.#depth > 100) this.#fail();
    const all = [this.#sequence()];
    while (this.#take("|")) all.push(this.#sequence());
    this.#depth--;
    return all.reduceRight((rest, one) => [
      { kind: "either", to: [1, one.length + 2] },
      ...shifted(one, 1),
      { kind: "either", to: [one.length + 2 + rest.length] },
      ...shifted(rest, one.length + 2),
    ]);
  }

  #sequence(): Step[] {
    const steps: Step[] = [];
    while (!this.isAtEnd && this.#signs[this.#at] !== "|" && this.#signs[this.#at] !== ")") {
      steps.push(...shifted(this.#repeated(this.#atom()), steps.length));
      if (steps.length > MAX_STEPS) this.#fail();
    }
    return steps;
  }

  #atom(): Step[] {
    const sign = this.#next();
    if (sign === "^") return [{ kind: "start" }];
    if (sign === "$") return [{ kind: "end" }];
    if (sign === "(") return this.#group();
    if (sign === "*" || sign === "+" || sign === "?") this.#fail();
    return [{ kind: "read", accepts: this.#accepted(sign) }];
  }

  #group(): Step[] {
    if (this.#take("?") && !this.#take(":")) this.#fail();
    const steps = this.alternatives();
    if (!this.#take(")")) this.#fail();
    return steps;
  }

  #accepted(sign: string): Accepts {
    if (sign === ".") return () => true;
    if (sign === "[") return this.#class();
    if (sign === "\\") return this.#escape();
    return is(codeOf(sign));
  }

  #escape(): Accepts {
    const sign = this.#next();
    return CLASSES[sign] ?? is(this.#code(sign));
  }

  /** The sign behind a backslash, where it is one. */
  #code(sign: string): number {
    const control = CONTROLS[sign];
    if (control !== undefined && !(sign === "0" && /\d/.test(this.#signs[this.#at] ?? ""))) return control;
    if (sign === "u" || sign === "x") return this.#hexadecimal(sign === "u" ? 4 : 2);
    if (/[A-Za-z0-9]/.test(sign)) this.#fail();
    return codeOf(sign);
  }

  #hexadecimal(length: number): number {
    const digits = this.#signs.slice(this.#at, this.#at + length).join("");
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) this.#fail();
    this.#at += length;
    return Number.parseInt(digits, 16);
  }

  #class(): Accepts {
    const isNegative = this.#take("^");
    const all: Accepts[] = [];
    while (!this.#take("]")) {
      const from = this.#member();
      if (typeof from === "number" && this.#signs[this.#at] === "-" && this.#signs[this.#at + 1] !== "]") {
        this.#at++;
        const to = this.#member();
        if (typeof to !== "number" || to < from) this.#fail();
        all.push(within(from, to));
      } else all.push(typeof from === "number" ? is(from) : from);
    }
    return isNegative ? not(any(all)) : any(all);
  }

  #member(): number | Accepts {
    const sign = this.#next();
    if (sign !== "\\") return codeOf(sign);
    const escaped = this.#next();
    if (escaped === "b") return 8;
    return CLASSES[escaped] ?? this.#code(escaped);
  }

  #repeated(steps: Step[]): Step[] {
    QUANTIFIER.lastIndex = this.#at;
    const [text, sign, least, comma, most] = QUANTIFIER.exec(this.source) ?? [];
    if (text === undefined) return steps;
    this.#at += text.length;
    const min = sign === undefined ? Number(least) : sign === "+" ? 1 : 0;
    const max = sign === "?" ? 1 : sign !== undefined || (comma && !most) ? undefined : Number(most ?? least);
    if (max !== undefined && max < min) this.#fail();
    if ((max ?? min + 1) * (steps.length + 1) > MAX_STEPS) this.#fail();
    return repeat(steps, min, max);
  }
}

const codeOf = (sign: string): number => sign.codePointAt(0) as number;

/** The same steps further behind. */
const shifted = (steps: readonly Step[], by: number): Step[] =>
  steps.map((step) => (step.kind === "either" ? { kind: "either", to: step.to.map((to) => to + by) } : step));

function repeat(steps: readonly Step[], min: number, max: number | undefined): Step[] {
  const all: Step[] = [];
  const size = steps.length;
  for (let i = 0; i < min; i++) all.push(...shifted(steps, i * size));
  const at = all.length;
  if (max === undefined)
    return [
      ...all,
      { kind: "either", to: [at + 1, at + size + 2] },
      ...shifted(steps, at + 1),
      { kind: "either", to: [at] },
    ];
  const end = at + (max - min) * (size + 1);
  for (let i = min; i < max; i++) {
    const from = all.length;
    all.push({ kind: "either", to: [from + 1, end] }, ...shifted(steps, from + 1));
  }
  return all;
}
