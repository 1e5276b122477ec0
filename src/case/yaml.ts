/**
 * The one door to the `yaml` package: text in, syntax tree out, whatever the text is.
 *
 * Scalars are read by the failsafe schema (all are text), so that a number keeps the characters it was written with.
 * The tokens are counted on their way in: a document that nests too deeply is given up before anything recurses.
 */

import type { Alias, Scalar, YAMLError, YAMLMap, YAMLSeq } from "yaml";
import {
  Composer,
  Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  parseDocument,
  visit,
} from "yaml";

export { isAlias, isMap, isScalar, isSeq };
export type MapNode = YAMLMap.Parsed;
export type ListNode = YAMLSeq.Parsed;
export type ScalarNode = Scalar.Parsed;
export type AliasNode = Alias.Parsed;
export type YamlNode = MapNode | ListNode | ScalarNode | AliasNode;

/** How deep mappings and lists may nest; a case needs about ten. */
export const MAX_DEPTH = 100;

/** How many tokens a document may have: a hundred times a long case, and what is parsed within seconds and some hundred megabytes. */
const MAX_TOKENS = 500_000;

/** Where the YAML parser gave up first, in its own words. */
export interface SyntaxProblem {
  kind: "syntax";
  code: ErrorCode;
  message: string;
  start: number;
  end: number;
}

export interface YamlText {
  /** The first document; null when it is empty. */
  root: YamlNode | null;
  problem?: SyntaxProblem | { kind: "too deep" | "too long" | "second document"; start: number };
}

const OPTIONS = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, stringKeys: false } as const;

/**
 * Parses YAML 1.2 (and so JSON).
 *
 * @param text without a byte order mark
 * @returns the tree of the first document, or the first problem; offsets are UTF-16 code units
 */
export function parseYaml(text: string): YamlText {
  const watch: Watch = {};
  const composer = new Composer(OPTIONS);
  let root: YamlNode | null = null;
  let seen = false;
  for (const document of composer.compose(watchedTokens(text, watch), true, text.length)) {
    const error = document.errors.reduce<YAMLError | undefined>(earlier, undefined);
    if (watch.stopped) return { root: null, problem: watch.stopped };
    if (seen)
      return { root: null, problem: { kind: "second document", start: documentStart(text, document.range[0]) } };
    if (error) {
      const [start, end] = error.pos;
      return { root: null, problem: { kind: "syntax", code: error.code, message: error.message, start, end } };
    }
    root = document.contents as YamlNode | null;
    seen = true;
  }
  return { root };
}

const earlier = (first: YAMLError | undefined, next: YAMLError) =>
  first && first.pos[0] <= next.pos[0] ? first : next;

interface Watch {
  stopped?: { kind: "too deep" | "too long"; start: number };
}

/** Hands the parser's tokens on, until there are too many, too deep, or one is wrong: the rest would only be its echo. */
function* watchedTokens(text: string, watch: Watch) {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      yield token;
      if (token.type === "error") return yield* parser.end();
    }
    count += 1;
    if (parser.stack.length > MAX_DEPTH) watch.stopped = { kind: "too deep", start: parser.offset };
    else if (count > MAX_TOKENS) watch.stopped = { kind: "too long", start: parser.offset };
    if (watch.stopped) return;
  }
  yield* parser.end();
}

/** A document's range begins where its content does; the reader wants to see the `---` or `...` before it. */
function documentStart(text: string, contentStart: number): number {
  const separator = Math.max(text.lastIndexOf("\n---", contentStart), text.lastIndexOf("\n...", contentStart));
  return separator < 0 ? contentStart : separator + 1;
}

/** What is open at an offset; only asked when the syntax is broken there. */
export interface OpenAt {
  /** Offsets of the brackets (`{` or `[`) that are not closed yet, the outermost first. */
  brackets: number[];
  /** Where the last quoted text before it begins: a quote that was never closed swallows what follows it. */
  quote?: number;
}

/** Marks that the lexer puts between its lexemes: they stand for nothing in the text. */
const LEXER_MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001F"]);

export function openAt(text: string, offset: number): OpenAt {
  const open: OpenAt = { brackets: [] };
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (at >= offset) break;
    if (LEXER_MARKS.has(lexeme)) continue;
    if (lexeme === "{" || lexeme === "[") open.brackets.push(at);
    if (lexeme === "}" || lexeme === "]") open.brackets.pop();
    if (lexeme[0] === '"' || lexeme[0] === "'") open.quote = at;
    at += lexeme.length;
  }
  return open;
}

/** How a case is written: no line is broken that was one, and short things stand in brackets. */
export const WRITING = { lineWidth: 0, flowCollectionPadding: false } as const;

/** Data as YAML that reads as the same data: lists, and mappings in them, stand on one line. */
export function writeYaml(data: unknown): string {
  const document = new Document(data);
  visit(document, {
    Seq: (_, list) => {
      list.flow = true;
    },
    Map: (_, map) => {
      if (map.has("text")) map.flow = true;
    },
  });
  return document.toString(WRITING);
}

/**
 * The whole document with its comments, to be changed and written again.
 *
 * @param text without a byte order mark, and with no syntax error
 */
export const editableYaml = (text: string) => parseDocument(text, OPTIONS);
export { visit as visitYaml };

/** The texts of all comments, as they stand. */
export function commentsIn(text: string): string[] {
  return [...new Lexer().lex(text)].filter((lexeme) => lexeme.startsWith("#"));
}
