/**
 * The closed grammar of times: a phrase -> its tree, or where and why it cannot be read.
 *
 *     when   := [relation] point | within DUR (after | before | of) point
 *     point  := EDTF | [start of | end of | onset of] name | DUR (after | before) point
 *             | (day | week | month | year) N of (name | life) | first DUR of (name | life) | age DUR | N cycles of name
 */
import { type Duration, readDurationAt } from "./duration.js";
import { readEdtf } from "./edtf.js";
import type { KnownNames, NamePoint, Phrase, Point, Relation, TextSpan, Unreadable, Within } from "./syntax.js";
import type { TimeUnit } from "./types.js";
import { explainUnreadable, LONGEST } from "./unreadable.js";

/** Longest first, so that `shortly after` is not read as a name. */
const RELATION =
  /(shortly after|immediately after|shortly before|immediately before|up to|at|on|by|before|after|since|from|until|during|throughout|over)\s+/iy;
const WITHIN = /within\s+/iy;
const WITHIN_SIDE = /\s+(after|before|of)\s+/iy;
const SIDE = /(start|end|onset) of\s+/iy;
const DIRECTION = /\s+(after|before)\s+/iy;
const ORDINAL = /(day|week|month|year)\s+(\d{1,6})\s+of\s+/iy;
const FIRST =
  /first\s+(\d{1,6}\s+)?(?=minute|hour|day|week|month|year|\d|a few|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)/iy;
