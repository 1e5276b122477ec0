/**
 * Mappings that YAML reads without complaint, but not as they were written: a word after a comma becomes a key, a key has
 * no value, a text with a colon becomes a mapping.
 */
import { spanOf } from "./place.js";
import { colonAdvice, quoted, shown } from "./quote.js";
import { endOfLine, LOST, leadingSymbol, type Trap } from "./traps.js";
import { isScalar, type MapNode, type YamlNode } from "./yaml.js";

const NULL_WORDS: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);

/** Whether YAML takes a value for null. */
export const isNull = (node: YamlNode): boolean =>
  isScalar(node) && node.type === "PLAIN" && NULL_WORDS.has(String(node.value));

/** `[MRI: lesion]` is a list of one mapping, though it has no braces. */
export function gluedPair(node: MapNode, text: string): Trap | undefined {
  const [start, end] = spanOf(node);
  if (!node.flow || text[start] === "{") return undefined;
  const source = text.slice(start, end);
  const colon = start + Math.max(0, source.search(/:(\s|$)/));
  return {
    code: "case/colon-in-value",
    span: [colon, colon + 1],
    params: { quoted: quoted(shown(source)) },
    hint: colonAdvice(source),
  };
}

/**
 * `{CRP: 20 mg/L, high}`: what follows the comma is a key without a value.
 *
 * @returns one trap per value that was cut, and the keys that are none
 */
export function cutValues(map: MapNode, text: string): { traps: Trap[]; keys: ReadonlySet<YamlNode> } {
  const keys = new Set<YamlNode>();
  const traps: Trap[] = [];
  let cut: { key: string; value: YamlNode; stray: YamlNode[] } | undefined;
  const finish = () => {
    if (cut && cut.stray.length > 0) traps.push(cutValue(cut.key, cut.value, cut.stray, text));
    cut = undefined;
  };
  for (const { key, value } of map.flow ? map.items : []) {
    if (value === null && cut) {
      cut.stray.push(key);
      keys.add(key);
    } else {
      finish();
      if (value && isScalar(value) && value.type === "PLAIN" && !isNull(value)) {
        cut = { key: shown(text.slice(...spanOf(key))), value, stray: [] };
      }
    }
  }
  finish();
  return { traps, keys };
}

function cutValue(key: string, value: YamlNode, stray: readonly YamlNode[], text: string): Trap {
  const [start, comma] = spanOf(value);
  const end = stray.at(-1)?.range[1] ?? comma;
  const words = text.slice(stray[0]?.range[0], end);
  const params = { quoted: `${key}: ${quoted(shown(text.slice(start, end)))}` };
  const trap: Trap = { code: "case/comma-in-value", span: [text.indexOf(",", comma), end], params };
  // Brackets are there already: the comma is theirs.
  if (!/^\p{L}/u.test(words) || text.slice(start, comma).includes("(")) return trap;
  const qualified = `${key}: ${shown(text.slice(start, comma))} (${shown(words)})`;
  return { ...trap, hint: `quote it: ${params.quoted}; or, for a qualifier, use brackets: ${qualified}` };
}

/** A key whose value is null: nothing stands there, or what YAML takes for nothing. */
export function missingValue(key: YamlNode, value: YamlNode | null, text: string): Trap {
  const written = COMMENT_AFTER_KEY;
  written.lastIndex = spanOf(key)[1];
  const [, space = "", comment = ""] = written.exec(text) ?? [];
  const name = shown(text.slice(...spanOf(key)));
  if (LOST.test(comment)) {
    const start = spanOf(key)[1] + space.length;
    const params = { quoted: `${name}: ${quoted(shown(comment))}` };
    return { code: "case/comment-in-value", span: [start, endOfLine(text, start)], params };
  }
  const [start, end] = value ? spanOf(value) : [0, 0];
  const mark = value ? lostMark(value, text) : undefined;
  if (mark !== undefined) return leadingSymbol([mark, end], text.slice(mark, end).trim());
  const params = { name: `\`${name}\`` };
  if (end <= start || comment !== "" || !value) return { code: "case/no-value", span: spanOf(key), params };
  const word = quoted(text.slice(start, end));
  return {
    code: "case/no-value",
    span: [start, end],
    params,
    hint: `leave the key out, or, if the word is meant, quote it: ${word}`,
  };
}

const COMMENT_AFTER_KEY = /([ \t]*:?[ \t]*)(#[^\r\n]*)/y;

/** Where the tag (`!x`) or anchor (`&x`) before a node begins, if it has one. */
export function lostMark(node: YamlNode, text: string): number | undefined {
  const [start] = spanOf(node);
  const marks: number[] = [];
  if ("anchor" in node && node.anchor !== undefined) marks.push(text.lastIndexOf(`&${node.anchor}`, start));
  if (node.tag !== undefined) {
    const last = text.lastIndexOf("!", start);
    marks.push(text[last - 1] === "!" ? last - 1 : last);
  }
  return marks.length > 0 ? Math.min(...marks) : undefined;
}
