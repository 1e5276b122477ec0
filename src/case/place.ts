/**
 * Where things stand in the text of a case: JSON Pointer in, line and column out. Nothing is computed before it is asked for.
 */
import type { CasePlace } from "../finding/finding.js";
import { stepsOf } from "./pointer.js";
import {
  type AliasNode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type MapNode,
  type ScalarNode,
  type YamlNode,
} from "./yaml.js";

/** Turns offsets into places; line starts are found once, at the first question. */
export class TextPlaces {
  private starts: number[] | undefined;

  constructor(
    readonly text: string,
    readonly file: string | undefined,
  ) {}

  /** @param start offset in UTF-16 code units; `end` is cut at the end of its line, since a caret line has only one. */
  at(start: number, end = start + 1): CasePlace {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const lineStart = starts[low] ?? 0;
    const newline = this.text.indexOf("\n", start);
    const lineEnd = newline < 0 ? this.text.length : newline;
    const visibleEnd = this.text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
    const length = Math.max(1, Math.min(end, visibleEnd) - start);
    return {
      ...(this.file === undefined ? {} : { file: this.file }),
      line: low + 1,
      column: start - lineStart + 1,
      length,
    };
  }

  private lineStarts(): number[] {
    if (this.starts) return this.starts;
    const starts = [0];
    for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1)) starts.push(i + 1);
    this.starts = starts;
    return starts;
  }
}

/** A stretch of the text: [start, end) in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

export const spanOf = (node: YamlNode): Span => [node.range[0], node.range[1]];

/** Finds the nodes of a document by JSON Pointer. */
export class NodeIndex {
  private readonly keys = new WeakMap<MapNode, Map<string, MapNode["items"][number]>>();

  constructor(
    private readonly root: YamlNode,
    private readonly targets: ReadonlyMap<AliasNode, YamlNode>,
  ) {}

  /**
   * @param pointer JSON Pointer (RFC 6901); of a pointer into nowhere the deepest node that exists is taken
   * @returns the value's node (an alias stands for itself), and the key it stands under where it has one
   */
  find(pointer: string): { value: YamlNode; key?: YamlNode } {
    let found: { value: YamlNode; key?: YamlNode } = { value: this.root };
    for (const step of stepsOf(pointer)) {
      const next = this.child(this.target(found.value), step);
      if (!next) break;
      found = next;
    }
    return found;
  }

  private target(node: YamlNode): YamlNode {
    return (isAlias(node) ? this.targets.get(node) : undefined) ?? node;
  }

  private child(node: YamlNode, step: string): { value: YamlNode; key?: YamlNode } | undefined {
    if (isSeq(node)) {
      const value = node.items[Number(step)] as YamlNode | undefined;
      return value && { value };
    }
    const pair = isMap(node) ? this.index(node).get(step) : undefined;
    return pair && { key: pair.key, value: pair.value ?? pair.key };
  }

  private index(map: MapNode) {
    let index = this.keys.get(map);
    if (!index) {
      index = new Map();
      for (const pair of map.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
        if (key !== undefined && !index.has(key)) index.set(key, pair);
      }
      this.keys.set(map, index);
    }
    return index;
  }
}

/**
 * Where a part of a scalar's value stands in the text. Quotes, escapes and folded lines make the two differ: what they
 * have in common is the characters that are not white space, so those are counted.
 *
 * @param node the scalar
 * @param text the whole document
 * @param offset into the value, in UTF-16 code units
 * @param length how many of them; all that follow by default
 */
export function partSpan(node: ScalarNode, text: string, offset: number, length?: number): Span {
  const start = sourceOffset(node, text, offset);
  if (length === undefined) return [start, contentSpan(node, text)[1]];
  const last = length > 1 ? sourceOffset(node, text, offset + length - 1) : start;
  return [start, last + sourceUnit(node, text, last).length];
}

function sourceOffset(node: ScalarNode, text: string, offset: number): number {
  const value = String(node.value);
  let [at, end] = contentSpan(node, text);
  let rest = countInk(value.slice(0, offset));
  const wantsInk = offset < value.length && /\S/.test(value[offset] ?? "");
  while (at < end) {
    const unit = sourceUnit(node, text, at);
    if (rest === 0 && (unit.ink > 0 || !wantsInk)) break;
    rest = Math.max(0, rest - unit.ink);
    at += unit.length;
  }
  return at;
}

const countInk = (text: string): number => text.replace(/\s/g, "").length;

/** The scalar without its quotes or block header. */
function contentSpan(node: ScalarNode, text: string): [number, number] {
  const [start, end] = spanOf(node);
  if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") return [start + 1, end - 1];
  if (node.type === "PLAIN" || node.type === undefined) return [start, end];
  const header = text.indexOf("\n", start);
  return [header < 0 || header >= end ? end : header + 1, end];
}

/** What follows the backslash when an escape stands for white space or for nothing. */
const BLANK_ESCAPES = " \t\r\ntnvfrLP_";

/** The smallest piece of source at an offset, and how many visible characters of the value it stands for. */
function sourceUnit(node: ScalarNode, text: string, at: number): { length: number; ink: number } {
  const char = text[at] ?? "";
  if (node.type === "QUOTE_SINGLE" && char === "'") return { length: 2, ink: 1 };
  if (node.type === "QUOTE_DOUBLE" && char === "\\") {
    const kind = text[at + 1] ?? "";
    const digits = { x: 2, u: 4, U: 8 }[kind];
    if (digits === undefined) return { length: 2, ink: BLANK_ESCAPES.includes(kind) ? 0 : 1 };
    const decoded = String.fromCodePoint(Number.parseInt(text.slice(at + 2, at + 2 + digits), 16));
    return { length: 2 + digits, ink: countInk(decoded) };
  }
  return { length: 1, ink: countInk(char) };
}
