/**
 * How each node's start and end are to be found: read from its phrases, or taken from its neighbours. A plan is made
 * from what is written alone, before anything is resolved, so it does not depend on the order of the nodes.
 */
import type { Duration } from "./duration.js";
import type { Phrase } from "./syntax.js";
import type { TimeField, TimeNode } from "./types.js";

export type Side = "start" | "end";

/** A phrase as read; `words` when it is kept and undated, or cannot be read. */
export type ReadText = { field: TimeField; phrase: Phrase } | { field: TimeField; words: string };

export interface ReadNode {
  node: TimeNode;
  when?: ReadText;
  from?: ReadText;
  until?: ReadText;
  lasting?: Duration;
  /** Goes on once begun. */
  lasts: boolean;
  /** Key of the course that follows it. */
  next?: string;
}

/** What one side of a node is. */
export type Source =
  | { kind: "none" }
  /** Read from a phrase; `part` is the side of the phrase's own extent that is meant. */
  | { kind: "read"; text: ReadText; part: Side | "moment" }
  /** The other side of the same node moved by `lasting`. */
  | { kind: "moved"; duration: Duration; sign: 1 | -1 }
  /** A point: the end is the start. */
  | { kind: "same" }
  /** The same side of another node: a course for its drug, a step for its encounter. */
  | { kind: "copy"; key: string; inherited: boolean }
  /** Some moment of the step it stands in. */
  | { kind: "inherit"; key: string }
  /** Not before the previous course. */
  | { kind: "follow"; key: string }
  /** Where the next course starts; given up when that would count in a circle. */
  | { kind: "next"; key: string };

export interface Plan {
  start: Source;
  end: Source;
}

const NONE: Source = { kind: "none" };

/** Which sides a phrase in `when` dates. */
function shapeOf(text: ReadText): "point" | "period" | Side {
  if (!("phrase" in text)) return "point";
  const { relation, within, point } = text.phrase;
  if (within) return "point";
  switch (relation) {
    case "since":
    case "from":
      return "start";
    case "until":
      return "end";
    case "up to":
    case "during":
    case "throughout":
    case "over":
      return "period";
  }
  if (relation !== undefined && relation !== "at" && relation !== "on") return "point";
  if (point.kind === "first") return "period";
  if (point.kind !== "date" || point.date.kind !== "interval") return "point";
  if (!point.date.end) return "start";
  return point.date.start ? "period" : "end";
}

const startsInWhen = (read: ReadNode): boolean => read.when !== undefined && shapeOf(read.when) !== "end";
const endsInWhen = (read: ReadNode): boolean => {
  const shape = read.when && shapeOf(read.when);
  return shape === "end" || shape === "period";
};

/** Its start is in its own words. */
const saysStart = (read: ReadNode): boolean =>
  read.from !== undefined ||
  startsInWhen(read) ||
  (read.lasting !== undefined && (read.until !== undefined || endsInWhen(read)));

/** How long it lasted is all that is told: it may have begun or ended when it was seen, or neither. */
export const lastsOnly = (read: ReadNode): boolean =>
  read.node.seen === true && read.lasting !== undefined && saysNothing(read);

const saysNothing = (read: ReadNode): boolean =>
  read.when === undefined && read.from === undefined && read.until === undefined;

/** The step whose whole time it takes for its own: one that tells more than a moment. */
function wholeOf(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>): string | undefined {
  const { node, lasting } = read;
  if (!node.whole || node.parent === undefined || lasting || !saysNothing(read)) return undefined;
  const step = nodes.get(node.parent);
  return step && reaches(step) ? node.parent : undefined;
}

/** From one moment to another, as far as they are told. */
const reaches = ({ when, from, until, lasting }: ReadNode): boolean =>
  (from ?? until ?? lasting) !== undefined || (when !== undefined && shapeOf(when) !== "point");

/** @param nodes every node of the case by key, as read */
export function planOf(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>): Plan {
  if (lastsOnly(read) && read.lasting) return { start: NONE, end: { kind: "moved", duration: read.lasting, sign: 1 } };
  const start = planStart(read, nodes);
  const end = planEnd(read, nodes, start);
  // How long it took is told of it, even when nobody knows from when.
  if (end.kind === "none" && read.lasting) return { start, end: { kind: "moved", duration: read.lasting, sign: 1 } };
  return { start, end };
}

function planStart(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>): Source {
  const { from, when, until, lasting, node } = read;
  if (from) return { kind: "read", text: from, part: "moment" };
  if (when && startsInWhen(read))
    return { kind: "read", text: when, part: shapeOf(when) === "period" ? "start" : "moment" };
  if (lasting && (until || endsInWhen(read))) return { kind: "moved", duration: lasting, sign: -1 };
  const first = node.children?.[0];
  if (first !== undefined && startIsSaid(first, nodes)) return { kind: "copy", key: first, inherited: false };
  if (node.after !== undefined && nodes.has(node.after)) return { kind: "follow", key: node.after };
  const whole = wholeOf(read, nodes);
  if (whole !== undefined) return { kind: "copy", key: whole, inherited: true };
  // A stay of which only the end is told began in the step that tells it.
  if (node.whole && until && !when && node.parent !== undefined && nodes.has(node.parent))
    return { kind: "copy", key: node.parent, inherited: true };
  if (saysNothing(read) && node.parent !== undefined && nodes.has(node.parent))
    return { kind: "inherit", key: node.parent };
  return NONE;
}

/** Said by the node itself or by its first course, at any depth. */
function startIsSaid(key: string, nodes: ReadonlyMap<string, ReadNode>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const read = nodes.get(at);
    if (!read) return false;
    if (saysStart(read)) return true;
    at = read.node.children?.[0];
  }
  return false;
}

function planEnd(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>, start: Source): Source {
  const { when, until, lasting, lasts, next, node } = read;
  if (until) return { kind: "read", text: until, part: "moment" };
  if (when && endsInWhen(read))
    return { kind: "read", text: when, part: shapeOf(when) === "period" ? "end" : "moment" };
  if (lasting && start.kind !== "none") return { kind: "moved", duration: lasting, sign: 1 };
  if (next !== undefined && startIsSaid(next, nodes)) return { kind: "next", key: next };
  const last = node.children?.at(-1);
  if (last !== undefined && nodes.has(last)) return { kind: "copy", key: last, inherited: false };
  const whole = wholeOf(read, nodes);
  if (whole !== undefined) return { kind: "copy", key: whole, inherited: true };
  if (lasts) return endOfDrug(read, nodes);
  if (read.from !== undefined) return NONE;
  if (when) return shapeOf(when) === "point" ? { kind: "same" } : NONE;
  return saysNothing(read) && node.parent !== undefined && nodes.has(node.parent) ? { kind: "same" } : NONE;
}

/** The last course ends with its drug, when that says its own end. */
function endOfDrug(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>): Source {
  const drug = read.node.parent === undefined ? undefined : nodes.get(read.node.parent);
  const isLast = drug?.node.children?.at(-1) === read.node.key;
  return drug && isLast && (drug.until || drug.lasting) ? { kind: "copy", key: drug.node.key, inherited: true } : NONE;
}
