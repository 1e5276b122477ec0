/** What is wrong with times that can all be read: contradictions, overlaps, readings left open, anchors without a date. */

import { type Finding, finding } from "../../finding/finding.js";
import { commonDate, shift } from "./calendar.js";
import { checkLife, lifeOf } from "./checks-life.js";
import { isBefore, report, say } from "./compare.js";
import type { Moment } from "./moment.js";
import { isBirthOrLife, labelOf } from "./names.js";
import { lastsOnly, type ReadNode, type ReadText, type Side } from "./plan.js";
import type { Solution } from "./solve.js";
import type { NamePoint, Phrase } from "./syntax.js";
import type { TimePlace } from "./types.js";

export function checkTimes(nodes: ReadonlyMap<string, ReadNode>, solution: Solution, place: TimePlace): Finding[] {
  const life = lifeOf(nodes, solution);
  return [...nodes.values()].flatMap((read) => [
    ...checkOwnEnds(read, solution, place),
    ...checkOpen(read, nodes, place),
    ...checkCourses(read, nodes, solution, place),
    ...checkWhole(read, nodes, solution, place),
    ...checkSame(read, nodes, solution, place),
    ...checkLife(read, life, solution, place),
    ...checkPhrases(read, solution, place),
  ]);
}

function checkOwnEnds(read: ReadNode, { anchors, plans }: Solution, place: TimePlace): Finding[] {
  const { key } = read.node;
  const start = anchors.moment(key, "start");
  const end = anchors.moment(key, "end");
  const plan = plans.get(key);
  if (!start || !end || start.inherited || plan?.end.kind === "next") return [];
  if (isBefore(end, start)) {
    const what = `"${labelOf(read.node)}" ends (${say(end)}) before it starts (${say(start)})`;
    return [report("case/time-contradiction", { what }, read, ["until", "when", "from"], place)];
  }
  return read.lasting?.low !== undefined && read.until ? checkLasting(read, start, end, place) : [];
}

/** How long something lasted dates neither end of it. */
function checkOpen(read: ReadNode, nodes: ReadonlyMap<string, ReadNode>, place: TimePlace): Finding[] {
  const step = nodes.get(read.node.parent ?? "")?.node.names[0] ?? "<id of the step>";
  return lastsOnly(read)
    ? [report("case/open-duration", { name: labelOf(read.node), step }, read, ["lasting"], place)]
    : [];
}

/** From, until and lasting must agree, within one unit of the duration. */
function checkLasting(read: ReadNode, start: Moment, end: Moment, place: TimePlace): Finding[] {
  const { low = 0, high = low, unit, approximate, text } = read.lasting ?? { text: "", unit: "d", approximate: false };
  const shortest = {
    ...end,
    lo: shift(start.lo, Math.max(low - 1, 0), unit),
    hi: shift(start.hi, Math.max(low - 1, 0), unit),
  };
  const longest = { ...end, lo: shift(start.lo, high + 1, unit), hi: shift(start.hi, high + 1, unit) };
  const { instant: _clock, ...until } = end;
  if (
    approximate ||
    start.approximate ||
    (!isBefore(until, { ...shortest, instant: undefined }) && !isBefore({ ...longest, instant: undefined }, until))
  )
    return [];
  const what = `"${labelOf(read.node)}" lasts ${text}, but that is not the time from its start (${say(start)}) to its end (${say(end)})`;
  return [report("case/time-contradiction", { what }, read, ["lasting"], place)];
}

function checkCourses(
  read: ReadNode,
  nodes: ReadonlyMap<string, ReadNode>,
  { anchors, plans }: Solution,
  place: TimePlace,
): Finding[] {
  const previous = read.node.after === undefined ? undefined : nodes.get(read.node.after);
  const start = anchors.moment(read.node.key, "start");
  if (!previous || !start || plans.get(read.node.key)?.start.kind !== "read") return [];
  const before = anchors.moment(previous.node.key, "start");
  const end = anchors.moment(previous.node.key, "end");
  const [later, earlier] = [labelOf(read.node), labelOf(previous.node)];
  if (before && isBefore(start, before)) {
    const what = `"${later}" starts (${say(start)}) before "${earlier}" (${say(before)}), which it follows`;
    return [report("case/time-contradiction", { what }, read, ["from", "when"], place)];
  }
  if (end && plans.get(previous.node.key)?.end.kind !== "next" && isBefore(start, end)) {
    return [
      report(
        "case/courses-overlap",
        { later, earlier, start: say(start), end: say(end) },
        read,
        ["from", "when"],
        place,
      ),
    ];
  }
  return [];
}

