/** What a hint tells its reader to write is something that the grammars read. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Read, readDose, readResult, refusalFinding } from "../../../src/case/quantity/index.js";

type Reader = (text: string) => Read<unknown>;

/** What a hint proposes: texts in backquotes, and what was meant in place of what is underlined. */
function proposals(text: string, read: Reader): string[] {
  const { refusal } = read(text);
  if (!refusal) return [];
  const hint = refusalFinding(refusal, () => undefined).hint ?? "";
  return [...hint.matchAll(/`([^`]+)`|did you mean "([^"]+)"/g)]
    .map(([, written, meant]) => written ?? meant ?? "")
    .filter((proposed) => !proposed.startsWith("{text:"))
    .map((proposed) =>
      read(proposed).value
        ? proposed
        : text.slice(0, refusal.offset) + proposed + text.slice(refusal.offset + refusal.length),
    );
}

const RESULTS = [
  "66 mg/L (high, ref 3.3-19.4)",
  "1:320 (positive)",
  "160/90 mmHg",
  "120.3 umol/L = 7.1 mg/dL",
  "about 4 cm",
  "rising (slightly)",
  "not detected",
  "6.8 10^9/L",
  "at least 3 mm",
  "12 tablets",
];
const DOSES = [
  "10 mg twice daily",
  "750 mg/m2 every 4 weeks",
  "5 mcg/kg/min",
  "2 tablets three times a day",
  "10 mg every 4-6 hours as needed",
  "100 mg/day",
  "5000 IU once",
];
const BAD: readonly [Reader, string][] = [
  [readResult, "1_000 IU/L"],
  [readResult, "1 in 320"],
  [readResult, "66 mg/L (high"],
  [readResult, "20 mg/L, high"],
  [readResult, "elevated"],
  [readResult, "120/80"],
  [readResult, "1/320"],
  [readResult, "3 great cups"],
  [readResult, "5 mg/L ref 3-4"],
  [readResult, "9-5 mg/L"],
  [readResult, "1.234,5"],
  [readResult, "negative x3"],
  [readDose, "10 U/kg"],
  [readDose, "2 mU/min"],
  [readDose, "10 gr"],
  [readDose, "10 mg q8h"],
  [readDose, "10 mg biweekly"],
  [readDose, "10 mgs"],
  [readDose, "100 mg/dy"],
  [readResult, "rising slightly)"],
];

/** Where the hints lead: a number that is put right may show what else is wrong, and that has its own hint. */
const deadEnds = (text: string, read: Reader, steps = 3): string[] =>
  proposals(text, read)
    .filter((proposed) => !read(proposed).value)
    .flatMap((proposed) => {
      const next = steps > 0 && proposals(proposed, read).length > 0;
      return next ? deadEnds(proposed, read, steps - 1) : [`${text} -> ${proposed}`];
    });

test.each(BAD)("%o: a hint for %s is read", (read, text) => {
  expect(read(text).refusal).toBeDefined();
  const proposed = proposals(text, read);
  expect(proposed).not.toEqual([]);
  expect(proposed.filter((proposal) => !read(proposal).value)).toEqual([]);
});

/** One slip of the hand: a character dropped, doubled, swapped with the next, or put in. */
const slip = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(..."dtsi"), fc.constantFrom(..." ,.-_()/:0x5mgLU"))
    .map(([text, where, kind, extra]) => {
      const at = where % text.length;
      const [before, char, next, after] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
      const made = { d: next, t: char + char + next, s: next + char, i: char + extra + next }[kind];
      return before + made + after;
    });

test.each([
  ["result", readResult, RESULTS],
  ["dose", readDose, DOSES],
] as const)("what is proposed for a %s with one slip is read", (_, read, texts) => {
  fc.assert(
    fc.property(slip(texts), (text) => {
      expect(deadEnds(text, read)).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});
