/**
 * How the YAML parser's complaints are recognized: each rule knows one mistake, and the first that knows the scene speaks.
 */
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams } from "../finding/finding.js";
import { type WrittenValue, writtenValue } from "./line.js";
import type { Span } from "./place.js";
import { quoted, shown } from "./quote.js";
import { codePoint, endOfLine, leadingSymbol } from "./traps.js";
import type { OpenAt, SyntaxProblem } from "./yaml.js";

/** What is known about the place where the parser gave up. */
export interface SyntaxScene extends SyntaxProblem {
  text: string;
  lineStart: number;
  /** The value the place belongs to, as its author most likely meant it. */
  value: WrittenValue;
  open: OpenAt;
}

/** What went wrong, in our words. */
export interface Reading {
  code: FindingCode;
  span: Span;
  params?: FindingParams;
  /** Instead of the catalogue's. */
  hint?: string;
}

type Rule = (scene: SyntaxScene) => Reading | undefined;

export const RULES: readonly Rule[] = [
  tabs,
  badEscape,
  oddSpace,
  quoteNeverClosed,
  directive,
  symbol,
  commentInBrackets,
  dash,
  colon,
  afterQuote,
  bracketInText,
  strayBracket,
  bracketNeverClosed,
  commaMissing,
  indentation,
  colonMissing,
  afterBracket,
];

/** The line an offset is on, without its indentation. */
function lineSpan(text: string, at: number): Span {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = endOfLine(text, start);
  return [start + (/^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0), end];
}

/** The first line with something on it behind an offset's line. */
function nextLineSpan(text: string, at: number): Span | undefined {
  const next = /\n[ \t]*[^\s#]/g;
  next.lastIndex = at;
  const found = next.exec(text);
  return found ? lineSpan(text, found.index + 1) : undefined;
}

/** The value as it should stand, with its key. */
const rewritten = (value: WrittenValue): string =>
  `${value.key === undefined ? "" : `${shown(value.key)}: `}${quoted(shown(value.text))}`;

function tabs({ code, text, start }: SyntaxScene): Reading | undefined {
  if (code !== "TAB_AS_INDENT") return undefined;
  const length = /^\t+/.exec(text.slice(start, endOfLine(text, start)))?.[0].length ?? 1;
  return { code: "case/tab", span: [start, start + length] };
}

function badEscape({ code, start, value, text }: SyntaxScene): Reading | undefined {
  if (code !== "BAD_DQ_ESCAPE") return undefined;
  const inner = value.text.replace(/^"|"$/g, "");
  const params = { escape: text.slice(start, start + 2), quoted: quoted(shown(inner)) };
  return { code: "case/bad-escape", span: [start, start + 2], params };
}

/** A no-break space and its like look like a space and are none to YAML. */
function oddSpace({ code, text, lineStart, start }: SyntaxScene): Reading | undefined {
  if (!["MISSING_CHAR", "MULTILINE_IMPLICIT_KEY", "BAD_INDENT"].includes(code)) return undefined;
  const line = text.slice(lineStart, endOfLine(text, start));
  const at = line.search(/[\u00A0\u2000-\u200B\u202F\u205F\u2060\u3000\uFEFF](?<=(?:^\s*|:|-).)/u);
  if (at < 0) return undefined;
  return {
    code: "case/odd-space",
    span: [lineStart + at, lineStart + at + 1],
    params: { character: codePoint(line, at) },
  };
}

function quoteNeverClosed({ code, message, text, start, open }: SyntaxScene): Reading | undefined {
  const at = open.quote;
  if (at === undefined) return undefined;
  const endsHere = code === "MISSING_CHAR" && message.includes("quote");
  const ranOn =
    code === "UNEXPECTED_TOKEN" && text.slice(at, start).includes("\n") && !/[,\]}]/.test(text[start] ?? "");
  if (!endsHere && !ranOn) return undefined;
  const end = endOfLine(text, at);
  const quote = text[at] ?? "";
  const params = { quote, quoted: `${shown(text.slice(at, end))}${quote}` };
  return { code: "case/open-quote", span: [at, end], params };
}

/** A line that begins with `%` is an instruction to the parser. */
function directive({ code, message, text }: SyntaxScene): Reading | undefined {
  if (code !== "BAD_DIRECTIVE" && !message.includes("directive")) return undefined;
  const at = text.search(/^%/m);
  if (at < 0) return undefined;
  const span = lineSpan(text, at);
  return leadingSymbol(span, text.slice(...span));
}

/** A value or key that begins with a character YAML has a use for. */
function symbol({ code, value, text, start }: SyntaxScene): Reading | undefined {
  if (code === "BAD_INDENT" || code === "TAB_AS_INDENT") return undefined;
  if (value.key !== undefined && /^[*&!@`]/.test(value.key)) {
    const [from] = lineSpan(text, start);
    const at = text.indexOf(value.key, from);
    return leadingSymbol([at, at + value.key.length], value.key);
  }
  const mark = /^(?:[>|*&!%@`,]|[-?](?=\s))/.exec(value.text)?.[0];
  if (!mark) return undefined;
  return { code: "case/leading-symbol", span: value.span, params: { symbol: mark, quoted: rewritten(value) } };
}

/** `-b` where `- b` was meant. */
function dash({ code, text, start }: SyntaxScene): Reading | undefined {
  const span = lineSpan(text, start);
  const glued = /^-[^\s-]/.test(text.slice(...span));
  if (!glued || !["MISSING_CHAR", "BAD_INDENT", "UNEXPECTED_TOKEN"].includes(code)) return undefined;
  return { code: "case/missing-space", span: [span[0], span[0] + 1], params: { mark: "dash" } };
}

