import { expect, test } from "vitest";
import { isoDay } from "../../../src/case/time/calendar.js";
import { readEdtf } from "../../../src/case/time/edtf.js";

const bounds = (interval: { lo: number; hi: number }): string => `${isoDay(interval.lo)} ${isoDay(interval.hi)}`;

test.each([
  ["2011", "2011", "2011-01-01 2011-12-31"],
  ["2015-07", "2015-07", "2015-07-01 2015-07-31"],
  ["2016-02", "2016-02", "2016-02-01 2016-02-29"],
  ["2015-07-03", "2015-07-03", "2015-07-03 2015-07-03"],
  ["2015-07-03T14:30:05+02:00", "2015-07-03T14:30:05+02:00", "2015-07-03 2015-07-03"],
  ["2015-07-03T14:30:05.250Z", "2015-07-03T14:30:05.250Z", "2015-07-03 2015-07-03"],
  ["2015-07-03T14:30+02:00", "2015-07-03", "2015-07-03 2015-07-03"],
  ["2015-07-03T14:30:05", "2015-07-03", "2015-07-03 2015-07-03"],
  ["201X", undefined, "2010-01-01 2019-12-31"],
  ["20XX", undefined, "2000-01-01 2099-12-31"],
  ["2015-XX", "2015", "2015-01-01 2015-12-31"],
  ["2015-XX-XX", "2015", "2015-01-01 2015-12-31"],
  ["2015-07-XX", "2015-07", "2015-07-01 2015-07-31"],
  ["2015~", "2015", "2015-01-01 2015-12-31"],
  ["2015-07?", "2015-07", "2015-07-01 2015-07-31"],
])("%s is FHIR's %s, %s", (text, value, days) => {
  const date = readEdtf(text);
  expect(date).toMatchObject({ kind: "date", plain: text === value });
  if (date?.kind !== "date") throw new Error("no date");
  expect(date.value).toBe(value);
  expect(bounds(date.interval)).toBe(days);
});

test.each([
  ["2015~", true, false],
  ["2015?", false, true],
  ["2015%", true, true],
  ["2015", false, false],
])("the qualifier of %s", (text, approximate, uncertain) => {
  expect(readEdtf(text)).toMatchObject({ approximate, uncertain });
});

test("a time with zone is a moment in UTC", () => {
  const east = readEdtf("2015-07-03T01:30+02:00");
  const utc = readEdtf("2015-07-02T23:30Z");
  expect(east).toHaveProperty("instant");
  expect((east as { instant: number }).instant).toBe((utc as { instant: number }).instant);
  expect(readEdtf("2015-07-03T01:30")).not.toHaveProperty("instant");
});

test.each([
  ["2015-07/2015-09", "2015-07", "2015-09"],
  ["../2015-09", undefined, "2015-09"],
  ["2015-07/..", "2015-07", undefined],
])("%s is an interval", (text, start, end) => {
  const read = readEdtf(text);
  if (read?.kind !== "interval") throw new Error("no interval");
  expect(read.start?.value).toBe(start);
  expect(read.end?.value).toBe(end);
});

test.each([
  ["2023-02-31", "2023-02 has 28 days", 8],
  ["2023-02-29", "2023-02 has 28 days", 8],
  ["2023-13", "there is no month 13", 5],
  ["2023-00-10", "there is no month 00", 5],
  ["2023-04-00", "2023-04 has 30 days", 8],
  ["0000", "there is no year 0000", 0],
  ["2023-04-01T24:00Z", "there is no hour 24", 11],
  ["2023-04-01T10:60Z", "there is no minute 60", 11],
  ["2023-04-01T10:10:61Z", "there is no second 61", 11],
  ["2023-04-01T10:10:10+15:00", "there is no time zone +15:00", 11],
  ["2015/2023-02-30", "2023-02 has 28 days", 13],
])("%s: %s", (text, why, offset) => {
  expect(readEdtf(text)).toMatchObject({ kind: "impossible", why, offset });
});

test.each([
  "",
  "15",
  "2015/07",
  "2015-7-3",
  "03/07/2015",
  "2015-07-03 14:30",
  "2015-XX-03",
  "201X-05",
  "../..",
  "2015/2016/2017",
  "2015-07-XXT10:00Z",
  "y2015",
  "2015/",
])("%s is no such date", (text) => {
  expect(readEdtf(text)).toBeUndefined();
});