/** A course lies within the time its drug says of itself. */
function checkWhole(
  read: ReadNode,
  nodes: ReadonlyMap<string, ReadNode>,
  { anchors, plans }: Solution,
  place: TimePlace,
): Finding[] {
  const key = read.node.parent;
  const whole = key === undefined ? undefined : nodes.get(key);
  if (key === undefined || !whole?.node.children?.includes(read.node.key)) return [];
  const said = (side: Side): Moment | undefined =>
    plans.get(key)?.[side].kind === "read" ? anchors.moment(key, side) : undefined;
  const [start, end] = [anchors.moment(read.node.key, "start"), anchors.moment(read.node.key, "end")];
  const [first, last] = [said("start"), said("end")];
  const label = `"${labelOf(read.node)}"`;
  if (start && first && isBefore(start, first)) {
    const what = `${label} starts (${say(start)}) before "${labelOf(whole.node)}", of which it is a course (${say(first)})`;
    return [report("case/time-contradiction", { what }, read, ["from", "when"], place)];
  }
  if (end && last && isBefore(last, end)) {
    const what = `${label} ends (${say(end)}) after "${labelOf(whole.node)}", of which it is a course (${say(last)})`;
    return [report("case/time-contradiction", { what }, read, ["until", "lasting", "when"], place)];
  }
  return [];
}

/** What tells of one moment twice tells of it alike. */
function checkSame(
  read: ReadNode,
  nodes: ReadonlyMap<string, ReadNode>,
  { anchors }: Solution,
  place: TimePlace,
): Finding[] {
  const other = read.node.same === undefined ? undefined : nodes.get(read.node.same);
  const told = anchors.moment(read.node.key, "start");
  const again = other && anchors.moment(other.node.key, "start");
  if (!told || !again || !(isBefore(told, again) || isBefore(again, told))) return [];
  const what = `this says ${say(told)}, and "${labelOf(other.node)}" tells of the same moment (${say(again)})`;
  return [report("case/time-contradiction", { what }, read, ["when"], place)];
}

function checkPhrases(read: ReadNode, solution: Solution, place: TimePlace): Finding[] {
  if (solution.circles.some((keys) => keys.includes(read.node.key))) return [];
  return [read.when, read.from, read.until].flatMap((text) => {
    if (!text || "words" in text) return [];
    const counted = countedFrom(text.phrase);
    const key = counted && solution.anchors.keyOf(counted.name.name);
    if (!counted || key === undefined || isBirthOrLife(key)) return [];
    return counted.bare && isOpen(key, solution)
      ? [...checkSides(text, read, counted.name, place), ...checkReach(text, read, counted.name, key, solution, place)]
      : checkReach(text, read, counted.name, key, solution, place);
  });
}

/** The name that a phrase gives a distance from, and whether it leaves open which end of it. */
function countedFrom({ point, within }: Phrase): { name: NamePoint; bare: boolean } | undefined {
  if (within && within.side !== "of" && point.kind === "name") return { name: point, bare: point.side === undefined };
  if (within && point.kind === "name") return { name: point, bare: false };
  if (point.kind === "offset" && point.point.kind === "name")
    return { name: point.point, bare: point.point.side === undefined };
  const isOf = point.kind === "ordinal" || point.kind === "first" || point.kind === "cycle";
  return isOf ? { name: point.of, bare: false } : undefined;
}

/** It has two ends that are not known to be the same day. */
function isOpen(key: string, { anchors, isPoint, has }: Solution): boolean {
  if (isPoint(key) || !has(key, "end")) return false;
  const start = anchors.moment(key, "start");
  const end = anchors.moment(key, "end");
  return !start || !end || start.lo !== end.lo || start.hi !== end.hi || !Number.isFinite(start.lo);
}

function checkSides(
  { field, phrase }: Extract<ReadText, { phrase: Phrase }>,
  read: ReadNode,
  name: NamePoint,
  place: TimePlace,
): Finding[] {
  const before = phrase.text.slice(0, name.offset - phrase.offset);
  const params = {
    phrase: phrase.text,
    name: name.name,
    start: `${before}start of ${name.name}`,
    end: `${before}end of ${name.name}`,
  };
  const at = place(read.node.key, field, name.offset, name.length);
  return [finding("case/ambiguous-anchor", params, at ? { case: at } : {})];
}

function checkReach(
  { field, phrase }: Extract<ReadText, { phrase: Phrase }>,
  read: ReadNode,
  name: NamePoint,
  key: string,
  { anchors }: Solution,
  place: TimePlace,
): Finding[] {
  const sides = [anchors.moment(key, "start"), anchors.moment(key, "end")];
  if (sides.some((moment) => moment && (moment.value ?? commonDate(moment)) !== undefined)) return [];
  const at = place(read.node.key, field, name.offset, name.length);
  return [finding("case/unreachable-anchor", { phrase: phrase.text, name: name.name }, at ? { case: at } : {})];
}