function colon({ code, text, value, start }: SyntaxScene): Reading | undefined {
  if (code !== "BLOCK_AS_IMPLICIT_KEY" && code !== "BLOCK_IN_FLOW") return undefined;
  const at = /:(?=\s|$)/.exec(value.text)?.index;
  if (at === undefined || value.key === undefined) {
    const line = lineSpan(text, start);
    const span = start <= line[0] ? line : nextLineSpan(text, start);
    return span && { code: "case/indentation", span };
  }
  const nextKey = /\s("[^"]*"\s*):$/.exec(value.text.slice(0, at + 1));
  if (nextKey?.[1] !== undefined) {
    const from = value.span[0] + at - nextKey[1].length;
    return { code: "case/missing-comma", span: [from, from + nextKey[1].length] };
  }
  const colonAt = value.span[0] + at;
  return { code: "case/colon-in-value", span: [colonAt, colonAt + 1], params: { quoted: rewritten(value) } };
}

function afterQuote({ code, value, start }: SyntaxScene): Reading | undefined {
  if (code !== "UNEXPECTED_TOKEN" || !/^["']/.test(value.text)) return undefined;
  const span: Span = [start, Math.max(start + 1, value.span[1])];
  const inner = /^(["'])(.*)\1$/.exec(value.text)?.[2] ?? value.text;
  return { code: "case/text-after-value", span, params: { quoted: rewritten({ ...value, text: inner }) } };
}

/** `5 [iU]` in a flow mapping, or `[sp'gr] high` anywhere. */
function bracketInText({ code, value, text, start }: SyntaxScene): Reading | undefined {
  if (code !== "UNEXPECTED_TOKEN" || value.text === "") return undefined;
  const at = /^[[{]/.test(value.text) ? value.span[0] : start;
  const bracket = text[at] ?? "";
  if (!/[[{]/.test(bracket)) return undefined;
  return { code: "case/bracket-in-value", span: [at, at + 1], params: { bracket, quoted: rewritten(value) } };
}

/** Inside brackets a comment takes the comma or the closing bracket with it, so the syntax breaks further on. */
function commentInBrackets({ open, text, start }: SyntaxScene): Reading | undefined {
  const bracket = open.brackets.at(-1);
  if (bracket === undefined) return undefined;
  const stretch = text.slice(bracket, Math.max(start, endOfLine(text, bracket)));
  const found = /[^\s,[{:][ \t]+(#[\p{L}\p{N}"'(].*)/u.exec(stretch);
  if (!found?.[1]) return undefined;
  const from = bracket + found.index + found[0].length - found[1].length;
  return {
    code: "case/comment-in-value",
    span: [from, endOfLine(text, from)],
    params: { quoted: rewritten(writtenBefore(text, from, bracket)) },
  };
}

const writtenBefore = (text: string, at: number, bracket: number): WrittenValue =>
  writtenValue(text, at, text.lastIndexOf("\n", at) > bracket);

function strayBracket({ code, text, start }: SyntaxScene): Reading | undefined {
  const bracket = text[start] ?? "";
  if (code !== "UNEXPECTED_TOKEN" || !/[\]}]/.test(bracket)) return undefined;
  return { code: "case/stray-bracket", span: [start, start + 1], params: { bracket } };
}

function bracketNeverClosed({ message, open, text }: SyntaxScene): Reading | undefined {
  const at = open.brackets.at(-1);
  if (at === undefined || !/must end with a|sufficiently indented/.test(message)) return undefined;
  const bracket = text[at] ?? "";
  return { code: "case/open-bracket", span: [at, at + 1], params: { bracket, closing: bracket === "{" ? "}" : "]" } };
}

function commaMissing({ code, open, text, start }: SyntaxScene): Reading | undefined {
  if (open.brackets.length === 0) return undefined;
  if (code === "MULTILINE_IMPLICIT_KEY") {
    const span = nextLineSpan(text, start);
    return span && { code: "case/missing-comma", span };
  }
  return code === "MISSING_CHAR" ? { code: "case/missing-comma", span: [start, start + 1] } : undefined;
}

/** What the parser says about the beginning of a line is about its column. */
function indentation({ code, text, start, lineStart }: SyntaxScene): Reading | undefined {
  const span = lineSpan(text, start);
  const indented = lineStart < span[0];
  const aboutColumn =
    code === "BAD_INDENT" ||
    (code === "MISSING_CHAR" && indented) ||
    (code === "UNEXPECTED_TOKEN" && indented && start <= span[0]);
  return aboutColumn ? { code: "case/indentation", span } : undefined;
}

function colonMissing({ code, text, start }: SyntaxScene): Reading | undefined {
  if (code !== "MISSING_CHAR" && code !== "MULTILINE_IMPLICIT_KEY") return undefined;
  return missingColon(text, lineSpan(text, start));
}

/** A line without a colon and a space behind it. */
export function missingColon(text: string, span: Span): Reading {
  const line = text.slice(...span);
  const glued = /^(?:- +)?([^\s:"'#][^:"'#]*):(\S.*)$/.exec(line);
  const written = glued ? `${glued[1]}: ${glued[2]}` : "key: value";
  return { code: "case/missing-colon", span, params: { line: shown(line), written: shown(written) } };
}

/** `{a: 1} x`, or `[a] b` as a value of its own line. */
function afterBracket({ code, text, start, value }: SyntaxScene): Reading | undefined {
  if (code !== "UNEXPECTED_TOKEN" || !/[\]}]\s*$/.test(text.slice(Math.max(0, start - 80), start))) return undefined;
  return {
    code: "case/text-after-value",
    span: [start, endOfLine(text, start)],
    params: { quoted: rewritten(value) },
    hint: "take it out",
  };
}
