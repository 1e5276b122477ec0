/**
 * Dates and times of any precision, compared part by part until one has no more.
 * @see https://hl7.org/fhirpath/N1/#datetime-comparison
 */
import { Temporal } from "./item.js";

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const TIME = /^(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/;
const DATE_TIME =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?(Z|[+-]\d\d:\d\d)?)?)?$/;

/** A date or time of FHIR; undefined when the text is none. */
export function temporal(text: unknown, type: Temporal["type"]): Temporal | undefined {
  const form = type === "Date" ? DATE : type === "Time" ? TIME : DATE_TIME;
  return typeof text === "string" && form.test(text) ? new Temporal(text, type) : undefined;
}

/** Negative when `a` is before `b`, 0 when they are the same, undefined when the precision of one leaves it open. */
export function compareTemporals(a: Temporal, b: Temporal): number | undefined {
  if ((a.type === "Time") !== (b.type === "Time")) return undefined;
  if (isSameForm(a.text, b.text)) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  let [left, right] = [partsOf(a), partsOf(b)];
  if (left.parts.length > 3 && right.parts.length > 3 && a.type !== "Time")
    [left, right] = [atZero(left), atZero(right)];
  const length = Math.min(left.parts.length, right.parts.length);
  for (let i = 0; i < length; i++) {
    const difference = (left.parts[i] as number) - (right.parts[i] as number);
    if (difference !== 0) return difference;
  }
  return left.parts.length === right.parts.length ? 0 : undefined;
}

/** Whether the order of the texts is that of the times: of days, of times in UTC, and of times in the same zone. */
const isSameForm = (a: string, b: string): boolean =>
  a.length === b.length &&
  (a.length <= DAY || (a.endsWith("Z") && b.endsWith("Z")) || a.slice(-ZONE) === b.slice(-ZONE));

const DAY = "2024-02-29".length;
const ZONE = "+01:00".length;

/** As many numbers as the text has, the largest unit first; seconds with their fraction. */
export interface Parts {
  parts: readonly number[];
  /** Minutes ahead of UTC; without a zone it is taken for UTC. */
  offset: number;
}

export function partsOf({ text, type }: Temporal): Parts {
  const match = (type === "Time" ? TIME : DATE_TIME).exec(text) ?? [];
  const zone = type === "Time" ? undefined : match[7];
  const parts: number[] = [];
  for (const part of match.slice(1, type === "Time" ? 4 : 7)) {
    if (part === undefined) break;
    parts.push(Number(part));
  }
  return { parts, offset: zone === undefined || zone === "Z" ? 0 : minutesOf(zone) };
}

const minutesOf = (zone: string): number =>
  (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));

/** The same moment in UTC, with the same precision. */
function atZero({ parts, offset }: Parts): Parts {
  if (offset === 0) return { parts, offset };
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second] = parts;
  const moved = new Date(Date.UTC(year, month - 1, day, hour, minute - offset));
  const all = [
    moved.getUTCFullYear(),
    moved.getUTCMonth() + 1,
    moved.getUTCDate(),
    moved.getUTCHours(),
    moved.getUTCMinutes(),
    ...(second === undefined ? [] : [second]),
  ];
  return { parts: all.slice(0, parts.length), offset: 0 };
}
