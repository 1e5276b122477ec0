/** Finds every node's moments: plans become a graph of what counts from what, and are evaluated in its order. */
import { Graph, onlyOne } from "./dependencies.js";
import { move } from "./duration.js";
import { momentOf } from "./evaluate.js";
import { type Anchors, type Moment, UNKNOWN } from "./moment.js";
import type { NameTable } from "./names.js";
import type { Plan, ReadNode, Side, Source } from "./plan.js";

export interface Solution {
  plans: ReadonlyMap<string, Plan>;
  anchors: Anchors;
  /** Something is said of that side, dated or not. */
  has(key: string, side: Side): boolean;
  /** Start and end are the same. */
  isPoint(key: string): boolean;
  /** Start and end are one moment, and not just some time within a step that lasts. */
  isMoment(key: string): boolean;
  /** Keys of the nodes that count from one another in a circle, in order. */
  circles: string[][];
}

export function solve(nodes: ReadonlyMap<string, ReadNode>, table: NameTable): Solution {
  const keys = [...nodes.keys()].sort();
  const graph = new Graph(nodes, keys, table);
  graph.dropCircularNext();
  const { order, circles } = graph.order();
  const moments = new Map<string, Moment>();
  const anchors: Anchors = {
    keyOf: (name) => onlyOne(table.keysOf(name)),
    moment: (key, side) => {
      if (side === "end" && graph.isPoint(key)) return moments.get(`start ${key}`);
      return graph.has(key, side) ? (moments.get(`${side} ${key}`) ?? UNKNOWN) : undefined;
    },
  };
  for (const { key, side, circular } of order) {
    const read = nodes.get(key);
    const source = graph.plan(key)[side];
    if (!read || source.kind === "none" || source.kind === "same") continue;
    const found = circular ? wordsOf(source) : evaluate(source, side, key, anchors, nodes);
    if (found) moments.set(`${side} ${key}`, found);
  }
  return {
    plans: graph.plans,
    anchors,
    has: (key, side) => graph.has(key, side),
    isPoint: (key) => graph.isPoint(key),
    isMoment: (key) => graph.isMoment(key),
    circles,
  };
}

function wordsOf(source: Source): Moment {
  const text = source.kind === "read" ? source.text : undefined;
  const phrase = text && ("words" in text ? text.words : text.phrase.text);
  return { ...UNKNOWN, ...(phrase === undefined ? {} : { phrase }) };
}

function evaluate(
  source: Source,
  side: Side,
  key: string,
  anchors: Anchors,
  nodes: ReadonlyMap<string, ReadNode>,
): Moment | undefined {
  switch (source.kind) {
    case "read":
      return "words" in source.text ? wordsOf(source) : momentOf(source.text.phrase, source.part, anchors);
    case "moved": {
      const from = anchors.moment(key, side === "start" ? "end" : "start") ?? UNKNOWN;
      const { duration, sign } = source;
      const approximate = from.approximate || duration.approximate;
      return {
        ...UNKNOWN,
        ...move(from, duration, sign),
        ...(from.inherited ? { inherited: true } : {}),
        approximate,
        uncertain: from.uncertain,
        phrase: `lasting ${duration.text}`,
      };
    }
    case "copy": {
      const from = anchors.moment(source.key, side);
      return from && source.inherited ? { ...from, inherited: true } : from;
    }
    case "inherit":
      return inherited(source.key, anchors);
    case "follow": {
      const before = anchors.moment(source.key, "end") ?? anchors.moment(source.key, "start") ?? UNKNOWN;
      return { ...UNKNOWN, lo: before.lo, approximate: before.approximate, uncertain: before.uncertain };
    }
    case "next": {
      const { lo, hi, approximate, uncertain, value } = anchors.moment(source.key, "start") ?? UNKNOWN;
      const name = nodes.get(source.key)?.node.names[0];
      return {
        lo,
        hi,
        basis: "derived",
        approximate,
        uncertain,
        ...(value === undefined ? {} : { value }),
        ...(name === undefined ? {} : { phrase: `until start of ${name}` }),
        anchor: { key: source.key, side: "start", relation: "concurrent" },
      };
    }
    default:
      return undefined;
  }
}

/** A step's moment is the item's; of a step that lasts, the item is some moment. */
function inherited(key: string, anchors: Anchors): Moment | undefined {
  const start = anchors.moment(key, "start");
  const end = anchors.moment(key, "end");
  if (!start && !end) return undefined;
  if (start && (start === end || isSame(start, end))) return { ...start, inherited: true };
  const phrase = wordsBetween(start, end);
  return {
    ...UNKNOWN,
    lo: start?.lo ?? -Infinity,
    hi: end?.hi ?? Infinity,
    approximate: Boolean(start?.approximate || end?.approximate),
    uncertain: Boolean(start?.uncertain || end?.uncertain),
    inherited: true,
    ...(phrase === undefined ? {} : { phrase }),
  };
}

/** Words that say themselves which end they tell of. */
const PLACED = /^(since|from|until|up to|lasting) |\.\./;

/** The words of an end are not those of what lies between: they say which end they are. */
function wordsBetween(start: Moment | undefined, end: Moment | undefined): string | undefined {
  if (start?.phrase === undefined && end?.phrase === undefined) return undefined;
  const [from, until] = [start, end].map((moment) => moment?.phrase ?? moment?.value);
  if (from === until) return from;
  const place = (word: string, text: string | undefined) => text && (PLACED.test(text) ? text : `${word} ${text}`);
  return [place("from", from), place("until", until)].filter(Boolean).join(" ");
}

/** Both ends lie within the same bounds for the same reason, as with `during`. */
const isSame = (a: Moment, b: Moment | undefined): boolean =>
  a.phrase !== undefined && a.phrase === b?.phrase && a.lo === b.lo && a.hi === b.hi;
