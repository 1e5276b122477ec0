/** Reads every phrase of every node, once; what cannot be read is a finding and stays as words, undated. */
import { type Finding, finding } from "../../finding/finding.js";
import { didYouMean, shown } from "../quote.js";
import { type Duration, readLength } from "./duration.js";
import { meantAt, type NameTable, nameFindings, partsOf } from "./names.js";
import { readPhrase } from "./phrase.js";
import type { ReadNode, ReadText } from "./plan.js";
import { durationsMeant } from "./spelling.js";
import type { Phrase } from "./syntax.js";
import type { TimeField, TimeNode, TimePlace, TimeText } from "./types.js";
import { withoutDay } from "./unreadable.js";

export interface ReadNodes {
  nodes: ReadonlyMap<string, ReadNode>;
  findings: Finding[];
}

export function readNodes(sources: readonly TimeNode[], table: NameTable, place: TimePlace): ReadNodes {
  const findings: Finding[] = [];
  const next = new Map<string, string>();
  const courses = new Set<string>();
  for (const node of sources) {
    const other = node.after === undefined ? undefined : next.get(node.after);
    if (node.after !== undefined && (other === undefined || node.key < other)) next.set(node.after, node.key);
    for (const child of node.children ?? []) courses.add(child);
  }
  const nodes = new Map<string, ReadNode>();
  for (const node of sources) {
    const text = (field: "when" | "from" | "until"): ReadText | undefined =>
      readText(node, field, table, place, findings);
    const [when, from, until] = [text("when"), text("from"), text("until")];
    const lasting = readLasting(node, place, findings);
    const follower = next.get(node.key);
    nodes.set(node.key, {
      node,
      ...(when ? { when } : {}),
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
      ...(lasting ? { lasting } : {}),
      lasts:
        node.lasts === true || node.after !== undefined || courses.has(node.key) || (node.children?.length ?? 0) > 0,
      ...(follower === undefined ? {} : { next: follower }),
    });
    if (when && (from ?? until)) {
      const at = place(node.key, "when", 0, textOf(node.when).length);
      findings.push(finding("case/time-said-twice", { other: from ? "from" : "until" }, at ? { case: at } : {}));
    }
  }
  return { nodes, findings };
}

export const textOf = (text: TimeText | undefined): string => (typeof text === "string" ? text : (text?.text ?? ""));

function readText(
  node: TimeNode,
  field: Exclude<TimeField, "lasting">,
  table: NameTable,
  place: TimePlace,
  findings: Finding[],
): ReadText | undefined {
  const source = node[field];
  if (source === undefined) return undefined;
  if (typeof source !== "string") return { field, words: source.text };
  const read = readPhrase(source, table);
  const phrase = "kind" in read || hasDay(node, read) ? read : withoutDay(read);
  if ("kind" in phrase) {
    const at = place(node.key, field, phrase.offset, phrase.length);
    findings.push(finding(phrase.code, phrase.params, at ? { case: at } : {}));
    return { field, words: source };
  }
  findings.push(...nameFindings(phrase, node, field, table, place));
  if (phrase.point.kind === "either") {
    const at = place(node.key, field, phrase.offset, phrase.length);
    findings.push(finding("case/times-disagree", { phrase: phrase.text }, at ? { case: at } : {}));
  }
  return { field, phrase: meantAt(node, phrase, table) };
}

/** A time of day is of the day that the phrase names, or of the step's. */
const hasDay = ({ parent }: TimeNode, { point }: Phrase): boolean =>
  parent !== undefined || !partsOf(point).some((part) => part.kind === "clock" && !part.on);

function readLasting(node: TimeNode, place: TimePlace, findings: Finding[]): Duration | undefined {
  if (typeof node.lasting !== "string") return undefined;
  const duration = readLength(node.lasting);
  if (duration) return duration;
  const at = place(node.key, "lasting", 0, node.lasting.length);
  const problem = `"${shown(node.lasting)}" is not a duration`;
  const meant = durationsMeant(node.lasting).filter((text) => readLength(text));
  const hint = meant.length > 0 ? didYouMean(meant) : "what is no duration belongs into the `note`";
  findings.push(finding("case/unreadable-duration", { problem, hint }, at ? { case: at } : {}));
  return undefined;
}
