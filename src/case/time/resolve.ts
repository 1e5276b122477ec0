/** The times of a whole case: what is dated, what follows from it, what stays undated, and what cannot be. */
import { type Finding, finding } from "../../finding/finding.js";
import { commonDate, isoDay } from "./calendar.js";
import { checkTimes } from "./checks.js";
import { resolvedDuration } from "./duration.js";
import type { Moment } from "./moment.js";
import { alwaysThere, labelOf, nameTable } from "./names.js";
import type { ReadNode } from "./plan.js";
import { readNodes } from "./read.js";
import { type Solution, solve } from "./solve.js";
import type { ResolvedDuration, ResolvedSpan, ResolvedTime, ResolvedTimes, TimeNode, TimePlace } from "./types.js";

/**
 * Resolves the times of all nodes of a case by interval arithmetic over their anchors. The result does not depend on
 * the order of the nodes.
 *
 * @param sources the case's steps, items and courses
 * @param place where a part of a phrase stands in the case, for the findings
 * @returns a span for every node, and what is wrong: unreadable phrases, impossible dates, unknown or ambiguous
 *   anchors, circles and contradictions (errors), overlapping courses (warnings), readings left open (information)
 */
export function resolveTimes(sources: readonly TimeNode[], place: TimePlace): ResolvedTimes {
  const all = [...sources, ...alwaysThere(sources)];
  const table = nameTable(all);
  const { nodes, findings } = readNodes(all, table, place);
  const solution = solve(nodes, table);
  const spans = new Map(sources.map(({ key }) => [key, spanOf(key, nodes.get(key), solution)]));
  return {
    spans,
    findings: [...findings, ...circleFindings(solution, nodes, place), ...checkTimes(nodes, solution, place)],
  };
}

function spanOf(key: string, read: ReadNode | undefined, { anchors, isMoment }: Solution): ResolvedSpan {
  const start = anchors.moment(key, "start");
  const end = anchors.moment(key, "end");
  const duration = read && durationOf(read);
  if (!start && !end) return duration ? { kind: "period", duration } : { kind: "none" };
  return {
    kind: isMoment(key) ? "point" : "period",
    ...(start ? { start: timeOf(start) } : {}),
    ...(end ? { end: timeOf(end) } : {}),
    ...(duration ? { duration } : {}),
  };
}

function durationOf({ node, lasting }: ReadNode): ResolvedDuration | undefined {
  if (lasting) return resolvedDuration(lasting);
  if (node.lasting === undefined) return undefined;
  return { text: typeof node.lasting === "string" ? node.lasting : node.lasting.text };
}

function timeOf(moment: Moment): ResolvedTime {
  const { basis, inherited, approximate, uncertain, phrase, anchor, lo, hi } = moment;
  // A stated `2015-07~` is that date in its own words; what counts from it would look as if it were certain.
  const value = basis === "derived" && (approximate || uncertain) ? undefined : (moment.value ?? commonDate(moment));
  // Where the case contradicts itself, nothing is left between the bounds.
  const sure = !approximate && !uncertain && lo <= hi;
  return {
    ...(value === undefined ? {} : { value }),
    basis: value === undefined && basis === "derived" ? "none" : basis,
    ...(inherited ? { inherited } : {}),
    ...(approximate ? { approximate } : {}),
    ...(uncertain ? { uncertain } : {}),
    ...(phrase === undefined ? {} : { phrase }),
    ...(sure && Number.isFinite(lo) ? { earliest: isoDay(lo) } : {}),
    ...(sure && Number.isFinite(hi) ? { latest: isoDay(hi) } : {}),
    ...(anchor ? { anchor } : {}),
  };
}

function circleFindings({ circles }: Solution, nodes: ReadonlyMap<string, ReadNode>, place: TimePlace): Finding[] {
  return circles.map((keys) => {
    const members = [...keys, ...keys.slice(0, 1)].flatMap((key) => nodes.get(key)?.node ?? []);
    const circle = members.map((node) => `"${labelOf(node)}"`).join(" -> ");
    const at = keys.map((key) => placeOfTime(nodes.get(key), place)).find((found) => found !== undefined);
    return finding("case/time-cycle", { circle }, at ? { case: at } : {});
  });
}

function placeOfTime(read: ReadNode | undefined, place: TimePlace) {
  const text = read?.when ?? read?.from ?? read?.until;
  if (!read || !text) return undefined;
  return place(read.node.key, text.field, 0, "words" in text ? text.words.length : text.phrase.text.length);
}
