/** Points in time of the grammar -> from when to when they reach, given the moments they count from. */
import { DAY, endOfDay, type Interval, shift, startOfDay } from "./calendar.js";
import { type Duration, move } from "./duration.js";
import type { EdtfDate } from "./edtf.js";
import { type Anchors, bounded, type Extent, inside, joined, type Moment, UNKNOWN } from "./moment.js";
import { BIRTH } from "./names.js";
import type { NamePoint, Point } from "./syntax.js";

export function extentOf(point: Point, anchors: Anchors): Extent {
  switch (point.kind) {
    case "date": {
      if (point.date.kind === "date") return pointExtent(stated(point.date));
      const { start, end } = point.date;
      if (!start) return pointExtent(end ? stated(end) : UNKNOWN);
      return { start: stated(start), ...(end ? { end: stated(end) } : {}) };
    }
    case "name":
      return namedExtent(point, anchors);
    case "offset": {
      const base = joined(extentOf(point.point, anchors));
      const moved = move(base, point.duration, point.direction === "after" ? 1 : -1);
      return pointExtent(counted(base, moved, point.duration));
    }
    case "ordinal": {
      const { start } = namedExtent(point.of, anchors);
      return pointExtent(counted(start, nth(start, point.number, point.unit)));
    }
    case "first": {
      const { start } = namedExtent(point.of, anchors);
      return { start: counted(start, start), end: counted(start, move(start, point.duration, 1), point.duration) };
    }
    case "age": {
      const birth = anchors.moment(anchors.keyOf(point.birth ?? BIRTH) ?? "", "start") ?? UNKNOWN;
      return pointExtent(counted(birth, atAge(birth, point.duration), point.duration));
    }
    case "cycle": {
      const { start } = namedExtent(point.of, anchors);
      return pointExtent(counted(start, { lo: shift(start.lo, point.day - 1, "d"), hi: Infinity }));
    }
    case "clock": {
      const day = point.on ? joined(extentOf(point.on, anchors)) : momentOfStep(point.step, anchors);
      return pointExtent(counted(day, atClock(day, point.minute)));
    }
    case "either": {
      const [first = UNKNOWN, ...more] = point.points.map((each) => joined(extentOf(each, anchors)));
      return pointExtent(more.reduce((all, each) => joined({ start: all, end: each }), first));
    }
    case "words":
      return pointExtent(UNKNOWN);
    case "cycles":
      return pointExtent(inside(namedExtent(point.of, anchors)));
  }
}

const pointExtent = (moment: Moment): Extent => ({ start: moment, end: moment });

function stated(date: EdtfDate): Moment {
  const { approximate, uncertain, interval, value, instant } = date;
  return {
    ...interval,
    basis: "stated",
    approximate,
    uncertain,
    ...(value === undefined ? {} : { value }),
    ...(instant === undefined ? {} : { instant }),
  };
}

/** Somewhere in the interval, as surely as what it is counted from and how far. */
export function counted(from: Moment, interval: Interval, duration?: Duration): Moment {
  return { ...bounded(from, interval), approximate: from.approximate || duration?.approximate === true };
}

function namedExtent({ name, side }: NamePoint, anchors: Anchors): Extent {
  const key = anchors.keyOf(name);
  const start = (key !== undefined && anchors.moment(key, "start")) || UNKNOWN;
  const end = key === undefined ? undefined : anchors.moment(key, "end");
  if (side === "start") return pointExtent(derived(start));
  if (side === "end") return pointExtent(derived(end ?? { ...bounded(start, { lo: start.lo, hi: Infinity }) }));
  if (end === start || end === undefined) return end ? pointExtent(derived(start)) : { start: derived(start) };
  return { start: derived(start), end: derived(end) };
}

/** What another thing states is derived here: without its own words. */
function derived({ lo, hi, value, approximate, uncertain, instant }: Moment): Moment {
  return {
    lo,
    hi,
    basis: "derived",
    approximate,
    uncertain,
    ...(value === undefined ? {} : { value }),
    ...(instant === undefined ? {} : { instant }),
  };
}

function momentOfStep(key: string | undefined, anchors: Anchors): Moment {
  const [start, end] = (["start", "end"] as const).map((side) => key && anchors.moment(key, side));
  return start ? joined({ start, ...(end ? { end } : {}) }) : UNKNOWN;
}

/** A time of day dates nothing more closely unless the day is known. */
function atClock({ lo, hi }: Interval, minute: number): Interval {
  if (startOfDay(lo) !== startOfDay(hi)) return { lo, hi };
  return { lo: startOfDay(lo) + minute, hi: startOfDay(lo) + minute };
}

/** The n-th hour, day, week, month or year: the first begins on the day itself, the first hour at the very minute. */
function nth(start: Moment, number: number, unit: Duration["unit"]): Interval {
  if (unit === "h") return { lo: shift(start.lo, number - 1, unit), hi: shift(start.hi, number, unit) - 1 };
  const lo = shift(startOfDay(start.lo), number - 1, unit);
  const hi = shift(startOfDay(start.hi), number, unit) - DAY;
  return { lo, hi: Number.isFinite(hi) ? endOfDay(hi) : hi };
}

/** `age 15 months` lasts until the day before one is 16 months old, `age 5 hours` until the minute before one is 6 hours old. */
function atAge(birth: Moment, duration: Duration): Interval {
  if (duration.low === undefined || duration.high === undefined) return { lo: birth.lo, hi: Infinity };
  if (duration.unit === "h" || duration.unit === "min" || duration.unit === "s")
    return {
      lo: shift(birth.lo, duration.low, duration.unit),
      hi: shift(birth.hi, duration.high + 1, duration.unit) - 1,
    };
  const lo = shift(startOfDay(birth.lo), duration.low, duration.unit);
  const next = shift(startOfDay(birth.hi), duration.high + 1, duration.unit);
  return { lo, hi: Number.isFinite(next) ? endOfDay(next - DAY) : next };
}
