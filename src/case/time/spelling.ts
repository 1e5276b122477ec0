/** Durations as people write them elsewhere, and the spelling of the language that they mean: suggested, never taken silently. */
import { nearest } from "../../finding/nearest.js";

const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"];

/** Without the plural's s; a letter that may be either is both. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  s: ["second"],
  sec: ["second"],
  min: ["minute"],
  h: ["hour"],
  hr: ["hour"],
  d: ["day"],
  w: ["week"],
  wk: ["week"],
  m: ["month", "minute"],
  mo: ["month"],
  mth: ["month"],
  y: ["year"],
  yr: ["year"],
};

/** Words and signs before a duration, and the language's own. */
const BEFORE: readonly (readonly [RegExp, string])[] = [
  [/^(?:about|around|approximately|approx\.?|circa|ca\.?|~)$/i, "about "],
  [/^(?:over|more than|longer than|>)$/i, "over "],
  [/^(?:at least|>=|≥)$/i, "at least "],
  [/^(?:under|less than|<)$/i, "under "],
  [/^(?:at most|up to|<=|≤)$/i, "at most "],
];

const WRITTEN =
  /^(?:(about|around|approximately|approx\.?|circa|ca\.?|~|over|(?:more|longer|less) than|under|at least|at most|up to|[<>]=?|[≤≥])\s*)?(?:(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?|([a-z]+(?: few)?)(?=\s))\s*([a-z]+)\.?$/i;

/** @returns what the text may mean, in the form of a duration; whether its words are numbers is for the grammar to say */
export function durationsMeant(text: string): string[] {
  const match = WRITTEN.exec(text.trim());
  if (!match) return [];
  const [, before = "", low, high, word, unit = ""] = match as unknown as [string, ...(string | undefined)[]];
  const bare = unit.toLowerCase().replace(/(?<=.)s$/, "");
  const near = nearest(bare, UNITS);
  const units = Object.hasOwn(SHORT, bare) ? (SHORT[bare] ?? []) : near ? [near] : [];
  const count = word?.toLowerCase() ?? [low, high].filter(Boolean).sort(ascending).join("-");
  const plural = /^(1|an?|one)$/.test(count) ? "" : "s";
  const bound = BEFORE.find(([words]) => words.test(before))?.[1] ?? "";
  return units.map((name) => `${bound}${count} ${name}${plural}`);
}

const ascending = (a: string | undefined, b: string | undefined): number => Number(a) - Number(b);
