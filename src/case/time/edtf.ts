/**
 * Dates of the Extended Date/Time Format (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/): level 0, and of
 * level 1 the qualifiers, unspecified digits from the right and open intervals. Each gives a FHIR dateTime
 * (https://hl7.org/fhir/R4/datatypes.html#dateTime), never padded, and the interval it lies in.
 */
import { daysInMonth, type Interval, wholeDays } from "./calendar.js";

export interface EdtfDate {
  kind: "date";
  /** FHIR dateTime; absent for a decade or century (`201X`), which FHIR cannot write. */
  value?: string;
  interval: Interval;
  /** `~` or `%` */
  approximate: boolean;
  /** `?` or `%` */
  uncertain: boolean;
  /** What was written is the FHIR value itself. */
  plain: boolean;
  /** Minutes since 1970 in UTC, when a time with zone is given. */
  instant?: number;
}

interface EdtfInterval {
  kind: "interval";
  /** Absent when open (`..`). */
  start?: EdtfDate;
  end?: EdtfDate;
}

export type Edtf = EdtfDate | EdtfInterval;

/** What is wrong with a date that has the right shape, at a character of it. */
export interface ImpossibleDate {
  kind: "impossible";
  date: string;
  why: string;
  offset: number;
}

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX)(?:T(.+?))?)?)?([~?%])?$/;
const CLOCK = /^(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a whole token.
 *
 * @returns undefined when it does not have the shape of such a date
 */
export function readEdtf(text: string): Edtf | ImpossibleDate | undefined {
  const parts = text.split("/");
  if (parts.length === 1) return readDate(text, 0);
  if (parts.length !== 2) return undefined;
  const [first, second] = parts as [string, string];
  if (first === ".." && second === "..") return undefined;
  const start = first === ".." ? undefined : readDate(first, 0);
  const end = second === ".." ? undefined : readDate(second, first.length + 1);
  if (start?.kind === "impossible") return start;
  if (end?.kind === "impossible") return end;
  if ((first !== ".." && !start) || (second !== ".." && !end)) return undefined;
  return { kind: "interval", ...(start ? { start } : {}), ...(end ? { end } : {}) };
}

function readDate(text: string, at: number): EdtfDate | ImpossibleDate | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, year, month, day, clock, qualifier] = match as unknown as [string, string, ...(string | undefined)[]];
  const impossible = (why: string, offset: number): ImpossibleDate => ({
    kind: "impossible",
    date: text,
    why,
    offset: at + offset,
  });

  if (Number(year) === 0) return impossible("there is no year 0000", 0);
  if (year.includes("X") && month !== undefined) return undefined;
  if (month === "XX" && day !== undefined && day !== "XX") return undefined;
  if (month && month !== "XX" && (month < "01" || month > "12")) return impossible(`there is no month ${month}`, 5);
  if (day && day !== "XX") {
    const last = daysInMonth(Number(year), Number(month));
    if (day === "00" || Number(day) > last) return impossible(`${year}-${month} has ${last} days`, 8);
  }
  const time = clock === undefined ? undefined : readClock(clock);
  if (clock !== undefined && (!time || day === "XX")) return undefined;
  if (typeof time === "string") return impossible(time, 11);

  const interval = intervalOf(year, known(month), known(day));
  const value = dateTime(year, known(month), known(day), time?.full ? clock : undefined);
  return {
    kind: "date",
    ...(value ? { value } : {}),
    ...(time ? clockInterval(interval, time) : { interval }),
    approximate: qualifier === "~" || qualifier === "%",
    uncertain: qualifier === "?" || qualifier === "%",
    plain: text === value,
  };
}

const known = (part: string | undefined): string | undefined => (part === "XX" ? undefined : part);

function intervalOf(year: string, month?: string, day?: string): Interval {
  const first = Number(year.replace(/X/g, "0")) || 1;
  const last = Number(year.replace(/X/g, "9"));
  const m = month === undefined ? undefined : Number(month);
  const d = day === undefined ? undefined : Number(day);
  return wholeDays(
    { year: first, month: m ?? 1, day: d ?? 1 },
    { year: last, month: m ?? 12, day: d ?? daysInMonth(last, m ?? 12) },
  );
}

function dateTime(year: string, month?: string, day?: string, clock?: string): string | undefined {
  if (year.includes("X")) return undefined;
  return [year, month, day].filter((part) => part !== undefined).join("-") + (clock ? `T${clock}` : "");
}

interface Clock {
  minute: number;
  /** Minutes east of UTC. */
  zone?: number;
  /** Has the seconds and the zone that a FHIR dateTime needs. */
  full: boolean;
}

/** @returns what is wrong as a string, undefined when it has another shape */
function readClock(text: string): Clock | string | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [, hour, minute, second, , zone] = match as unknown as [string, string, string, ...(string | undefined)[]];
  if (hour > "23") return `there is no hour ${hour}`;
  if (minute > "59") return `there is no minute ${minute}`;
  if (second && second > "59") return `there is no second ${second}`;
  const east = zone === undefined ? undefined : zoneMinutes(zone);
  if (east !== undefined && (Math.abs(east) > 14 * 60 || Number(zone?.slice(4)) > 59))
    return `there is no time zone ${zone}`;
  return {
    minute: Number(hour) * 60 + Number(minute),
    ...(east === undefined ? {} : { zone: east }),
    full: second !== undefined && east !== undefined,
  };
}

function zoneMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith("-") ? -size : size;
}

function clockInterval(day: Interval, clock: Clock): { interval: Interval; instant?: number } {
  const minute = day.lo + clock.minute;
  return {
    interval: { lo: minute, hi: minute },
    ...(clock.zone === undefined ? {} : { instant: minute - clock.zone }),
  };
}

/** The ISO form of a date; undefined when the calendar has no such day. */
export function isoDate(year: number, month?: number, day?: number): string | undefined {
  if (year < 1 || year > 9999) return undefined;
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (month !== undefined && day !== undefined && (day < 1 || day > daysInMonth(year, month))) return undefined;
  const two = (n: number): string => String(n).padStart(2, "0");
  return [
    String(year).padStart(4, "0"),
    ...(month === undefined ? [] : [two(month)]),
    ...(day === undefined ? [] : [two(day)]),
  ].join("-");
}
