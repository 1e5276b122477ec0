/** Durations as people write them: `4 weeks`, `2-3 days`, `a month`, `about six weeks`, `several hours`, `over 3 years`. */
import { endOfDay, type Interval, shift, startOfDay } from "./calendar.js";
import type { ResolvedDuration, TimeOffset, TimeUnit } from "./types.js";

export interface Duration {
  /** Absent when vague (`a few`, `several`): such a duration never dates anything. */
  low?: number;
  /** Infinity of what is `over` or `at least` so long. */
  high?: number;
  unit: TimeUnit;
  approximate: boolean;
  /** As written. */
  text: string;
}

const UNITS: Record<string, TimeUnit> = {
  second: "s",
  minute: "min",
  hour: "h",
  day: "d",
  week: "wk",
  month: "mo",
  year: "a",
};

const WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const NUMBER_WORD = WORDS.join("|");

/** Sticky: matches at lastIndex. Longer alternatives stand before the shorter ones they begin with. */
const DURATION = new RegExp(
  `(about\\s+)?(?:(\\d{1,6})(?:\\s*[-–]\\s*(\\d{1,6}))?|(a few|several)|(an?|${NUMBER_WORD}))\\s+(second|minute|hour|day|week|month|year)s?(?![\\w-])`,
  "iy",
);

/**
 * Reads a duration that begins at a character.
 *
 * @returns the duration and the character after it; undefined when none begins there
 */
export function readDurationAt(text: string, at: number): { duration: Duration; end: number } | undefined {
  DURATION.lastIndex = at;
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [written, about, from, to, vague, word, unit] = match as unknown as [string, ...(string | undefined)[]];
  const low = vague ? undefined : from !== undefined ? Number(from) : numberOf(word ?? "");
  const high = to === undefined ? low : Number(to);
  if (low !== undefined && high !== undefined && high < low) return undefined;
  return {
    duration: {
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      unit: UNITS[(unit ?? "").toLowerCase()] as TimeUnit,
      approximate: about !== undefined,
      text: written,
    },
    end: at + written.length,
  };
}

/** Reads a text that is a duration and nothing else; undefined when it is not. */
export function readDuration(text: string): Duration | undefined {
  const trimmed = text.trim();
  const read = readDurationAt(trimmed, 0);
  return read && read.end === trimmed.length ? read.duration : undefined;
}

const BOUND = /^(over|at least|under|at most)\s+/i;

/** Reads how long something lasted: a duration, or one number of units that bounds it (`over 3 years`). */
export function readLength(text: string): Duration | undefined {
  const trimmed = text.trim();
  const bound = BOUND.exec(trimmed);
  const read = readDuration(trimmed.slice(bound?.[0].length ?? 0));
  if (!read || !bound) return read;
  if (read.approximate || read.low === undefined || read.low !== read.high) return undefined;
  const isLeast = /^(over|at least)/i.test(trimmed);
  return { ...read, ...(isLeast ? { high: Infinity } : { low: 0 }), text: trimmed };
}

const numberOf = (word: string): number => Math.max(WORDS.indexOf(word.toLowerCase()), 0) + 1;

/** The interval moved by the duration, forward or (`sign` -1) back; a vague duration leaves its far side open. */
export function move({ lo, hi }: Interval, { low, high, unit }: Duration, sign: 1 | -1): Interval {
  if (low === undefined || high === undefined) return sign === 1 ? { lo, hi: Infinity } : { lo: -Infinity, hi };
  const [least, most] = sign === 1 ? [low, high] : [-high, -low];
  // Several days may become the last of a shorter month, where the hours of one are no longer before those of the next.
  const mingled = (unit === "mo" || unit === "a") && startOfDay(lo) !== startOfDay(hi);
  const [first, last] = mingled ? [startOfDay(lo), endOfDay(hi)] : [lo, hi];
  return { lo: shift(first, least, unit), hi: shift(last, most, unit) };
}

/** As the offset of an anchor; undefined when vague or approximate. */
export const offsetOf = (duration: Duration): TimeOffset | undefined =>
  duration.approximate ? undefined : distance(duration);

function distance({ low, high, unit }: Duration): TimeOffset | undefined {
  if (low === undefined) return undefined;
  return { value: low, ...(high !== undefined && high !== low ? { high } : {}), unit };
}

export function resolvedDuration(duration: Duration): ResolvedDuration {
  const { approximate, text, unit } = duration;
  if (BOUND.test(text)) return { text };
  return { unit, ...distance(duration), ...(approximate ? { approximate } : {}), text };
}
