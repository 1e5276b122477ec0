/** What the checks of times compare with, and how they say what they find. */
import type { FindingCode } from "../../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../../finding/finding.js";
import { commonDate, DAY, isoDay } from "./calendar.js";
import type { Moment } from "./moment.js";
import type { ReadNode } from "./plan.js";
import { textOf } from "./read.js";
import type { TimeField, TimePlace } from "./types.js";

/** Certainly earlier: by the clock when both are told with time and zone, or both without a zone; by the day otherwise. */
export function isBefore(a: Moment, b: Moment): boolean {
  if (a.approximate || a.uncertain || b.approximate || b.uncertain) return false;
  if (a.instant !== undefined && b.instant !== undefined) return a.instant < b.instant;
  if (isClock(a) && isClock(b)) return a.lo < b.lo;
  return Math.floor(a.hi / DAY) < Math.floor(b.lo / DAY);
}

/** Known to the minute, on the clock of where it happened. */
const isClock = ({ lo, hi, instant }: Moment): boolean => lo === hi && instant === undefined;

const clockOf = (minute: number): string =>
  [Math.floor((minute % DAY) / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** A moment in a message. */
export function say(moment: Moment): string {
  if (moment.value === undefined && isClock(moment)) return `${isoDay(moment.lo)} ${clockOf(moment.lo)}`;
  const date = moment.value ?? commonDate(moment);
  if (date !== undefined) return date;
  if (!Number.isFinite(moment.lo)) return `by ${isoDay(moment.hi)}`;
  return Number.isFinite(moment.hi) ? `${isoDay(moment.lo)} to ${isoDay(moment.hi)}` : `from ${isoDay(moment.lo)}`;
}

/** Placed at the first of the fields that the node has. */
export function report(
  code: FindingCode,
  params: FindingParams,
  read: ReadNode,
  fields: readonly TimeField[],
  place: TimePlace,
): Finding {
  const field = fields.find((name) => read.node[name] !== undefined) ?? "lasting";
  const at = place(read.node.key, field, 0, Math.max(textOf(read.node[field]).length, 1));
  return finding(code, params, at ? { case: at } : {});
}
