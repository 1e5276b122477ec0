/** Whether a request may be sent again, and when: pure rules, by what came of it. */

/**
 * - `always`: doing it twice is doing it once (RFC 9110, section 9.2.2, and what only reads);
 * - `if-refused`: only where it surely was not done; of anything else the caller has to look what is there.
 */
export type Repeat = "always" | "if-refused";

/** An HTTP status, or the finding code of what the network did. */
type Outcome = number | string;

/** What is worth another try, and how often. */
const TIMES: ReadonlyMap<Outcome, number> = new Map<Outcome, number>([
  [408, Infinity],
  [425, Infinity],
  [429, Infinity],
  [500, 2],
  [502, Infinity],
  [503, Infinity],
  [504, Infinity],
  ["load/connection-lost", Infinity],
  ["load/timed-out", Infinity],
  ["load/connection-refused", Infinity],
  ["load/host-unknown", Infinity],
  ["load/unreachable", Infinity],
]);

const SURELY_NOT_DONE: ReadonlySet<Outcome> = new Set<Outcome>([429, "load/connection-refused", "load/host-unknown"]);

/** Of a server that never answered anything the network's failures mean a wrong address more often than a pause. */
const TIMES_AT_FIRST: ReadonlyMap<Outcome, number> = new Map<Outcome, number>([
  ...[...TIMES].filter(([outcome]) => typeof outcome === "number"),
  ["load/connection-lost", 2],
]);

export interface Tried {
  repeat: Repeat;
  outcome: Outcome;
  /** How often it ended so before. */
  before: number;
  /** Whether the answer says when to come again. */
  isInvited: boolean;
  /** Whether the server ever answered anything. */
  isKnown: boolean;
}

export function mayRepeat({ repeat, outcome, before, isInvited, isKnown }: Tried): boolean {
  const isRefused = SURELY_NOT_DONE.has(outcome) || (outcome === 503 && isInvited);
  const times = (isKnown ? TIMES : TIMES_AT_FIRST).get(outcome) ?? 0;
  return (repeat === "always" || isRefused) && before < times;
}

const BASE_MS = 500;
const CAP_MS = 30_000;
/** No wait is shorter, so that every repetition uses up its budget. */
const LEAST_MS = 100;

/** Exponential back-off with full jitter, in milliseconds. `attempt` counts from 0, `random` is from 0 to 1. */
export const backoffMs = (attempt: number, random: number): number =>
  Math.max(LEAST_MS, random * Math.min(CAP_MS, BASE_MS * 2 ** attempt));

/**
 * Retry-After in milliseconds (RFC 9110, section 10.2.3), from seconds or from an HTTP-date.
 *
 * @param now against what a date is held: the answer's own Date, where it has one, so that two clocks need not agree
 * @returns undefined where there is none that can be read
 */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Math.max(LEAST_MS, Number(value) * 1000);
  const [until, sent] = [Date.parse(value), Date.parse(headers.get("date") ?? "")];
  if (!/^[A-Z][a-z]+,? /.test(value) || Number.isNaN(until)) return undefined;
  return Math.max(LEAST_MS, until - (Number.isNaN(sent) ? now.getTime() : sent));
}

/** The time that may be lost by repeating. */
export interface Budget {
  leftMs: number;
  /** Until when it is charged already, in milliseconds since 1970: what is lost at the same time counts once. */
  until: number;
}

/** The budget after the time from `from` to `to` (milliseconds since 1970); undefined where that is more than is left. */
export function charge({ leftMs, until }: Budget, from: number, to: number): Budget | undefined {
  const cost = Math.max(0, to - Math.max(from, until));
  return cost > leftMs ? undefined : { leftMs: leftMs - cost, until: Math.max(until, to) };
}
