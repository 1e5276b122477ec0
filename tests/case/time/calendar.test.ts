import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilDate, commonDate, DAY, dayNumber, daysInMonth, isoDay, shift } from "../../../src/case/time/calendar.js";

const day = (iso: string): number => {
  const [year = 0, month = 0, date = 0] = iso.split("-").map(Number);
  return dayNumber({ year, month, day: date }) * DAY;
};
const anyDay = fc.integer({ min: day("0100-01-01") / DAY, max: day("9000-12-31") / DAY });

describe("days", () => {
  test("are counted as JavaScript's own calendar counts them", () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        expect(isoDay(n * DAY)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(civilDate(n))).toBe(n);
      }),
    );
  });

  test.each([
    [1900, 2, 28],
    [2000, 2, 29],
    [2023, 2, 28],
    [2024, 2, 29],
    [2024, 4, 30],
    [2024, 12, 31],
  ])("%i-%i has %i of them", (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe("shift", () => {
  test.each([
    ["2015-07-31", 2, "mo", "2015-09-30"],
    ["2016-01-31", -6, "mo", "2015-07-31"],
    ["2016-01-31", 1, "mo", "2016-02-29"],
    ["2016-02-29", 1, "a", "2017-02-28"],
    ["2016-01-01", 4, "wk", "2016-01-29"],
    ["2016-12-31", 1, "d", "2017-01-01"],
    ["2016-03-01", -1, "d", "2016-02-29"],
    ["2016-01-01", 48, "h", "2016-01-03"],
    ["2016-01-01", -1, "min", "2015-12-31"],
  ] as const)("%s by %i %s is %s", (from, amount, unit, to) => {
    expect(isoDay(shift(day(from), amount, unit))).toBe(to);
  });

  test("leaves the years that can be written open", () => {
    expect(shift(day("9999-12-31"), 1, "d")).toBe(Infinity);
    expect(shift(day("0001-01-01"), -1, "mo")).toBe(-Infinity);
    expect(shift(day("2000-01-01"), 999_999, "a")).toBe(Infinity);
    expect(shift(-Infinity, 3, "mo")).toBe(-Infinity);
  });

  test("by months and back comes home, or at most three days short at the end of a month", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (n, months) => {
        const back = shift(shift(n * DAY, months, "mo"), -months, "mo");
        const short = n - back / DAY;
        expect(short).toBeGreaterThanOrEqual(0);
        expect(short).toBeLessThanOrEqual(civilDate(n).day > 28 ? 3 : 0);
      }),
    );
  });

  test("keeps the order of days", () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: -600, max: 600 }), (a, b, months) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        expect(shift(first * DAY, months, "mo")).toBeLessThanOrEqual(shift(second * DAY, months, "mo"));
      }),
    );
  });
});

test.each([
  ["2015-07-03", "2015-07-03", "2015-07-03"],
  ["2015-07-01", "2015-07-31", "2015-07"],
  ["2015-07-05", "2015-07-06", "2015-07"],
  ["2016-01-29", "2016-02-28", "2016"],
  ["2015-12-31", "2016-01-01", undefined],
])("%s to %s lies in %s", (lo, hi, common) => {
  expect(commonDate({ lo: day(lo), hi: day(hi) + DAY - 1 })).toBe(common);
});
