/** The least and the greatest value that a profile allows. */
import { describe, expect, it } from "vitest";
import { profile, told } from "./profiles.js";

const NOW = { now: () => "2024-03-31T12:00:00Z" };
const month = { value: 1, system: "http://unitsofmeasure.org", code: "mo" };

/** Whether a date and time of a value passes a limit of its profile. */
const passes = (type: string, limit: object, value: unknown, options = {}): boolean =>
  told(
    [profile("limited", "Observation", { "Observation.value[x]": { type: [{ code: type }], ...limit } })],
    {
      resourceType: "Observation",
      status: "final",
      code: { text: "x" },
      [`value${type[0]?.toUpperCase()}${type.slice(1)}`]: value,
    },
    options,
  ).length === 0;

describe("a limit", () => {
  it.each([
    [
      "2020-06-15",
      ["2020-06-15", "2020-06-16", "2020-07", "2021", "2020-06", "2020"],
      ["2020-06-14", "2020-05", "2019"],
    ],
    ["2020-06", ["2020-06", "2020-06-01", "2020", "2020-07-01T00:00:00Z"], ["2020-05-31", "2019"]],
    [
      "2020-06-15T12:00:00Z",
      ["2020-06-15T12:00:00Z", "2020-06-15T14:00:00+01:00", "2020-06-15", "2020-06-15T12:00:00.5Z"],
      ["2020-06-15T11:59:59Z", "2020-06-15T12:30:00+01:00", "2020-06-14"],
    ],
  ])("of %s from below, as far as both are known", (minValueDateTime, right, wrong) => {
    for (const value of right) expect(passes("dateTime", { minValueDateTime }, value), value).toBe(true);
    for (const value of wrong) expect(passes("dateTime", { minValueDateTime }, value), value).toBe(false);
  });

  it.each([
    ["2020-06-15", ["2020-06-15", "2020-06-14", "2020-06", "2019"], ["2020-06-16", "2020-07", "2021"]],
    ["2020-06-15T12:00:00Z", ["2020-06-15T13:00:00+01:00", "2020-06-15"], ["2020-06-15T12:00:01Z", "2020-06-16"]],
  ])("of %s from above", (maxValueDateTime, right, wrong) => {
    for (const value of right) expect(passes("dateTime", { maxValueDateTime }, value), value).toBe(true);
    for (const value of wrong) expect(passes("dateTime", { maxValueDateTime }, value), value).toBe(false);
  });

  it("by a number holds at its edge", () => {
    const limits = { minValueInteger: 2, maxValueInteger: 4 };
    expect([1, 2, 3, 4, 5].filter((value) => passes("integer", limits, value))).toEqual([2, 3, 4]);
  });

  it("by a duration reaches from now into the past and into the future", () => {
    const past = { minValueQuantity: month };
    const future = { maxValueQuantity: month };
    expect(passes("dateTime", past, "2024-03-02T12:00:00Z", NOW)).toBe(true);
    expect(passes("dateTime", past, "2024-02-28T12:00:00Z", NOW)).toBe(false);
    expect(passes("dateTime", future, "2024-04-29T12:00:00Z", NOW)).toBe(true);
    expect(passes("dateTime", future, "2024-05-03T12:00:00Z", NOW)).toBe(false);
    const days = { maxValueQuantity: { ...month, value: 2, code: "d" } };
    expect(passes("dateTime", days, "2024-04-02T11:59:59Z", NOW)).toBe(true);
    expect(passes("dateTime", days, "2024-04-02T12:00:01Z", NOW)).toBe(false);
  });

  it("by a duration is not judged without a clock, or by what is no duration", () => {
    const future = { maxValueQuantity: month };
    expect(passes("dateTime", future, "2030-01-01")).toBe(true);
    for (const wrong of [{ value: 1 }, { code: "d" }, { value: "1", code: "d" }, { value: 1, code: 1 }])
      expect(passes("dateTime", { maxValueQuantity: wrong }, "2030-01-01", NOW), JSON.stringify(wrong)).toBe(true);
  });

  it("is no limit for values of another kind", () => {
    expect(passes("dateTime", { minValueInteger: 2 }, "2020")).toBe(true);
    expect(passes("integer", { minValueDateTime: "2020" }, 1)).toBe(true);
  });
});
