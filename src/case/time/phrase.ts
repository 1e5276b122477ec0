/**
 * The closed grammar of times: a phrase -> its tree, or where and why it cannot be read.
 *
 *     when   := [relation] point [or point ...] | within DUR (after | before | of) point
 *     point  := EDTF | [start of | end of | onset of] name | DUR (after | before) point | HH:MM [on point]
 *             | (hour | day | week | month | year | postoperative day) N of (name | life) | first DUR of (name | life)
 *             | age DUR | N cycles of name | [day N of] cycle N of name
 *             | gestational age N weeks [N days] | gestational week N | (first | second | third) trimester | stage of life
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
const ORDINAL = /(hour|day|week|month|year|postoperative day)\s+(\d{1,6})\s+of\s+/iy;
const CYCLE = /(?:day\s+(\d{1,4})\s+of\s+)?cycle\s+(\d{1,4})\s+of\s+/iy;
const CLOCK = /([01]?\d|2[0-3]):([0-5]\d)(?:\s+on\s+|$)/iy;
const OR = /\s+or\s+/gi;
/** Times of pregnancy and of life: they have an order in words alone. */
const WORDS =
  /(?:gestational age (?:about )?\d{1,2}(?:-\d{1,2})? weeks?(?: [0-6] days?)?|gestational week \d{1,2}|(?:first|second|third) trimester|neonatal period|infancy|childhood|adolescence|adulthood)$/iy;
const FIRST =
  /first\s+(\d{1,6}\s+)?(?=minute|hour|day|week|month|year|\d|a few|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)/iy;
const OF = /\s+of\s+/iy;
const AGE = /age\s+/iy;
const CYCLES = /(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+cycles?\s+of\s+/iy;

/** What a name may look like when it is not one of the known: words, no dates and no punctuation of other grammars. */
const NAME_LIKE = /^\p{L}[\p{L}\p{N} _.'’()-]*$/u;

/** The postoperative day of the operation itself is day 0. */
const ORDINAL_UNITS: Record<string, { unit: TimeUnit; first: 0 | 1 }> = {
  hour: { unit: "h", first: 1 },
  day: { unit: "d", first: 1 },
  week: { unit: "wk", first: 1 },
  month: { unit: "mo", first: 1 },
  year: { unit: "a", first: 1 },
  "postoperative day": { unit: "d", first: 0 },
};

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
  const point = reader.points(relation?.end ?? start);
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

  /** One point, or several of which only one can be true. */
  points(at: number): Point | Unreadable {
    const rest = this.text.slice(at);
    const ors = this.names.has(rest) ? [] : [...rest.matchAll(OR)];
    if (ors.length === 0) return this.point(at);
    const starts = [at, ...ors.map(({ index, 0: or }) => at + index + or.length)];
    const ends = [...ors.map(({ index }) => at + index), this.text.length];
    const points = starts.map((from, i) => new Reader(this.text.slice(0, ends[i]), this.names).point(from));
    const isRead = (point: Point | Unreadable): point is Point => point.kind !== "unreadable";
    const refused = points.find((point) => !isRead(point));
    return refused ?? { kind: "either", points: points.filter(isRead), offset: at, length: rest.length };
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

    if (this.match(WORDS, at)) return { kind: "words", ...span };
    const side = this.match(SIDE, at);
    if (side) return this.named(side.end, { side: side.word === "end" ? "end" : "start" }, at);
    return this.counted(at, span) ?? this.durationPoint(at, span) ?? this.clock(at, span) ?? this.bareName(at);
  }

  /** `day 3 of name`, `day 14 of cycle 2 of name`, `2 cycles of name`. */
  private counted(at: number, span: TextSpan): Point | Unreadable | undefined {
    const cycle = this.match(CYCLE, at);
    if (cycle) {
      const [day, number] = [Number(cycle.groups[1] ?? 1), Number(cycle.groups[2])];
      if (day === 0 || number === 0) return this.unreadable(at);
      const isOfFirst = number === 1 && cycle.groups[1] !== undefined;
      return this.wrap(cycle.end, (of) =>
        isOfFirst ? { kind: "ordinal", unit: "d", number: day, of, ...span } : { kind: "cycle", day, of, ...span },
      );
    }
    const ordinal = this.match(ORDINAL, at);
    const counting = ordinal && ORDINAL_UNITS[ordinal.word];
    if (ordinal && counting) {
      const number = Number(ordinal.groups[2]) + 1 - counting.first;
      if (number === 0) return this.unreadable(at);
      return this.wrap(ordinal.end, (of) => ({ kind: "ordinal", unit: counting.unit, number, of, ...span }));
    }
    const cycles = this.match(CYCLES, at);
    return cycles && this.wrap(cycles.end, (of) => ({ kind: "cycles", of, ...span }));
  }

  /** `14:30`, `14:30 on point`. */
  private clock(at: number, span: TextSpan): Point | Unreadable | undefined {
    const clock = this.match(CLOCK, at);
    if (!clock) return undefined;
    const minute = Number(clock.groups[1]) * 60 + Number(clock.groups[2]);
    if (clock.end === this.text.length) return { kind: "clock", minute, ...span };
    const on = this.point(clock.end);
    return on.kind === "unreadable" ? on : { kind: "clock", minute, on, ...span };
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
