/**
 * From text to tree, by operator precedence.
 * @see https://hl7.org/fhirpath/N1/#operator-precedence
 */
import { type Token, tokens } from "./lexer.js";
import { type Expression, FhirPathSyntaxError, type Literal } from "./syntax.js";

/** How tightly an operator binds; all of them are read from left to right. */
const BINDING: Readonly<Record<string, number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  "=": 5,
  "~": 5,
  "!=": 5,
  "!~": 5,
  "<": 6,
  ">": 6,
  "<=": 6,
  ">=": 6,
  "|": 7,
  is: 8,
  as: 8,
  "+": 9,
  "-": 9,
  "&": 9,
  "*": 10,
  "/": 10,
  div: 10,
  mod: 10,
};
const SIGN_BINDING = 11;

/** Operators in words; only these four can be names too. */
const RESERVED = new Set(["implies", "or", "xor", "and", "div", "mod", "true", "false"]);

const CALENDAR_UNIT = /^(year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Deeper than this is nothing that a person wrote; it bounds the stack that reading and evaluating take. */
const MAX_DEPTH = 500;

/**
 * @param source an expression of FHIRPath N1
 * @throws FhirPathSyntaxError when it is none
 */
export function parseFhirPath(source: string): Expression {
  return new Parser(source).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = tokens(source);
  }

  whole(): Expression {
    const expression = this.#expression(0);
    if (this.#token.kind !== "end") this.#fail("an operator or the end");
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #next(): Token {
    const token = this.#token;
    this.#at++;
    return token;
  }

  #is(text: string): boolean {
    const { kind, text: found } = this.#token;
    return found === text && (kind === "sign" || kind === "identifier");
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #demand(text: string): void {
    if (!this.#take(text)) this.#fail(text);
  }

  #fail(expected: string): never {
    const { kind, text, at } = this.#token;
    throw new FhirPathSyntaxError(`${expected} expected, not ${kind === "string" ? `'${text}'` : text}`, at);
  }

  /** Everything that binds more tightly than `than`. */
  #expression(than: number): Expression {
    if (++this.#depth > MAX_DEPTH) throw new FhirPathSyntaxError("too many parts in one another", this.#token.at);
    const before = this.#depth;
    let left = this.#operand();
    for (;;) {
      const { kind, text, at } = this.#token;
      const binding = kind === "sign" || kind === "identifier" ? (BINDING[text] ?? 0) : 0;
      if (binding <= than) break;
      if (++this.#depth > MAX_DEPTH) throw new FhirPathSyntaxError("too many parts in one another", at);
      this.#at++;
      left =
        text === "is" || text === "as"
          ? { kind: "type", operator: text, operand: left, type: this.#typeName(), at }
          : { kind: "operation", operator: text, left, right: this.#expression(binding), at };
    }
    this.#depth = before - 1;
    return left;
  }

  #operand(): Expression {
    const { kind, text, at } = this.#token;
    if (kind === "sign" && (text === "+" || text === "-")) {
      this.#at++;
      return { kind: "sign", sign: text, operand: this.#expression(SIGN_BINDING), at };
    }
    let operand = this.#term();
    for (let length = 0; ; length++) {
      if (length > MAX_DEPTH) throw new FhirPathSyntaxError("too long a path", this.#token.at);
      const { at: position } = this.#token;
      if (this.#take(".")) operand = this.#invocation(operand);
      else if (this.#take("[")) {
        operand = { kind: "index", input: operand, index: this.#expression(0), at: position };
        this.#demand("]");
      } else return operand;
    }
  }

  #term(): Expression {
    const { kind, text, at } = this.#token;
    if (this.#take("(")) {
      const inner = this.#expression(0);
      this.#demand(")");
      return inner;
    }
    if (this.#take("{")) {
      this.#demand("}");
      return { kind: "empty", at };
    }
    if (this.#take("%")) return { kind: "variable", name: this.#variable(), at };
    if (kind === "focus") return { kind, name: this.#next().text, at };
    const literal = this.#literal();
    return literal ? { kind: "literal", value: literal, at } : text === "." ? this.#fail("a name") : this.#invocation();
  }

  #literal(): Literal | undefined {
    const { kind, text } = this.#token;
    if (kind === "number") return this.#number();
    if (kind === "string") return { type: "String", value: this.#next().text };
    if (kind === "Date" || kind === "DateTime" || kind === "Time") return { type: kind, value: this.#next().text };
    if (kind !== "identifier" || (text !== "true" && text !== "false")) return undefined;
    this.#at++;
    return { type: "Boolean", value: text === "true" };
  }

  /** A number, or with a unit behind it a quantity. */
  #number(): Literal {
    const { text } = this.#next();
    const value = Number(text);
    const { kind, text: unit } = this.#token;
    const calendar = kind === "identifier" ? CALENDAR_UNIT.exec(unit)?.[1] : undefined;
    if (kind !== "string" && calendar === undefined) return { type: text.includes(".") ? "Decimal" : "Integer", value };
    this.#at++;
    return { type: "Quantity", value, unit: calendar ?? unit, isCalendar: calendar !== undefined };
  }

  #invocation(input?: Expression): Expression {
    const { at, kind } = this.#token;
    if (input && kind === "focus") return { kind: "focus", name: this.#next().text, at };
    const name = this.#name();
    const from = input ? { input } : {};
    if (!this.#take("(")) return { kind: "member", ...from, name, at };
    const args: Expression[] = [];
    if (!this.#is(")"))
      do args.push(this.#expression(0));
      while (this.#take(","));
    this.#demand(")");
    return { kind: "call", ...from, name, args, at };
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== "quoted" && (kind !== "identifier" || RESERVED.has(text))) this.#fail("a name");
    return this.#next().text;
  }

  #variable(): string {
    return this.#token.kind === "string" ? this.#next().text : this.#name();
  }

  /** `Quantity`, `FHIR.Quantity`, `System.String` */
  #typeName(): string {
    const first = this.#name();
    return this.#take(".") ? `${first}.${this.#name()}` : first;
  }
}
