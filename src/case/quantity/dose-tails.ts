/** What a dose says behind its amount, read from its end: how often, how long, when, at most how much. */
import { offsetOf, readDuration } from "../time/duration.js";
import { readAmount } from "./dose-amount.js";
import { countAtEnd, timingAtEnd } from "./timing.js";
import type { ParsedAmount, ParsedDose, Read } from "./types.js";
import { unreadableDose } from "./unreadable.js";

export type Tails = Omit<ParsedDose, "text" | "quantity" | "per" | "same"> & {
  /** `in 2 doses`: into how many an amount per time is divided. */
  divided?: number;
};

/** What a tail says, and where it begins. */
type Found = { from: number; said: Tails };

/** Times of day: R4's event-timing codes (http://hl7.org/fhir/ValueSet/event-timing). */
const TIMES_OF_DAY: Readonly<Record<string, string>> = {
  "in the morning": "MORN",
  "at noon": "NOON",
  "in the afternoon": "AFT",
  "in the evening": "EVE",
  "at night": "NIGHT",
  "at bedtime": "HS",
  "on waking": "WAKE",
  "before meals": "AC",
  "with meals": "C",
  "after meals": "PC",
};
const TIME_OF_DAY = Object.keys(TIMES_OF_DAY).join("|");
const AT_TIMES = new RegExp(`(?:^|,?\\s)((?:${TIME_OF_DAY})(?:(?:, | and )(?:${TIME_OF_DAY}))*)$`, "i");

const match = (pattern: RegExp, text: string, said: (words: string) => Tails | undefined): Found | undefined => {
  const found = pattern.exec(text);
  const read = found && said(found[1] ?? "");
  return found && read ? { from: found.index, said: read } : undefined;
};

/** An amount behind a word, `max 4 g/day`. */
function amountAfter(pattern: RegExp, text: string, key: "max" | "rate"): Found | Read<ParsedAmount> | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const amount = readAmount(text, found.index + found[0].length, text.length);
  if (amount.refusal) return amount;
  if (key === "rate" && !amount.value.per) {
    const hint = "write how much in what time: `at 125 mL/h`";
    return unreadableDose(text, found.index, "a rate is an amount per time", text.length - found.index, hint);
  }
  return { from: found.index, said: { [key]: amount.value } };
}

/** Each finds its words at the end of a text. The first that does is taken. */
const READERS: readonly ((text: string, before: Tails) => Found | Read<ParsedAmount> | undefined)[] = [
  (text) => amountAfter(/,?\smax\s(?!.*\sas needed)/i, text, "max"),
  (text) =>
    match(/(?:^|,?\s)as needed(?: for (\S.*))?$/i, text, (words) => ({
      asNeeded: true,
      ...(words && { asNeededFor: words }),
    })),
  (text) =>
    match(AT_TIMES, text, (words) => ({
      when: words
        .toLowerCase()
        .split(/, | and /)
        .map((one) => TIMES_OF_DAY[one] as string),
    })),
  (text) => match(/(?:^|,?\s)over (\S.*)$/i, text, overOf),
  (text) =>
    match(/,?\sin (two|three|four|[2-9]) (?:divided )?doses$/i, text, (count) => ({
      divided: countAtEnd(`${count} doses`)?.count ?? 0,
    })),
  (text, { timing }) => {
    // "2 doses twice daily" is how much each time, and not how often in all.
    const found = countAtEnd(text, timing === undefined);
    return found && { from: found.from, said: { count: found.count } };
  },
  (text) => {
    const found = timingAtEnd(text);
    return found && { from: found.from, said: { timing: found.timing } };
  },
  (text) => amountAfter(/,?\sat\s(?=\d)/i, text, "rate"),
];

/** A vague or rough time stays words. */
function overOf(words: string): Tails | undefined {
  const duration = readDuration(words);
  return duration && { over: offsetOf(duration) };
}

/** @returns what stands behind the amount, and where that ends; or why it contradicts itself */
export function readTails(text: string): Read<{ said: Tails; end: number }> {
  let said: Tails = {};
  let end = text.length;
  for (;;) {
    const rest = text.slice(0, end);
    const found = first(rest, said);
    if (!found) return { value: { said, end } };
    if ("refusal" in found && found.refusal) return found;
    const { from, said: more } = found as Found;
    if (Object.keys(more).some((key) => key in said)) {
      const problem = "this is said twice";
      return unreadableDose(
        text,
        from,
        problem,
        end - from,
        "say each thing once; what changes is a course of its own",
      );
    }
    said = { ...more, ...said };
    end = from;
  }
}

function first(text: string, before: Tails): Found | Read<ParsedAmount> | undefined {
  for (const reader of READERS) {
    const found = reader(text, before);
    if (found) return found;
  }
  return undefined;
}
