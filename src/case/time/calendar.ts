/**
 * Arithmetic on the proleptic Gregorian calendar. A moment is a whole number of minutes on the wall clock of where the
 * case happened, counted from 1970-01-01T00:00; an interval holds its first and last minute, and is open with ±Infinity.
 */
import type { TimeUnit } from "./types.js";

export interface Interval {
  lo: number;
  hi: number;
}

export const ANY_TIME: Interval = { lo: -Infinity, hi: Infinity };
export const DAY = 1440;

/** FHIR and ISO 8601 write years with four digits; what lies outside is unknown to us. */
const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export interface CivilDate {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
}

/** Days since 1970-01-01; Date.UTC is avoided because it reads years below 100 as 19xx. */
export function dayNumber({ year, month, day }: CivilDate): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function civilDate(dayNumber: number): CivilDate {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export const startOfDay = (minute: number): number => Math.floor(minute / DAY) * DAY;
export const endOfDay = (minute: number): number => startOfDay(minute) + DAY - 1;

const FIRST_MINUTE = dayNumber({ year: FIRST_YEAR, month: 1, day: 1 }) * DAY;
const LAST_MINUTE = dayNumber({ year: LAST_YEAR, month: 12, day: 31 }) * DAY + DAY - 1;

/** From the first minute of one day to the last of another. */
export const wholeDays = (first: CivilDate, last: CivilDate): Interval => ({
  lo: dayNumber(first) * DAY,
  hi: dayNumber(last) * DAY + DAY - 1,
});

const MINUTES: Record<Exclude<TimeUnit, "mo" | "a">, number> = { s: 1 / 60, min: 1, h: 60, d: DAY, wk: 7 * DAY };

/**
 * Moves a moment. Months and years are calendar months: the day stays, or becomes the month's last
 * (2015-07-31 plus two months is 2015-09-30).
 *
 * @param amount may be negative
 */
export function shift(minute: number, amount: number, unit: TimeUnit): number {
  if (!Number.isFinite(minute)) return minute;
  const moved =
    unit === "mo" || unit === "a"
      ? shiftMonths(minute, unit === "a" ? amount * 12 : amount)
      : minute + amount * MINUTES[unit];
  if (moved < FIRST_MINUTE) return -Infinity;
  return moved > LAST_MINUTE ? Infinity : moved;
}

function shiftMonths(minute: number, months: number): number {
  const day = Math.floor(minute / DAY);
  const date = civilDate(day);
  const count = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(count / 12);
  if (year < FIRST_YEAR) return -Infinity;
  if (year > LAST_YEAR) return Infinity;
  const month = count - year * 12 + 1;
  const moved = dayNumber({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
  return minute + (moved - day) * DAY;
}

/** The smallest interval that holds both. */
export const union = (a: Interval, b: Interval): Interval => ({ lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) });

/** The day a minute lies in, `YYYY-MM-DD`. */
export function isoDay(minute: number): string {
  const { year, month, day } = civilDate(Math.floor(minute / DAY));
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The day, month or year in which the whole interval lies, as a FHIR dateTime; undefined when it spans years. */
export function commonDate({ lo, hi }: Interval): string | undefined {
  if (!Number.isFinite(lo) || !Number.isFinite(hi)) return undefined;
  const first = isoDay(lo);
  const last = isoDay(hi);
  const length = [10, 7, 4].find((n) => first.slice(0, n) === last.slice(0, n));
  return length === undefined ? undefined : first.slice(0, length);
}