const OF = /\s+of\s+/iy;
const AGE = /age\s+/iy;
const CYCLES = /(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+cycles?\s+of\s+/iy;

/** What a name may look like when it is not one of the known: words, no dates and no punctuation of other grammars. */
const NAME_LIKE = /^\p{L}[\p{L}\p{N} _.'’()-]*$/u;

const ORDINAL_UNITS: Record<string, TimeUnit> = { day: "d", week: "wk", month: "mo", year: "a" };

/**
 * Reads one phrase.
 *
 * @param source the text as written
 * @param names what may be referred to; a name-like text that is none of them is read as a name all the same, for the resolver to refuse
 */
export function readPhrase(source: string, names: KnownNames): Phrase | Unreadable {
  const end = source.trimEnd().length;
  const start = source.length - source.trimStart().length;
  const text = source.slice(0, end);
  const whole = { offset: start, length: Math.max(end - start, 0), text: text.slice(start) };
  const reader = new Reader(text, names);
  if (whole.length > LONGEST) return reader.unreadable(start);
  if (names.has(whole.text)) return { ...whole, point: reader.name(start) };

  const relation = reader.match(RELATION, start);
  const within = reader.match(WITHIN, start);
  if (within) {
    const duration = readDurationAt(text, within.end);
    const side = duration && reader.match(WITHIN_SIDE, duration.end);
    if (!duration || !side) return reader.unreadable(within.end);
    const point = reader.point(side.end);
    if (point.kind === "unreadable") return point;
    return { ...whole, within: { duration: duration.duration, side: side.word as Within["side"] }, point };
  }
  const point = reader.point(relation?.end ?? start);
  if (point.kind === "unreadable") return point;
  if (isMisread(relation?.word, point)) return reader.unreadable(start);
  return { ...whole, ...(relation ? { relation: relation.word as Relation } : {}), point };
}

/** `over 3 months before x` means more than that, `during 3 months after x` the whole of it: neither is a moment. */
const isMisread = (relation: string | undefined, { kind }: Point): boolean =>
  (relation === "over" && kind === "age") ||
  ((relation === "over" || relation === "during" || relation === "throughout") && kind === "offset");

class Reader {
  constructor(
    readonly text: string,
    readonly names: KnownNames,
  ) {}

  match(
    pattern: RegExp,
    at: number,
  ): { word: string; end: number; groups: readonly (string | undefined)[] } | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(this.text);
    return match ? { word: (match[1] ?? "").toLowerCase(), end: at + match[0].length, groups: match } : undefined;
  }

  /** A point reaches to the end of the text; so does the name in it. */
  point(at: number): Point | Unreadable {
    const rest = this.text.slice(at);
    const span = { offset: at, length: rest.length };
    if (this.names.has(rest)) return this.name(at);

    const date = readEdtf(rest);
    if (date?.kind === "impossible") {
      const { why, offset } = date;
      return {
        kind: "unreadable",
        code: "case/impossible-date",
        params: { date: date.date, why },
        ...span,
        offset: at + offset,
        length: Math.max(rest.length - offset, 1),
      };
    }
    if (date) return { kind: "date", date, ...span };

    const side = this.match(SIDE, at);
    if (side) return this.named(side.end, { side: side.word === "end" ? "end" : "start" }, at);
    const ordinal = this.match(ORDINAL, at);
    if (ordinal) {
      const number = Number(ordinal.groups[2]);
      if (number === 0) return this.unreadable(at);
      return this.wrap(ordinal.end, (of) => ({
        kind: "ordinal",
        unit: ORDINAL_UNITS[ordinal.word] as TimeUnit,
        number,
        of,
        ...span,
      }));
    }
    const cycles = this.match(CYCLES, at);
    if (cycles) return this.wrap(cycles.end, (of) => ({ kind: "cycles", of, ...span }));
    return this.durationPoint(at, span) ?? this.bareName(at);
  }

  /** `DUR after point`, `first DUR of name`, `age DUR`. */
  private durationPoint(at: number, span: TextSpan): Point | Unreadable | undefined {
    const age = this.match(AGE, at);
    if (age) {
      const read = readDurationAt(this.text, age.end);
      if (read?.end !== this.text.length) return this.unreadable(at);
      return { kind: "age", duration: read.duration, ...span };
    }
    const first = this.match(FIRST, at);
    if (first) {
      const read = this.firstDuration(at);
      const of = read && this.match(OF, read.end);
      if (read && of)
        return this.wrap(of.end, (name) => ({ kind: "first", duration: read.duration, of: name, ...span }));
    }
    const read = readDurationAt(this.text, at);
    const direction = read && this.match(DIRECTION, read.end);
    if (!read || !direction) return undefined;
    const point = this.point(direction.end);
    if (point.kind === "unreadable") return point;
    return { kind: "offset", duration: read.duration, direction: direction.word as "before" | "after", point, ...span };
  }

  /** `first 2 weeks`, and `first week`, which is one week. */
  private firstDuration(at: number): { duration: Duration; end: number } | undefined {
    const after = at + (this.match(/first\s+/iy, at)?.end ?? at) - at;
    const read = readDurationAt(this.text, after);
    if (read) return read;
    const unit = this.match(/(minute|hour|day|week|month|year)(?=\s)/iy, after);
    const one = unit && readDurationAt(`one ${unit.word}`, 0);
    return one && unit ? { duration: { ...one.duration, text: unit.word }, end: unit.end } : undefined;
  }

  private wrap(at: number, make: (name: NamePoint) => Point): Point | Unreadable {
    const name = this.named(at, {});
    return name.kind === "unreadable" ? name : make(name);
  }

  name(at: number): NamePoint {
    const name = this.text.slice(at);
    return { kind: "name", name, offset: at, length: name.length };
  }

  /** @param from where what the name belongs to begins: `end of` */
  private named(at: number, more: { side?: "start" | "end" }, from = at): NamePoint | Unreadable {
    const name = this.name(at);
    return this.names.has(name.name) || this.isNameLike(from, at) ? { ...name, ...more } : this.unreadable(from);
  }

  private bareName(at: number): NamePoint | Unreadable {
    return this.isNameLike(at, at) ? this.name(at) : this.unreadable(at);
  }

  private isNameLike(from: number, at: number): boolean {
    return NAME_LIKE.test(this.text.slice(at)) && !explainUnreadable(this.text, from, this.names).certain;
  }

  unreadable(at: number): Unreadable {
    const { problem, expected, hint } = explainUnreadable(this.text, at, this.names);
    const length = Math.max(this.text.length - at, 1);
    return {
      kind: "unreadable",
      code: "case/unreadable-time",
      params: { problem, expected, hint },
      offset: at,
      length,
    };
  }
}
