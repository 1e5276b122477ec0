/**
 * Where elements stand in the text of a resource: looked for only when something is wrong, in one pass for all of them.
 */
import { endOfString, unquoted } from "./scan.js";

/** 1-based; columns in UTF-16 code units. */
export interface TextPlace {
  line: number;
  column: number;
}

/** What is looked for, as a tree: names and indices of the JSON. */
interface Wanted {
  inner: Map<string | number, Wanted>;
  /** Where it stands; undefined while it was not met. */
  at?: number;
}

const newWanted = (): Wanted => ({ inner: new Map() });

/**
 * @param text well-formed JSON
 * @param expressions FHIRPath as findings carry it: `Bundle.entry[3].resource.value.ofType(Quantity).code`
 * @returns where each stands: at its name, an item of a list at itself. What is not there is told at what should hold it
 */
export function locate(text: string, expressions: readonly string[]): TextPlace[] {
  const root = newWanted();
  const ways = expressions.map((expression) => wayTo(root, stepsOf(expression)));
  const scanner = new Scanner(text);
  root.at = scanner.start();
  scanner.value(root);
  const offsets = ways.map((way) => way.findLast(({ at }) => at !== undefined)?.at ?? 0);
  return placesOf(text, offsets);
}

/** The nodes from the root to what an expression names. */
function wayTo(root: Wanted, steps: readonly (string | number)[]): Wanted[] {
  const way = [root];
  let at = root;
  for (const step of steps) {
    const next = at.inner.get(step) ?? newWanted();
    at.inner.set(step, next);
    way.push(next);
    at = next;
  }
  return way;
}

/** A name, quoted or not, with its type where it is a choice, and its indices. */
const STEP = /\.?(?:`((?:[^`\\]|\\.)*)`|(\w+))(?:\.ofType\((\w+)\))?((?:\[\d+\])*)/y;

/** Names and indices of the JSON behind the type that an expression begins with; as far as it is a plain path. */
function stepsOf(expression: string): (string | number)[] {
  const steps: (string | number)[] = [];
  STEP.lastIndex = expression.indexOf(".") < 0 ? expression.length : expression.indexOf(".");
  for (let match = STEP.exec(expression); match?.[0]; match = STEP.exec(expression)) {
    const [, quoted, plain = "", type = "", indices = ""] = match;
    const name = quoted === undefined ? plain : quoted.replace(/\\(.)/g, "$1");
    steps.push(type ? `${name}${type[0]?.toUpperCase()}${type.slice(1)}` : name);
    for (const [index] of indices.matchAll(/\d+/g)) steps.push(Number(index));
  }
  return steps;
}

/** Goes through the text once; of what nobody wants only the end is looked for. */
class Scanner {
  #at = 0;

  constructor(readonly text: string) {}

  /** @param isSibling it is what stands beside a primitive (`_name`): the primitive's own place counts more */
  value(wanted: Wanted | undefined, isSibling = false): void {
    const sign = this.#next();
    if (wanted && wanted.inner.size > 0 && sign === "{") this.#members(wanted);
    else if (wanted && wanted.inner.size > 0 && sign === "[") this.#items(wanted, isSibling);
    else this.#at = endOfValue(this.text, this.#at);
  }

  #members({ inner }: Wanted): void {
    this.#at++;
    while (this.#next() === '"') {
      const start = this.#at;
      this.#at = endOfString(this.text, start);
      const name = unquoted(this.text.slice(start, this.#at));
      const plain = inner.get(name);
      const wanted = plain ?? (name.startsWith("_") ? inner.get(name.slice(1)) : undefined);
      note(wanted, start, wanted !== plain);
      this.#next();
      this.#at++;
      this.value(wanted, wanted !== plain);
      if (this.#next() === ",") this.#at++;
    }
    this.#at++;
  }

  #items({ inner }: Wanted, isSibling: boolean): void {
    this.#at++;
    for (let index = 0; this.#next() !== "]" && this.#at < this.text.length; index++) {
      if (this.text[this.#at] === "}") return;
      const wanted = inner.get(index);
      note(wanted, this.#at, isSibling);
      this.value(wanted, isSibling);
      if (this.#next() === ",") this.#at++;
    }
    this.#at++;
  }

  /** What comes behind the blanks. */
  #next(): string | undefined {
    while (this.text.charCodeAt(this.#at) <= 0x20 || this.text.charCodeAt(this.#at) === 0xfeff) this.#at++;
    return this.text[this.#at];
  }

  /** Where the outermost value begins. */
  start(): number {
    this.#next();
    return this.#at;
  }
}

function note(wanted: Wanted | undefined, at: number, isSibling: boolean): void {
  if (wanted && !(isSibling && wanted.at !== undefined)) wanted.at = at;
}

const [QUOTE, COMMA] = [0x22, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Behind the value that begins at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) depth++;
    else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (sign === COMMA && depth === 0) return at;
  }
  return text.length;
}

/** Lines are counted once, from the first place to the last. */
function placesOf(text: string, offsets: readonly number[]): TextPlace[] {
  const places = new Map<number, TextPlace>();
  let [line, start] = [1, 0];
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    for (let end = text.indexOf("\n", start); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
      line++;
      start = end + 1;
    }
    places.set(offset, { line, column: offset - start + 1 });
  }
  return offsets.map((offset) => places.get(offset) as TextPlace);
}
