/**
 * Dates and times, earlier and later.
 * @see https://hl7.org/fhirpath/N1/#datetime-arithmetic
 */
import { EvaluationError } from "./code.js";
import { type Quantity, Temporal } from "./item.js";
import { partsOf } from "./temporal.js";

/** Seconds of what is no longer than a week; a month has 30 days and a year 365 where they are cut to smaller units. */
const SECONDS: Readonly<Record<string, number>> = {
  year: 31_536_000,
  month: 2_592_000,
  week: 604_800,
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
  millisecond: 0.001,
};

/** Units by the number of parts that a date needs to have them. */
const UNITS: readonly string[] = ["year", "month", "day", "hour", "minute", "second"];

/** UCUM has these two as FHIRPath does. */
const UCUM: Readonly<Record<string, string>> = { s: "second", ms: "millisecond" };

/** A duration later, in the precision of the time; earlier with a negative one. */
export function moved(time: Temporal, { value, unit, isCalendar }: Quantity): Temporal {
  const name = isCalendar ? unit : UCUM[unit];
  if (name === undefined) throw new EvaluationError(`${unit} is no calendar duration`);
  const { parts } = partsOf(time);
  const isTime = time.type === "Time";
  const finest = UNITS[parts.length - 1 + (isTime ? 3 : 0)] as string;
  const [count, of] = inPrecision(value, name, finest);
  const date = isTime ? new Date(Date.UTC(2000, 0, 1, ...times(parts))) : dateOf(parts);
  if (of === "year" || of === "month") addMonths(date, of === "year" ? count * 12 : count);
  else date.setTime(date.getTime() + count * (SECONDS[of] as number) * 1000);
  return new Temporal(written(date, time, parts.length), time.type);
}

/** The same duration in a unit that the time has; parts of it are left out above seconds. */
function inPrecision(value: number, unit: string, finest: string): [count: number, unit: string] {
  const own = SECONDS[unit] as number;
  const least = SECONDS[finest] as number;
  if (own >= least) return [own >= 60 ? Math.trunc(value) : value, unit];
  if (finest === "year" && unit === "month") return [Math.trunc(value / 12), finest];
  return [finest === "second" ? value * own : Math.trunc((Math.trunc(value) * own) / least), finest];
}

const times = ([hour = 0, minute = 0, second = 0]: readonly number[]): [number, number, number, number] => [
  hour,
  minute,
  Math.trunc(second),
  Math.round((second % 1) * 1000),
];

function dateOf([year = 0, month = 1, day = 1, ...rest]: readonly number[]): Date {
  const date = new Date(Date.UTC(2000, month - 1, day, ...times(rest)));
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** The last day of a month stays in the month: January 31st and a month is the end of February. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

/** With as many parts as before, and the zone it had. */
function written(date: Date, { text, type }: Temporal, parts: number): string {
  if (Number.isNaN(date.getTime())) throw new EvaluationError("the calendar ends before");
  const zone = type === "DateTime" ? (/(?:Z|[+-]\d\d:\d\d)$/.exec(text.slice(10))?.[0] ?? "") : "";
  const fraction = /\.\d+/.exec(text) !== null || date.getUTCMilliseconds() !== 0;
  const [day = "", time = ""] = date.toISOString().split("T");
  const seconds = fraction ? 12 : 8;
  if (type === "Time") return time.slice(0, parts === 3 ? seconds : parts * 3 - 1);
  if (parts <= 3) return day.slice(0, parts * 3 + 1) + (text.endsWith("T") ? "T" : "");
  return `${day}T${time.slice(0, parts === 6 ? seconds : (parts - 3) * 3 - 1)}${zone}`;
}
