/** How often: the end of a dose string -> FHIR's Timing.repeat (https://hl7.org/fhir/R4/datatypes.html#timing). */
import type { ParsedTiming } from "./types.js";

type PeriodUnit = ParsedTiming["periodUnit"];

const WORDS = ["once", "twice", "thrice", "four", "five", "six", "seven", "eight", "nine", "ten"];
const COUNTS = ["one", "two", "three", ...WORDS.slice(3)];
const UNITS: Readonly<Record<string, PeriodUnit>> = {
  minute: "min",
  hour: "h",
  day: "d",
  week: "wk",
  month: "mo",
  year: "a",
};
const ADVERBS: Readonly<Record<string, PeriodUnit>> = {
  hourly: "h",
  daily: "d",
  weekly: "wk",
  monthly: "mo",
  yearly: "a",
};

const COUNT = `(\\d{1,3}|${COUNTS.join("|")})(?:\\s?[-–]\\s?(\\d{1,3}))?`;
const TIMES = `(?:(once|twice|thrice)|${COUNT} times)`;
const UNIT = "(minute|hour|day|week|month|year)";
const ADVERB = "(hourly|daily|weekly|monthly|yearly)";

interface Form {
  /** Matches the last words of a dose, after a blank or at its start. */
  pattern: RegExp;
  read: (groups: readonly (string | undefined)[]) => ParsedTiming | undefined;
}

const form = (source: string, read: Form["read"]): Form => ({ pattern: new RegExp(`(?:^|\\s)${source}$`, "i"), read });

const FORMS: readonly Form[] = [
  form(`${TIMES} every ${COUNT} ${UNIT}s?`, ([, word, low, high, every, most, unit]) =>
    timing(times(word, low), high, count(every), most, UNITS[lower(unit)]),
  ),
  form(`${TIMES} (?:an?|per|each|every) ${UNIT}`, ([, word, low, high, unit]) =>
    timing(times(word, low), high, 1, undefined, UNITS[lower(unit)]),
  ),
  form(`${TIMES} ${ADVERB}`, ([, word, low, high, adverb]) =>
    timing(times(word, low), high, 1, undefined, ADVERBS[lower(adverb)]),
  ),
  form(`every other ${UNIT}`, ([, unit]) => timing(1, undefined, 2, undefined, UNITS[lower(unit)])),
  form(`(?:every|each) ${COUNT} ${UNIT}s?`, ([, every, most, unit]) =>
    timing(1, undefined, count(every), most, UNITS[lower(unit)]),
  ),
  form(`(?:every|each) ${UNIT}`, ([, unit]) => timing(1, undefined, 1, undefined, UNITS[lower(unit)])),
  form(ADVERB, ([, adverb]) => timing(1, undefined, 1, undefined, ADVERBS[lower(adverb)])),
];

const lower = (text: string | undefined): string => (text ?? "").toLowerCase();
const count = (text: string | undefined): number => COUNTS.indexOf(lower(text)) + 1 || Number(text);
const times = (word: string | undefined, number: string | undefined): number =>
  WORDS.indexOf(lower(word)) + 1 || count(number);

/** Nothing is done zero times, and a range runs upwards. */
function timing(
  frequency: number,
  frequencyMax: string | undefined,
  period: number,
  periodMax: string | undefined,
  periodUnit: PeriodUnit | undefined,
): ParsedTiming | undefined {
  const most = frequencyMax === undefined ? undefined : Number(frequencyMax);
  const longest = periodMax === undefined ? undefined : Number(periodMax);
  if (!periodUnit || frequency < 1 || period < 1 || (most ?? frequency) < frequency || (longest ?? period) < period)
    return undefined;
  return {
    frequency,
    ...(most === undefined ? {} : { frequencyMax: most }),
    period,
    ...(longest === undefined ? {} : { periodMax: longest }),
    periodUnit,
  };
}

/** @returns the timing that ends the text and where it begins; undefined when none does */
export function timingAtEnd(text: string): { timing: ParsedTiming; from: number } | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    const found = match && read(match);
    if (match && found) return { timing: found, from: match.index };
  }
  return undefined;
}

const ENDS_IN_TIMES = new RegExp(`(?:^|,?\\s)${TIMES}$`, "i");
const ENDS_IN_DOSES = new RegExp(`(?:^|,?\\s)(?:(?:a |one )?single dose|${COUNT} doses?)$`, "i");

/**
 * How often in all: `once`, `3 times` and, if they are meant, `3 doses`.
 *
 * @returns the number that ends the text and where it begins; a range is none
 */
export function countAtEnd(text: string, doses = true): { count: number; from: number } | undefined {
  const often = ENDS_IN_TIMES.exec(text);
  if (often) return often[3] ? undefined : counted(often.index, times(often[1], often[2]));
  const found = doses ? ENDS_IN_DOSES.exec(text) : null;
  if (!found || found[2]) return undefined;
  return counted(found.index, found[1] === undefined ? 1 : count(found[1]));
}

const counted = (from: number, count: number) => (count < 1 ? undefined : { count, from });

/** Abbreviations, which are refused (several are on lists of dangerous ones), and what they mean. */
export const MEANT_TIMING: Readonly<Record<string, string>> = {
  od: "once daily",
  qd: "once daily",
  bd: "twice daily",
  bid: "twice daily",
  tid: "three times daily",
  tds: "three times daily",
  qid: "four times daily",
  qds: "four times daily",
  qod: "every other day",
  qw: "once weekly",
  stat: "once",
  prn: "as needed",
  nocte: "at night",
  nightly: "daily at night",
  mane: "in the morning",
  hs: "at bedtime",
  ac: "before meals",
  pc: "after meals",
  fortnightly: "every 2 weeks",
  biweekly: "every 2 weeks` or `twice weekly",
};
