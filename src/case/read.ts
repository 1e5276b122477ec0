/**
 * The text of a case document becomes data with a place for every node. Whatever the text is, the answer is data or findings.
 */
import { type CasePlace, type Finding, finding } from "../finding/finding.js";
import { NodeIndex, partSpan, spanOf, TextPlaces } from "./place.js";
import { explainSyntax } from "./syntax.js";
import { missingColon } from "./syntax-rules.js";
import { codePoint, endOfLine } from "./traps.js";
import { readTree } from "./tree.js";
import { isAlias, isMap, isScalar, parseYaml, type YamlNode } from "./yaml.js";

/** The largest document that is read, in bytes of UTF-8 (and no more than this many characters). */
export const MAX_CASE_BYTES = 5 * 1024 * 1024;

/** A case document as it was read: YAML and JSON give the same. */
export interface CaseText {
  readonly file?: string;
  /**
   * Text, true/false, lists and mappings (objects without a prototype). A number is the text it was written as,
   * until checkSchema finds that a number is wanted there.
   */
  readonly data: unknown;
  /** JSON Pointers of values that YAML did not read as they were written; each has its finding. */
  readonly misread: ReadonlySet<string>;
  /**
   * Where something stands.
   *
   * @param pointer JSON Pointer to a value; of one that leads nowhere, the deepest part that exists is taken
   * @param part the value (default), or the key it stands under
   * @param offset where in the value's text to begin, in UTF-16 code units
   * @param length how many of its characters are meant; to its end by default
   */
  place(pointer: string, part?: "key" | "value", offset?: number, length?: number): CasePlace;
  /** Whether a value is written without quotes, so that it can be a number. */
  isPlain(pointer: string): boolean;
}

export interface ReadOptions {
  /** The file's name, as the findings shall show it. */
  file?: string;
}

/**
 * Reads YAML 1.2 or JSON.
 *
 * @param text the whole document; a byte order mark and CRLF are accepted
 * @returns the document, unless its syntax is broken, and what is wrong with it as text; of syntax errors only the first,
 *   since the others are its echo
 */
export function readDocument(text: string, options: ReadOptions = {}): { document?: CaseText; findings: Finding[] } {
  const places = new TextPlaces(text.startsWith("\uFEFF") ? text.slice(1) : text, options.file);
  const unreadable = checkText(places);
  if (unreadable) return { findings: [unreadable] };
  const { root, problem } = parseYaml(places.text);
  if (problem) return { findings: [explainSyntax(problem, places)] };
  if (!root || (isScalar(root) && root.value === ""))
    return { findings: [finding("case/empty", {}, { case: places.at(0) })] };
  if (!isMap(root)) return { findings: [notAMapping(root, places)] };

  const { data, findings, misread, targets } = readTree(root, places);
  const index = new NodeIndex(root, targets);
  const place: CaseText["place"] = (pointer, part = "value", offset, length) => {
    const { key, value } = index.find(pointer);
    const node = part === "key" ? (key ?? value) : value;
    const [start, end] = spanOf(node);
    if (offset === undefined || !isScalar(node)) return places.at(start, end);
    return places.at(...partSpan(node, places.text, offset, length));
  };
  const isPlain: CaseText["isPlain"] = (pointer) => {
    const { value } = index.find(pointer);
    const node = isAlias(value) ? targets.get(value) : value;
    return isScalar(node) && node.type === "PLAIN";
  };
  const file = options.file === undefined ? {} : { file: options.file };
  return { document: { ...file, data, misread, place, isPlain }, findings };
}

/** A document that is only `case:my-case` lacks a space. */
function notAMapping(root: YamlNode, places: TextPlaces): Finding {
  const [start, end] = spanOf(root);
  if (isScalar(root) && root.type === "PLAIN" && /^[\w -]+:[^\s/]/.test(String(root.value))) {
    const { code, params, span } = missingColon(places.text, [start, endOfLine(places.text, start)]);
    return finding(code, params, { case: places.at(...span) });
  }
  return finding("case/not-a-mapping", {}, { case: places.at(start, end) });
}

/** Control characters other than tab and line ends; U+FFFD stands where bytes were no UTF-8. */
const FORBIDDEN = /(?![\t\n\r\u0085])[\p{Cc}\uFFFD]/u;

/** What can be said about a text without parsing it. */
function checkText(places: TextPlaces): Finding | undefined {
  const { text } = places;
  if (text.length > MAX_CASE_BYTES) return finding("case/too-large", {}, { case: places.at(0) });
  const at = text.search(FORBIDDEN);
  if (at < 0) return undefined;
  if (text[at] === "\uFFFD") return finding("case/not-utf8", {}, { case: places.at(at) });
  return finding("case/not-text", { character: codePoint(text, at) }, { case: places.at(at) });
}
