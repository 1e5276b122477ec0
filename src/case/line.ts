/**
 * What a line of YAML was meant to say where its syntax is broken: which value an offset belongs to, by the marks that
 * a reader sees (`- `, `key: `, brackets and commas). A guess for hints; nothing is read by it.
 */
import type { Span } from "./place.js";
import { endOfLine } from "./traps.js";

export interface WrittenValue {
  /** From the value's first character to its last on this line. */
  span: Span;
  text: string;
  key?: string;
}

/**
 * @param inFlow whether the line begins inside brackets, where a comma ends a value
 */
export function writtenValue(text: string, offset: number, inFlow: boolean): WrittenValue {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = endOfLine(text, lineStart);
  let start = lineStart + (/^\s*(?:-\s+)*/.exec(text.slice(lineStart, lineEnd))?.[0].length ?? 0);
  let key: Span | undefined;
  let depth = inFlow ? 1 : 0;
  let inner = 0;
  let at = start;
  while (at < lineEnd) {
    const char = text[at] ?? "";
    const atStart = at === start;
    if (atStart && /\s/.test(char)) start = ++at;
    else if (atStart && /["']/.test(char)) at = closingQuote(text, at, lineEnd) + 1;
    else if (atStart && /[[{]/.test(char) && (depth > 0 || closesLast(text, at, lineEnd))) {
      depth += 1;
      start = ++at;
      key = undefined;
    } else if (char === ":" && !key && (at + 1 >= lineEnd || /\s/.test(text[at + 1] ?? ""))) {
      if (at >= offset) break;
      key = [start, at];
      start = ++at;
    } else if (!atStart && /[[{]/.test(char)) {
      inner += 1;
      at += 1;
    } else if (inner > 0 && /[\]}]/.test(char)) {
      inner -= 1;
      at += 1;
    } else if (depth > 0 && inner === 0 && /[,\]}]/.test(char)) {
      if (at >= offset) break;
      if (char !== ",") depth -= 1;
      key = undefined;
      start = ++at;
    } else at += 1;
  }
  const end = Math.max(start, start + text.slice(start, Math.min(at, lineEnd)).trimEnd().length);
  const found: WrittenValue = { span: [start, end], text: text.slice(start, end) };
  return key ? { ...found, key: text.slice(...key).trim() } : found;
}

/** Whether a bracket that opens a value encloses all of it; `[sp'gr] high` is meant as text. */
function closesLast(text: string, at: number, lineEnd: number): boolean {
  const rest = text.slice(at, lineEnd).trimEnd();
  return /[\]},]$/.test(rest) || !/[\]}]/.test(rest);
}

function closingQuote(text: string, open: number, lineEnd: number): number {
  const quote = text[open] ?? "";
  for (let at = open + 1; at < lineEnd; at += 1) {
    if (text[at] === "\\" && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return lineEnd;
}
