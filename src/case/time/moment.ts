/** What is known of a moment, and of what reaches from one to another. */
import { ANY_TIME, type Interval, union } from "./calendar.js";
import type { Side } from "./plan.js";
import type { TimeAnchor } from "./types.js";

/** A moment as far as it is known: it lies in the interval. */
export interface Moment extends Interval {
  /** As the case wrote it, when it is a date. */
  value?: string;
  basis: "stated" | "derived";
  approximate: boolean;
  uncertain: boolean;
  /** Minutes since 1970 in UTC, when a time with zone is stated. */
  instant?: number;
  phrase?: string;
  anchor?: TimeAnchor;
  inherited?: boolean;
}

export const UNKNOWN: Moment = { ...ANY_TIME, basis: "derived", approximate: false, uncertain: false };

/** Answers for the names in phrases; a name that means nothing has no key. */
export interface Anchors {
  keyOf(name: string): string | undefined;
  /** Undefined when nothing is said of that side; a point has its start for an end. */
  moment(key: string, side: Side): Moment | undefined;
}

/** What a point in time reaches over; a point without an `end` is one whose end is not known. */
export interface Extent {
  start: Moment;
  end?: Moment;
}

/** Somewhere between the two, as a moment of its own. */
export function bounded(from: Moment, interval: Interval): Moment {
  return { ...interval, basis: "derived", approximate: from.approximate, uncertain: from.uncertain };
}

export function inside({ start, end }: Extent): Moment {
  if (start === end && start.value) return start;
  const last = end ?? { ...UNKNOWN, hi: Infinity };
  return {
    lo: start.lo,
    hi: Math.max(last.hi, start.lo),
    basis: "derived",
    approximate: start.approximate || last.approximate,
    uncertain: start.uncertain || last.uncertain,
  };
}

/** Either side: the start, unless an end is known too. */
export function joined({ start, end }: Extent): Moment {
  if (!end || end === start) return start;
  return {
    ...union(start, end),
    basis: "derived",
    approximate: start.approximate || end.approximate,
    uncertain: start.uncertain || end.uncertain,
  };
}
