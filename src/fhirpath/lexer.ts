/**
 * The words and signs of an expression.
 * @see https://hl7.org/fhirpath/N1/#lexical-elements
 */
import { FhirPathSyntaxError } from "./syntax.js";

export interface Token {
  kind: "Date" | "DateTime" | "Time" | "number" | "string" | "identifier" | "quoted" | "focus" | "sign" | "end";
  /** As it stands; quoted text without quotes and escapes, dates without `@`, times without `@T`. */
  text: string;
  at: number;
}

const TIME = String.raw`\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?`;

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** Tried in this order. */
const KINDS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["identifier", /[A-Za-z_]\w*/y],
  ["sign", /<=|>=|!=|!~|[.[\](){}+\-*/&|<>=~,%]/y],
  ["string", /'(?:[^'\\]|\\.)*'/sy],
  ["number", /\d+(?:\.\d+)?/y],
  ["quoted", /`(?:[^`\\]|\\.)*`/sy],
  ["focus", /\$(?:this|index|total)\b/y],
  ["Time", new RegExp(`@T${TIME}`, "y")],
  ["DateTime", new RegExp(String.raw`@\d{4}(?:-\d\d(?:-\d\d)?)?T(?:${TIME}(?:Z|[+-]\d\d:\d\d)?)?`, "y")],
  ["Date", /@\d{4}(?:-\d\d(?:-\d\d)?)?/y],
];

/** @throws FhirPathSyntaxError for a sign that FHIRPath does not have */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  for (let at = skip(source, 0); at < source.length; ) {
    const token = tokenAt(source, at);
    if (!token) throw new FhirPathSyntaxError(unknownAt(source, at), at);
    found.push(token.token);
    at = skip(source, token.end);
  }
  found.push({ kind: "end", text: "the end", at: source.length });
  return found;
}

function skip(source: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(source);
  return SPACE.lastIndex;
}

function tokenAt(source: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, form] of KINDS) {
    form.lastIndex = at;
    const text = form.exec(source)?.[0];
    if (text !== undefined) return { token: { kind, text: meaning(kind, text), at }, end: at + text.length };
  }
  return undefined;
}

function meaning(kind: Token["kind"], text: string): string {
  if (kind === "string" || kind === "quoted") return unescaped(text.slice(1, -1));
  return text.replace(kind === "Time" ? /^@T/ : /^@/, "");
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f" };

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (_, code: string | undefined, sign: string) =>
    code === undefined ? (ESCAPED[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );

function unknownAt(source: string, at: number): string {
  const sign = source[at] as string;
  return sign === "'" || sign === "`" ? `a text that begins with ${sign} is not closed` : `unexpected ${sign}`;
}
