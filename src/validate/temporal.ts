/**
 * Texts that say when: with the truth of the calendar.
 * @see https://hl7.org/fhir/R4/datatypes.html#date
 */
import { digitsAt } from "../fhir/characters.js";

const [T, Z, PLUS, MINUS, COLON, POINT] = ["T", "Z", "+", "-", ":", "."].map((sign) => sign.charCodeAt(0));

/** A date of the calendar, to the year, month or day: 2024-02-29 is one, 2023-02-29 is not. */
export const isDate = (text: string): boolean => isDateUpTo(text, text.length);

function isDateUpTo(text: string, end: number): boolean {
  if (end !== 10 && end !== 7 && end !== 4) return false;
  const year = digitsAt(text, 0, 4);
  if (!(year > 0)) return false;
  if (end === 4) return true;
  const month = digitsAt(text, 5, 7);
  if (text.charCodeAt(4) !== MINUS || !(month >= 1 && month <= 12)) return false;
  if (end === 7) return true;
  const day = digitsAt(text, 8, 10);
  return text.charCodeAt(7) === MINUS && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A date, or an instant. */
export const isDateTime = (text: string): boolean => (text.length > 10 ? isInstant(text) : isDate(text));

/** Date, time to the second, and time zone. */
export function isInstant(text: string): boolean {
  if (text.charCodeAt(10) !== T || !isDateUpTo(text, 10)) return false;
  return isZone(text, endOfTime(text, 11));
}

/** A time to the second or beyond, without zone. */
export const isTime = (text: string): boolean => endOfTime(text, 0) === text.length;

/** @returns where the time that begins there ends; NaN when none does */
function endOfTime(text: string, at: number): number {
  const isRight =
    digitsAt(text, at, at + 2) <= 23 &&
    text.charCodeAt(at + 2) === COLON &&
    digitsAt(text, at + 3, at + 5) <= 59 &&
    text.charCodeAt(at + 5) === COLON &&
    // A leap second is one.
    digitsAt(text, at + 6, at + 8) <= 60;
  if (!isRight) return Number.NaN;
  if (text.charCodeAt(at + 8) !== POINT) return at + 8;
  let end = at + 9;
  while (digitsAt(text, end, end + 1) >= 0) end++;
  return end > at + 9 ? end : Number.NaN;
}

/** From there to the end: Z, or an offset of up to 14 hours. */
function isZone(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  if (sign === Z) return text.length === at + 1;
  if ((sign !== PLUS && sign !== MINUS) || text.length !== at + 6 || text.charCodeAt(at + 3) !== COLON) return false;
  const [hours, minutes] = [digitsAt(text, at + 1, at + 3), digitsAt(text, at + 4, at + 6)];
  return (hours <= 13 && minutes <= 59) || (hours === 14 && minutes === 0);
}
