import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs, charge, mayRepeat, retryAfterMs, type Tried } from "../../src/load/http/retry.js";

describe("what may be repeated", () => {
  const tried = (outcome: Tried["outcome"], more: Partial<Tried> = {}) =>
    mayRepeat({ repeat: "if-refused", outcome, before: 0, isInvited: false, isKnown: true, ...more });
  const everything = [
    ...[200, 201, 202, 304, 400, 401, 403, 404, 408, 409, 410, 412, 413, 422, 425, 429, 500, 501, 502, 503, 504],
    ...[
      "connection-lost",
      "timed-out",
      "connection-refused",
      "host-unknown",
      "unreachable",
      "certificate",
      "interrupted",
    ],
  ].map((outcome) => (typeof outcome === "number" ? outcome : `load/${outcome}`));

  it("is, of what is safe to repeat, whatever passes", () => {
    expect(everything.filter((outcome) => tried(outcome, { repeat: "always" }))).toEqual([
      ...[408, 425, 429, 500, 502, 503, 504],
      ...["connection-lost", "timed-out", "connection-refused", "host-unknown", "unreachable"].map((c) => `load/${c}`),
    ]);
    expect([0, 1, 2, 3].map((before) => tried(500, { repeat: "always", before }))).toEqual([true, true, false, false]);
  });

  it("is, of a write, only what was surely not done", () => {
    expect(everything.filter((outcome) => tried(outcome))).toEqual([
      429,
      "load/connection-refused",
      "load/host-unknown",
    ]);
    expect(everything.filter((outcome) => tried(outcome, { isInvited: true }))).toContain(503);
  });

  it("is no address at which nobody ever answered, but for a connection that breaks", () => {
    const at = (before: number) =>
      everything.filter((outcome) => tried(outcome, { repeat: "always", isKnown: false, before }));
    expect(at(0)).toEqual([408, 425, 429, 500, 502, 503, 504, "load/connection-lost"]);
    expect(at(2)).not.toContain("load/connection-lost");
  });
});

describe("the wait", () => {
  it("doubles from half a second to half a minute, and is spread from nearly nothing", () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 7, 2000].map((attempt) => backoffMs(attempt, 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(backoffMs(3, 0.5)).toBe(2000);
    expect(backoffMs(9, 0)).toBe(100);
  });

  const now = new Date("2026-11-22T09:00:00Z");
  it.each<[string, Record<string, string>, number | undefined]>([
    ["seconds", { "retry-after": "7" }, 7000],
    ["no time at all, which is a little", { "retry-after": "0" }, 100],
    ["a date, by the given clock", { "retry-after": "Sun, 22 Nov 2026 09:00:30 GMT" }, 30_000],
    [
      "a date, by the server's own clock",
      { "retry-after": "Sun, 22 Nov 2026 12:00:30 GMT", date: "Sun, 22 Nov 2026 12:00:00 GMT" },
      30_000,
    ],
    ["a date in its obsolete form", { "retry-after": "Sunday, 22-Nov-26 09:00:10 GMT" }, 10_000],
    ["a date that has passed", { "retry-after": "Sun, 22 Nov 2026 08:00:00 GMT" }, 100],
    ["nothing", {}, undefined],
    ["something else", { "retry-after": "soon" }, undefined],
    ["less than nothing", { "retry-after": "-3" }, undefined],
    ["half a second", { "retry-after": "0.5" }, undefined],
  ])("is what Retry-After says: %s", (_what, headers, expected) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(expected);
  });
});

describe("the budget", () => {
  it("counts once what is lost at the same time", () => {
    const first = charge({ leftMs: 1000, until: 0 }, 10_000, 10_400);
    expect(first).toEqual({ leftMs: 600, until: 10_400 });
    expect(first && charge(first, 10_100, 10_500)).toEqual({ leftMs: 500, until: 10_500 });
    expect(first && charge(first, 10_100, 10_300)).toEqual(first);
    expect(first && charge(first, 11_000, 11_601)).toBeUndefined();
  });

  it("is used up by any series of waits, even if the time stands still", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (randoms) => {
        let budget = charge({ leftMs: 60_000, until: 0 }, 0, 0);
        let waits = 0;
        for (let since = 0; budget; waits++) {
          const end: number = since + backoffMs(waits, randoms[waits % randoms.length] ?? 0);
          budget = charge(budget, since, end);
          since = end;
        }
        expect(waits).toBeLessThanOrEqual(601);
      }),
    );
  });
});
