/**
 * The syntax tree of a case becomes plain data: text, true/false, lists and mappings. What YAML would take for something
 * else than was meant (null, a second value for a key, a reference, a tag) becomes a finding on the way.
 */
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../finding/finding.js";
import { cutValues, gluedPair, isNull, lostMark, missingValue } from "./map-traps.js";
import { type Span, spanOf, type TextPlaces } from "./place.js";
import { pointerTo } from "./pointer.js";
import { shown } from "./quote.js";
import { codePoint, escapedTrap, leadingSymbol, oddSpaceIn, scalarTrap, type Trap } from "./traps.js";
import {
  type AliasNode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ListNode,
  MAX_DEPTH,
  type MapNode,
  type ScalarNode,
  type YamlNode,
} from "./yaml.js";

/** How many nodes references may add: they are a convenience, and each may double what the one before it did. */
const MAX_REFERENCED_NODES = 10_000;

/** The one key that a careless program reading the same file would not take for a name. */
const FORBIDDEN_KEY = "__proto__";

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
]);

export interface Tree {
  data: unknown;
  findings: Finding[];
  /** JSON Pointers of values that are not what their author wrote: what else is wrong with them is an echo. */
  misread: ReadonlySet<string>;
  /** What each reference (`*name`) stands for. */
  targets: ReadonlyMap<AliasNode, YamlNode>;
}

export function readTree(root: YamlNode, places: TextPlaces): Tree {
  const reader = new TreeReader(places);
  const data = reader.value(root, "", 0, undefined);
  reader.finish();
  return { data, findings: reader.findings, misread: reader.misread, targets: reader.targets };
}

interface Anchor {
  node: YamlNode;
  pointer: string;
  used: boolean;
}

class TreeReader {
  readonly findings: Finding[] = [];
  readonly misread = new Set<string>();
  readonly targets = new Map<AliasNode, YamlNode>();
  private readonly anchors = new Map<string, Anchor>();
  private readonly allAnchors: Anchor[] = [];
  private readonly open = new Set<YamlNode>();
  /** How many references are being followed; what they stand for was checked where it is written. */
  private following = 0;
  private referenced = 0;

  constructor(private readonly places: TextPlaces) {}

  value(node: YamlNode, pointer: string, depth: number, parent: YamlNode | undefined): unknown {
    if (depth > MAX_DEPTH) return this.wrong(pointer, "case/too-deep", spanOf(node), { limit: MAX_DEPTH });
    if (this.following > 0) this.referenced += 1;
    else this.noteMarks(node, pointer);
    if (isAlias(node)) return this.reference(node, pointer, depth);
    if (isScalar(node)) return this.scalar(node, pointer, parent);
    const glued = isMap(node) ? gluedPair(node, this.places.text) : undefined;
    if (glued) return this.trapped(glued, pointer) ?? this.places.text.slice(...spanOf(node));
    this.open.add(node);
    const data = isMap(node) ? this.mapping(node, pointer, depth) : this.list(node, pointer, depth);
    this.open.delete(node);
    return data;
  }

  /** Texts behind anchors that nothing refers to: `&beta blocker` would be read as "blocker". */
  finish(): void {
    const { text } = this.places;
    for (const { node, pointer, used } of this.allAnchors) {
      if (used || !isScalar(node) || this.misread.has(pointer)) continue;
      const start = lostMark(node, text) ?? node.range[0];
      this.trapped(leadingSymbol([start, node.range[1]], text.slice(start, node.range[1])), pointer);
    }
  }

  /** Tags and anchors. */
  private noteMarks(node: YamlNode, pointer: string): void {
    const { text } = this.places;
    const end = spanOf(node)[1];
    const mark = node.tag === undefined ? undefined : lostMark(node, text);
    if (mark !== undefined) this.trapped(leadingSymbol([mark, end], text.slice(mark, end)), pointer);
    if (isAlias(node) || node.anchor === undefined) return;
    const anchor = { node, pointer, used: false };
    this.anchors.set(node.anchor, anchor);
    this.allAnchors.push(anchor);
  }

  private reference(node: AliasNode, pointer: string, depth: number): unknown {
    const anchor = this.anchors.get(node.source);
    if (!anchor) return this.trapped(leadingSymbol(spanOf(node), `*${node.source}`), pointer);
    anchor.used = true;
    this.targets.set(node, anchor.node);
    if (this.open.has(anchor.node)) {
      return this.wrong(pointer, "case/circular-reference", spanOf(node), { name: node.source });
    }
    if (this.referenced > MAX_REFERENCED_NODES) return this.tooManyReferences(node, pointer);
    this.following += 1;
    const data = this.value(anchor.node, pointer, depth + 1, undefined);
    this.following -= 1;
    return data;
  }

