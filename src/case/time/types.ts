/** What goes into and comes out of the resolution of a case's times: plain data, no positions in files. */
import type { CasePlace, Finding } from "../../finding/finding.js";

/** A time as the case writes it: a phrase of the closed grammar (docs/time.md), or words that are kept and undated. */
export type TimeText = string | { text: string };

/** Where on a node a phrase stands; `onset` is read into `from`, `ended` into `until` by the caller. */
export type TimeField = "when" | "from" | "until" | "lasting";

/** UCUM codes of the time units the grammar knows. */
export type TimeUnit = "s" | "min" | "h" | "d" | "wk" | "mo" | "a";

/** One step, item or course of the case, as far as time is concerned. */
export interface TimeNode {
  /** Unique in the case; findings and anchors name the node by it. */
  key: string;
  /** The words by which phrases may refer to it: its id and, when it has one, its name. A word that two nodes bear is ambiguous where it is used. */
  names: readonly string[];
  /** What messages call it, where it has no name to refer to it by. */
  label?: string;
  when?: TimeText;
  from?: TimeText;
  until?: TimeText;
  lasting?: TimeText;
  /** Id of the person it is told of, when that is not the patient: `life` and `age` are that person's. */
  person?: string;
  /** Key of the step it inherits from when it says no time of its own. */
  parent?: string;
  /** Key of the previous course of the same drug: courses are in order. */
  after?: string;
  /** Keys of its courses in order: it starts with the first and ends with the last, unless it says so itself. */
  children?: readonly string[];
  /** True of what takes the whole time of its parent for its own (an encounter of its step), and not just some time within it. */
  whole?: boolean;
  /** True of an inpatient stay of the patient: of the only one, `admission` and `discharge` are the ends. */
  stay?: boolean;
  /** True of the patient's death. */
  death?: boolean;
  /** True of what is seen at the time of its parent (a finding): it need neither have begun nor ended then. */
  seen?: boolean;
  /** Key of another node that tells of the same moment, so that the two must agree. */
  same?: string;
  /** True of what goes on once begun (a drug, a condition, an encounter): `when` dates its start and leaves its end open. */
  lasts?: boolean;
}

/** Where a derived time was counted from. */
export interface TimeAnchor {
  /** Key of a node, or `birth` when nothing tells of it. */
  key: string;
  /** The end of the anchor that is meant; absent when the phrase leaves it open. */
  side?: "start" | "end";
  relation: "before" | "after" | "concurrent";
  /** Absent when the phrase gives no distance, or a vague one (`a few weeks`, `about 2 weeks`). */
  offset?: TimeOffset;
}

/** A distance in time; `high` when a range was written (`2-3 weeks`). */
export interface TimeOffset {
  value: number;
  high?: number;
  unit: TimeUnit;
}

/** One moment, as precisely as it is known and no more. */
export interface ResolvedTime {
  /** FHIR dateTime at the finest precision that is certainly true; absent when not even the year is, and when it is derived from what is not sure. */
  value?: string;
  /** Whether the case states the date, it was counted from an anchor, or there is none. */
  basis: "stated" | "derived" | "none";
  /** The step's time, not said of the item itself. */
  inherited?: true;
  /** The case marks the date as approximate (EDTF `~` and `%`, `about`). */
  approximate?: true;
  /** The case marks the date as uncertain (EDTF `?` and `%`). */
  uncertain?: true;
  /** As written, whenever it is more than a plain ISO date. */
  phrase?: string;
  /** First and last day (`YYYY-MM-DD`) on which it can lie; absent where nothing bounds it. */
  earliest?: string;
  latest?: string;
  anchor?: TimeAnchor;
}

/** How long something lasted; without a `value` when only words were given. */
export interface ResolvedDuration {
  value?: number;
  high?: number;
  unit?: TimeUnit;
  approximate?: true;
  text: string;
}

/** The time of one node: a point has start = end; a period may lack either. */
export interface ResolvedSpan {
  kind: "point" | "period" | "none";
  start?: ResolvedTime;
  end?: ResolvedTime;
  duration?: ResolvedDuration;
}

/**
 * Gives the place in the case of a part of a phrase.
 *
 * @param key the node's key
 * @param field which of its phrases
 * @param offset 0-based first character within the phrase's text
 * @param length number of characters
 */
export type TimePlace = (key: string, field: TimeField, offset: number, length: number) => CasePlace | undefined;

export interface ResolvedTimes {
  /** One span per node, by key. */
  spans: ReadonlyMap<string, ResolvedSpan>;
  findings: Finding[];
}
