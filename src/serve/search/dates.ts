/**
 * Date search (https://hl7.org/fhir/R4/search.html#date): a partial date is the interval of all moments it may mean,
 * a query compares intervals. Milliseconds since 1970, end excluded; a date without a time zone is read as UTC.
 */

export interface Interval {
  start: number;
  end: number;
}

export type DatePrefix = "eq" | "ne" | "gt" | "lt" | "ge" | "le" | "sa" | "eb" | "ap";

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The interval of a FHIR date, dateTime or instant, of any precision; undefined when it is none. */
export function dateInterval(text: unknown): Interval | undefined {
  const match = typeof text === "string" ? DATE.exec(text) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const parts = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)] as const;
  const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  const start = utc(...parts, ...time) + Number(`0.${fraction ?? 0}`) * 1000 - zoneOffset(zone);
  if (!isReal(parts, time)) return undefined;
  if (fraction) return { start, end: start + 10 ** (3 - fraction.length) };
  if (second) return { start, end: start + 1000 };
  if (hour) return { start, end: start + 60_000 };
  if (day) return { start, end: start + 86_400_000 };
  if (month) return { start, end: utc(parts[0], parts[1] + 1, 1, 0, 0, 0) };
  return { start, end: utc(parts[0] + 1, 0, 1, 0, 0, 0) };
}

/** Date.UTC reads years below 100 as 19xx; this does not. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second);
}

function isReal([year, month, day]: readonly number[], [hour = 0, minute = 0, second = 0]: readonly number[]): boolean {
  const date = new Date(utc(year ?? 0, month ?? 0, day ?? 1, 0, 0, 0));
  return date.getUTCMonth() === month && date.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
}

function zoneOffset(zone: string | undefined): number {
  if (!zone || zone === "Z") return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(":").map(Number);
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The interval of a dateTime, a Period (open ends reach for ever) or a Timing (its events and bounds). */
export function intervalOf(value: unknown): Interval | undefined {
  if (typeof value === "string") return dateInterval(value);
  if (typeof value !== "object" || value === null) return undefined;
  const { start, end, event, repeat } = value as Record<string, unknown>;
  if (typeof start === "string" || typeof end === "string") {
    return {
      start: dateInterval(start)?.start ?? Number.NEGATIVE_INFINITY,
      end: dateInterval(end)?.end ?? Number.POSITIVE_INFINITY,
    };
  }
  const bounds = (repeat as { boundsPeriod?: unknown } | undefined)?.boundsPeriod;
  const parts = [...(Array.isArray(event) ? event : []), bounds].map(intervalOf).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return { start: Math.min(...parts.map((p) => p.start)), end: Math.max(...parts.map((p) => p.end)) };
}

const contains = (outer: Interval, inner: Interval) => outer.start <= inner.start && inner.end <= outer.end;

/** `(value of the resource, asked)`: whether it matches, per prefix. */
const COMPARE: Readonly<Record<DatePrefix, (value: Interval, asked: Interval) => boolean>> = {
  eq: (value, asked) => contains(asked, value),
  ne: (value, asked) => !contains(asked, value),
  gt: (value, asked) => value.end > asked.end,
  lt: (value, asked) => value.start < asked.start,
  ge: (value, asked) => value.end > asked.end || contains(asked, value),
  le: (value, asked) => value.start < asked.start || contains(asked, value),
  sa: (value, asked) => value.start >= asked.end,
  eb: (value, asked) => value.end <= asked.start,
  ap: (value, asked) => value.start < asked.end && asked.start < value.end,
};

export interface DateQuery {
  prefix: DatePrefix;
  asked: Interval;
}

/** `ge2016-01` taken apart; undefined when the date is none. */
export function parseDateQuery(text: string): DateQuery | undefined {
  const prefix = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)/.exec(text)?.[0] as DatePrefix | undefined;
  const asked = dateInterval(prefix ? text.slice(2) : text);
  return asked && { prefix: prefix ?? "eq", asked };
}

export const matchesDate = (value: Interval, query: DateQuery): boolean => COMPARE[query.prefix](value, query.asked);