  /** Said once: what follows would be said thousands of times. */
  private tooManyReferences(node: AliasNode, pointer: string): null {
    if (this.referenced !== Number.POSITIVE_INFINITY) {
      this.wrong(pointer, "case/too-many-references", spanOf(node), { limit: MAX_REFERENCED_NODES });
    }
    this.referenced = Number.POSITIVE_INFINITY;
    return null;
  }

  private scalar(node: ScalarNode, pointer: string, parent: YamlNode | undefined): unknown {
    const inFlowList = parent !== undefined && isSeq(parent) && parent.flow === true;
    const trap = this.following > 0 ? undefined : scalarTrap(node, this.places.text, inFlowList);
    if (trap) this.trapped(trap, trap.ofList ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer);
    if (isNull(node)) return this.missingItem(node, pointer);
    const text = String(node.value);
    return node.type === "PLAIN" ? (BOOLEANS.get(text) ?? text) : text;
  }

  /** A list item without a value; the caret shows its dash. */
  private missingItem(node: ScalarNode, pointer: string): null {
    const [start, end] = spanOf(node);
    const dash = Math.max(0, this.places.text.lastIndexOf("-", start));
    const span: Span = end > start ? [start, end] : [dash, dash + 1];
    return this.wrong(pointer, "case/no-value", span, { name: "an item of this list" });
  }

  private list(node: ListNode, pointer: string, depth: number): unknown[] {
    return node.items.map((item, index) => this.value(item as YamlNode, pointerTo(pointer, index), depth + 1, node));
  }

  private mapping(node: MapNode, pointer: string, depth: number): Record<string, unknown> {
    // Without a prototype, a name like "valueOf" has no value unless the author gave it one.
    const data: Record<string, unknown> = Object.create(null);
    const seen = new Map<string, YamlNode>();
    const { traps, keys } = cutValues(node, this.places.text);
    for (const trap of this.following > 0 ? [] : traps) this.report(trap.code, trap.span, trap.params, trap.hint);
    for (const pair of node.items) {
      const key = keys.has(pair.key) ? undefined : this.key(pair.key, seen);
      if (key === undefined) continue;
      const at = pointerTo(pointer, key);
      const value = pair.value as YamlNode | null;
      data[key] =
        value === null || isNull(value)
          ? this.trapped(missingValue(pair.key, value, this.places.text), at)
          : this.value(value, at, depth + 1, node);
    }
    return data;
  }

  /** The key as data, unless it cannot be one. */
  private key(node: YamlNode, seen: Map<string, YamlNode>): string | undefined {
    const wrong = this.wrongKey(node, seen);
    if (wrong && this.following === 0) this.report(wrong.code, wrong.span, wrong.params);
    if (wrong || !isScalar(node)) return undefined;
    const key = String(node.value);
    seen.set(key, node);
    return key;
  }

  private wrongKey(node: YamlNode, seen: ReadonlyMap<string, YamlNode>): Trap | undefined {
    const { text } = this.places;
    const span = spanOf(node);
    const mark = isAlias(node) ? span[0] : lostMark(node, text);
    if (mark !== undefined) return leadingSymbol([mark, span[1]], text.slice(mark, span[1]));
    if (!isScalar(node) || node.value === "") {
      return { code: "case/key-not-text", span: [span[0], Math.max(span[1], span[0] + 1)], params: {} };
    }
    const escaped = escapedTrap(node);
    if (escaped) return escaped;
    const key = String(node.value);
    const odd = node.type === "PLAIN" ? oddSpaceIn(key) : undefined;
    if (odd !== undefined) {
      const at = span[0] + odd;
      return { code: "case/odd-space", span: [at, at + 1], params: { character: codePoint(key, odd) } };
    }
    if (key === FORBIDDEN_KEY) return { code: "case/forbidden-key", span, params: { key } };
    if (key === "<<") return { code: "case/merge-key", span, params: {} };
    const first = seen.get(key);
    if (!first) return undefined;
    const { line } = this.places.at(spanOf(first)[0]);
    return { code: "case/duplicate-key", span, params: { key: shown(key), line } };
  }

  private trapped(trap: Trap, pointer: string): null {
    this.misread.add(pointer);
    return this.report(trap.code, trap.span, trap.params, trap.hint);
  }

  private wrong(pointer: string, code: FindingCode, span: Span, params: FindingParams = {}): null {
    return this.trapped({ code, span, params }, pointer);
  }

  private report(code: FindingCode, [start, end]: Span, params: FindingParams, hint?: string): null {
    const at = this.places.at(start, end);
    this.findings.push(finding(code, params, { case: at, ...(hint === undefined ? {} : { hint }) }));
    return null;
  }
}
