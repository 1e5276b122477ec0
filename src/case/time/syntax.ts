/** The tree of a time phrase. */
import type { Duration } from "./duration.js";
import type { Edtf } from "./edtf.js";
import type { TimeUnit } from "./types.js";

export type Relation =
  | "at"
  | "on"
  | "by"
  | "before"
  | "after"
  | "since"
  | "from"
  | "until"
  | "up to"
  | "during"
  | "throughout"
  | "over"
  | "shortly after"
  | "immediately after"
  | "shortly before"
  | "immediately before";

/** Where a part of a phrase stands in its text: 0-based. */
export interface TextSpan {
  offset: number;
  length: number;
}

export interface NamePoint extends TextSpan {
  kind: "name";
  name: string;
  /** Absent when the phrase names neither end. */
  side?: "start" | "end";
}

export type Point = TextSpan &
  (
    | { kind: "date"; date: Edtf }
    | NamePoint
    | { kind: "offset"; duration: Duration; direction: "before" | "after"; point: Point }
    | { kind: "ordinal"; unit: TimeUnit; number: number; of: NamePoint }
    | { kind: "first"; duration: Duration; of: NamePoint }
    /** `birth`: the name of the birth it counts from, when that is not the patient's. */
    | { kind: "age"; duration: Duration; birth?: string }
    | { kind: "cycles"; of: NamePoint }
    /** A cycle of a treatment, or a day of it, other than a day of the first: that is an ordinal. */
    | { kind: "cycle"; day: number; of: NamePoint }
    /** A time of day, of a day that the phrase names or, by key, of what the item stands in. */
    | { kind: "clock"; minute: number; on?: Point; step?: string }
    /** Several are given of which only one can be true. */
    | { kind: "either"; points: readonly Point[] }
    /** A time of pregnancy or of life that nothing dates. */
    | { kind: "words" }
  );

/** `within DUR after point`, `within DUR before point`, `within DUR of point`. */
export interface Within {
  duration: Duration;
  side: "after" | "before" | "of";
}

export interface Phrase extends TextSpan {
  relation?: Relation;
  within?: Within;
  point: Point;
  text: string;
}

export interface Unreadable extends TextSpan {
  kind: "unreadable";
  code: "case/unreadable-time" | "case/impossible-date";
  params: Readonly<Record<string, string>>;
}

/** The names a phrase may use; only asked whether a text is one of them. */
export interface KnownNames {
  has(name: string): boolean;
}
