/**
 * Texts that YAML reads without complaint, but not as they were written: a comment that swallows the end of a value, an
 * open quote, a symbol that YAML has a meaning for, a line that was meant as an item of its own.
 */
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams } from "../finding/finding.js";
import { type Span, spanOf } from "./place.js";
import { quoted, shown } from "./quote.js";
import type { ScalarNode } from "./yaml.js";

export interface Trap {
  code: FindingCode;
  span: Span;
  params: FindingParams;
  /** Instead of the catalogue's. */
  hint?: string;
  /** The whole list is misread, not only this item of it. */
  ofList?: boolean;
}

/** One text where it stands. */
interface Scene {
  node: ScalarNode;
  text: string;
  start: number;
  end: number;
  value: string;
  /** An item between `[` and `]`. */
  inFlowList: boolean;
}

/** What is wrong with one text, if anything. */
export function scalarTrap(node: ScalarNode, text: string, inFlowList: boolean): Trap | undefined {
  const [start, end] = spanOf(node);
  const scene: Scene = { node, text, start, end, value: String(node.value), inFlowList };
  const rules =
    node.type === "PLAIN"
      ? PLAIN_RULES
      : node.type?.startsWith("BLOCK")
        ? [emptyBlock]
        : [({ node }: Scene) => escapedTrap(node)];
  for (const rule of rules) {
    const trap = rule(scene);
    if (trap) return trap;
  }
  return undefined;
}

const PLAIN_RULES = [lostComment, openQuote, oddSpace, ranOn];

/** Control characters but tab and line ends, half characters, and what Unicode keeps out of every text. */
const NO_CHARACTER = /(?![\t\n\r\u0085])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u;

/** `"\u0001"`: an escape can write what no text holds, and neither XML nor FHIR has a place for. */
export function escapedTrap(node: ScalarNode): Trap | undefined {
  const value = String(node.value);
  const at = value.search(NO_CHARACTER);
  if (at < 0) return undefined;
  return { code: "case/escaped-character", span: spanOf(node), params: { character: codePoint(value, at) } };
}

/** `dose: >5` announces a folded text that never comes. */
function emptyBlock({ value, text, start, end }: Scene): Trap | undefined {
  if (value.trim() !== "") return undefined;
  const header = text.slice(start, end).trim();
  return leadingSymbol([start, start + header.length], header);
}

export const leadingSymbol = (span: Span, text: string): Trap => ({
  code: "case/leading-symbol",
  span,
  params: { symbol: text.slice(0, 1), quoted: quoted(shown(text)) },
});

/** What a `#` begins when it is no comment: `#2`, `#B`. A comment has a space behind it, or is a line drawn with signs. */
export const LOST = /^#[\p{L}\p{N}"'(]/u;

/** `5 mg #2`: a `#` after a space opens a comment. One meant as a comment has a space behind it. */
function lostComment({ value, text, start, end }: Scene): Trap | undefined {
  const lineEnd = endOfLine(text, end);
  const comment = value === "" ? undefined : /^[ \t]+(#.*)$/.exec(text.slice(end, lineEnd))?.[1];
  if (!comment || (!LOST.test(comment) && !isUnfinished(value))) return undefined;
  const from = lineEnd - comment.length;
  return {
    code: "case/comment-in-value",
    span: [from, lineEnd],
    params: { quoted: quoted(shown(text.slice(start, lineEnd))) },
  };
}

const isUnfinished = (value: string): boolean => {
  const count = (char: string) => value.split(char).length - 1;
  return count("(") > count(")") || count("[") > count("]") || count('"') % 2 === 1;
};

/** `SCT#123 "abc`: the display of a code has a quote at both ends. In a flow list a comma may have cut it in two. */
function openQuote({ value, text, start, end }: Scene): Trap | undefined {
  if (!/^[\w.:/-]+#\S/.test(value) || value.split('"').length % 2 === 1) return undefined;
  const cut = /^\s*,[^"]*"/.exec(text.slice(end, endOfLine(text, end)))?.[0];
  if (cut) {
    const params = { quoted: quoted(shown(value + cut)) };
    return { code: "case/comma-in-value", span: [end, end + 1], params, ofList: true };
  }
  const span: Span = [start + value.lastIndexOf('"'), end];
  return { code: "case/open-quote", span, params: { quote: '"', quoted: `${shown(value)}"` } };
}

/** A space that is none to YAML, at an end of a text where nobody sees it: it would make two names of one. */
function oddSpace({ value, start }: Scene): Trap | undefined {
  const at = oddSpaceIn(value);
  if (at === undefined) return undefined;
  return { code: "case/odd-space", span: [start + at, start + at + 1], params: { character: codePoint(value, at) } };
}

/** Where a text begins or ends with such a space. */
export function oddSpaceIn(value: string): number | undefined {
  if (/^[\s\u200B\u2060]/.test(value)) return 0;
  return /[\s\u200B\u2060]$/.test(value) ? value.length - 1 : undefined;
}

export const codePoint = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`;

/** A text that goes on in the next line, where an item of its own was meant. */
function ranOn({ value, text, start, end, inFlowList }: Scene): Trap | undefined {
  const source = text.slice(start, end);
  const newline = source.indexOf("\n");
  if (newline < 0) return undefined;
  if (inFlowList) {
    return { code: "case/missing-comma", span: [start, start + newline], params: {}, hint: joinHint(value) };
  }
  const item = /\n[ \t]*(-[ \t])/.exec(source);
  if (/^-\S/.test(source)) return { code: "case/missing-space", span: [start, start + 1], params: { mark: "dash" } };
  const at = item ? start + item.index + item[0].length - 2 : undefined;
  return at === undefined ? undefined : { code: "case/indentation", span: [at, endOfLine(text, at)], params: {} };
}

const joinHint = (value: string): string =>
  `separate two items with a comma; one text over two lines is quoted: ${quoted(shown(value))}`;

export function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === "\r" && end > from ? end - 1 : end;
}
