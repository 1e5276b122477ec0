/** Interval arithmetic: what moment a phrase means, given the moments it counts from. */
import { anchorOf } from "./anchor.js";
import { move } from "./duration.js";
import { counted, extentOf } from "./extent.js";
import { MEANT } from "./meant.js";
import { type Anchors, bounded, type Extent, inside, joined, type Moment, UNKNOWN } from "./moment.js";
import type { Side } from "./plan.js";
import type { Phrase, Point, Relation, Within } from "./syntax.js";

/**
 * The moment, or the side of the period, that a phrase means.
 *
 * @param part the side of what `during`, `throughout`, `over` and intervals reach over; `moment` for all else
 */
export function momentOf(phrase: Phrase, part: Side | "moment", anchors: Anchors): Moment {
  const { within, point, relation, text } = phrase;
  const extent = extentOf(point, anchors);
  const meant = meantMoment(relation, extent);
  const anchor = anchorOf(phrase, anchors);
  const found = within ? around(joined(extent), within) : related(relation, point, part, extent, meant);
  const plain = point.kind === "date" && point.date.kind === "date" && point.date.plain && point.length === text.length;
  return { ...found, ...(plain ? {} : { phrase: text }), ...(anchor ? { anchor } : {}) };
}

function related(
  relation: Relation | undefined,
  point: Point,
  part: Side | "moment",
  extent: Extent,
  meant: Moment,
): Moment {
  switch (relation) {
    case "before":
    case "shortly before":
    case "immediately before":
    case "by":
    case "up to":
      return bounded(meant, { lo: -Infinity, hi: meant.hi });
    case "after":
    case "shortly after":
    case "immediately after":
      return bounded(meant, { lo: meant.lo, hi: Infinity });
    case "during":
      return inside(extent);
    case "throughout":
    case "over":
      return part === "moment" ? inside(extent) : sideOf(extent, part);
    default:
      if (part === "moment") return meant;
      return point.kind === "first" ? inside(extent) : sideOf(extent, part);
  }
}

function meantMoment(relation: Relation | undefined, extent: Extent): Moment {
  const meant = MEANT[relation ?? "bare"];
  if (meant === "both") return joined(extent);
  return meant === "end" ? (extent.end ?? extent.start) : extent.start;
}

const sideOf = (extent: Extent, side: Side): Moment => (side === "start" ? extent.start : (extent.end ?? UNKNOWN));

function around(moment: Moment, { duration, side }: Within): Moment {
  const most = { ...duration, ...(duration.low === undefined ? {} : { low: 0 }) };
  const later = move(moment, most, 1);
  const earlier = move(moment, most, -1);
  const interval = { after: later, before: earlier, of: { lo: earlier.lo, hi: later.hi } }[side];
  return counted(moment, interval, duration);
}
