import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDuration, readPhrase } from "../../../src/case/time/index.js";

const names = new Set(["admission", "rux-1", "chest CT", "day 4 labs", "start of therapy"]);
const read = (text: string) => readPhrase(text, names);

describe("durations", () => {
  test.each([
    ["4 weeks", 4, 4, "wk", false],
    ["1 minute", 1, 1, "min", false],
    ["2-3 days", 2, 3, "d", false],
    ["2 – 3 years", 2, 3, "a", false],
    ["a month", 1, 1, "mo", false],
    ["an hour", 1, 1, "h", false],
    ["Twelve weeks", 12, 12, "wk", false],
    ["about six weeks", 6, 6, "wk", true],
    ["a few weeks", undefined, undefined, "wk", false],
    ["several hours", undefined, undefined, "h", false],
    ["30 seconds", 30, 30, "s", false],
  ])("%s", (text, low, high, unit, approximate) => {
    const duration = readDuration(text);
    expect([duration?.low, duration?.high, duration?.unit, duration?.approximate]).toEqual([
      low,
      high,
      unit,
      approximate,
    ]);
  });

  test.each(["", "weeks", "4", "1.5 years", "4 fortnights", "3-2 days", "4 weeks ago", "long term", "-4 weeks"])(
    "%s is none",
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );
});

describe("phrases", () => {
  test.each([
    ["2015-07", { point: { kind: "date" } }],
    ["at 2015-07", { relation: "at", point: { kind: "date" } }],
    ["admission", { point: { kind: "name", name: "admission" } }],
    ["After admission", { relation: "after", point: { kind: "name", name: "admission" } }],
    ["up to admission", { relation: "up to", point: { name: "admission" } }],
    ["immediately after chest CT", { relation: "immediately after", point: { name: "chest CT" } }],
    ["shortly before admission", { relation: "shortly before", point: { name: "admission" } }],
    ["start of rux-1", { point: { name: "rux-1", side: "start" } }],
    ["end of chest CT", { point: { name: "chest CT", side: "end" } }],
    ["after onset of admission", { relation: "after", point: { name: "admission", side: "start" } }],
    ["4 months after rux-1", { point: { kind: "offset", direction: "after", point: { name: "rux-1" } } }],
    [
      "6 months before end of rux-1",
      { point: { kind: "offset", direction: "before", point: { name: "rux-1", side: "end" } } },
    ],
    ["before 2 weeks after 2015-07-03", { relation: "before", point: { kind: "offset", point: { kind: "date" } } }],
    [
      "1 day after 2 weeks before admission",
      { point: { kind: "offset", point: { kind: "offset", direction: "before" } } },
    ],
    ["day 3 of life", { point: { kind: "ordinal", unit: "d", number: 3, of: { name: "life" } } }],
    ["by week 2 of life", { relation: "by", point: { kind: "ordinal", unit: "wk", number: 2 } }],
    ["throughout month 1 of life", { relation: "throughout", point: { kind: "ordinal", unit: "mo" } }],
    ["over first 2 weeks of life", { relation: "over", point: { kind: "first", duration: { low: 2, unit: "wk" } } }],
    [
      "during first week of admission",
      { relation: "during", point: { kind: "first", duration: { low: 1, unit: "wk" } } },
    ],
    ["age 15 months", { point: { kind: "age", duration: { low: 15, unit: "mo" } } }],
    ["up to age 15 months", { relation: "up to", point: { kind: "age" } }],
    ["after 2 cycles of rux-1", { relation: "after", point: { kind: "cycles", of: { name: "rux-1" } } }],
    [
      "within 2 days after admission",
      { within: { side: "after", duration: { low: 2 } }, point: { name: "admission" } },
    ],
    ["within 2 days before admission", { within: { side: "before" }, point: { name: "admission" } }],
    ["within 24 hours of admission", { within: { side: "of" }, point: { name: "admission" } }],
    ["since 2015-07/2015-09", { relation: "since", point: { kind: "date", date: { kind: "interval" } } }],
    ["14:30", { point: { kind: "clock", minute: 870 } }],
    ["until 7:05", { relation: "until", point: { kind: "clock", minute: 425 } }],
    ["at 14:30 on day 2 of admission", { point: { kind: "clock", on: { kind: "ordinal", number: 2, offset: 12 } } }],
    ["hour 6 of life", { point: { kind: "ordinal", unit: "h", number: 6 } }],
    ["postoperative day 3 of admission", { point: { kind: "ordinal", unit: "d", number: 4 } }],
    ["postoperative day 0 of admission", { point: { kind: "ordinal", unit: "d", number: 1 } }],
    ["day 14 of cycle 2 of rux-1", { point: { kind: "cycle", day: 14, of: { name: "rux-1", offset: 21 } } }],
    ["day 14 of cycle 1 of rux-1", { point: { kind: "ordinal", unit: "d", number: 14, of: { name: "rux-1" } } }],
    ["during cycle 2 of rux-1", { relation: "during", point: { kind: "cycle", of: { name: "rux-1" } } }],
    ["since gestational age 20 weeks", { relation: "since", point: { kind: "words" } }],
    ["gestational age 32 weeks 4 days", { point: { kind: "words" } }],
    ["during third trimester", { point: { kind: "words" } }],
    ["since adolescence", { point: { kind: "words" } }],
    [
      "before 2015-03 or 2 days after rux-1",
      {
        relation: "before",
        point: {
          kind: "either",
          points: [
            { offset: 7, length: 7 },
            { kind: "offset", offset: 18 },
          ],
        },
      },
    ],
    ["  2015  ", { offset: 2, length: 4, point: { kind: "date", offset: 2, length: 4 } }],
    ["the operation", { point: { kind: "name", name: "the operation" } }],
  ])("%s", (text, tree) => {
    expect(read(text)).toMatchObject(tree);
    expect(read(text)).not.toHaveProperty("kind");
  });

  test("what is a known name is that name, whatever it looks like", () => {
    expect(read("day 4 labs")).toMatchObject({ point: { kind: "name", name: "day 4 labs" } });
    expect(read("start of therapy")).toMatchObject({ point: { name: "start of therapy" } });
    expect((read("start of therapy") as { point: object }).point).not.toHaveProperty("side");
    expect(read("2 days after start of therapy")).toMatchObject({ point: { point: { name: "start of therapy" } } });
  });

  test("every part knows its place in the text", () => {
    expect(read("before 2 weeks after rux-1")).toMatchObject({
      point: { offset: 7, length: 19, point: { offset: 21, length: 5 } },
    });
  });
});

describe("what the grammar does not know", () => {
  test.each([
    ["03/07/2015", 0, "`2015-07-03` (if the day comes first) or `2015-03-07`"],
    ["13/07/2015", 0, "write `2015-07-13`"],
    ["07/13/2015", 0, "write `2015-07-13`"],
    ["after 3.7.2015", 6, "write `2015-07-03`"],
    ["2015/07", 0, "write `2015-07`"],
    ["2015/07/03", 0, "write `2015-07-03`"],
    ["07/2015", 0, "write `2015-07`"],
    ["20150703", 0, "write `2015-07-03`"],
    ["2015-7-3", 0, "write `2015-07-03`"],
    ["03/07/15", 0, "four digits"],
    ["July 2015", 0, "write `2015-07`"],
    ["in July 2015", 0, "write `2015-07`"],
    ["in 2015", 0, "write `2015`"],
    ["by Sept. 2015", 3, "write `2015-09`"],
    ["3 July 2015", 0, "write `2015-07-03`"],
    ["July 3rd, 2015", 0, "write `2015-07-03`"],
    ["3 July", 0, "write `2015-07` or"],
    ["about 2015", 0, "write `2015~`"],
    ["circa 2015-07", 0, "write `2015-07~`"],
    ["the 2010s", 0, "write `201X`"],
    [
      "early 2015",
      0,
      "write `2015`, which is all that is certain; to keep it in words, undated, write `{text: early 2015}`",
    ],
    ["mid-2015", 0, "{text: mid-2015}"],
    ["in late July 2015", 0, "write `2015-07`, which is all that is certain"],
    ["before end of 2015", 7, "{text: before end of 2015}"],
    ["end of July 2015", 0, "write `2015-07`, which is all that is certain"],
    ["2 weeks after the beginning of 2015-07", 14, "write `2015-07`, which is all that is certain"],
    ["less than 2 days before admission", 0, "`within 2 days before admission`"],
    ["2015-07-03 14:30", 0, "write `2015-07-03T14:30`"],
    ["2015/", 0, "write `2015/..`"],
    ["2015-07 to 2015-09", 0, "write `2015-07/2015-09`"],
    ["4", 0, "`4 days after <id>`"],
    ["3 weeks", 0, "`3 weeks after <id>`"],
    ["after 3 weeks", 6, "`3 weeks after <id>`"],
    ["two months later", 0, "`two months after <id>`"],
    ["3 days ago", 0, "`3 days before <id>`"],
    ["2 weeks post admission", 0, "`2 weeks after admission`"],
    ["over 3 months before admission", 0, "`before 3 months before admission`"],
    ["more than 3 months before admission", 0, "`before 3 months before admission`"],
    ["at least two weeks after rux-1", 3, "`after two weeks after rux-1` for more than that, `two weeks after rux-1`"],
    ["less than 2 days after admission", 0, "`within 2 days after admission`"],
    ["during 3 months before admission", 0, "`from: 3 months before admission` and `until: admission`"],
    ["throughout 2 weeks after rux-1", 0, "`from: rux-1` and `until: 2 weeks after rux-1`"],
    ["over age 40 years", 0, "`after age 40 years`"],
    ["older than 40 years", 0, "`after age 40 years`"],
    ["1.5 years after admission", 0, "`18 months` for 1.5 years"],
    ["day 4", 0, "`day 4 of <id>`"],
    ["day 0 of admission", 0, "`start of admission`"],
    ["55 years old", 0, "write `age 55 years`"],
    ["age 55", 0, "write `age 55 years`"],
    ["25 min after admission", 0, "write `25 minutes after admission`"],
    ["within 24 h of admission", 7, "`24 hours of admission`"],
    ["2:30 pm", 0, "write `14:30`"],
    ["12 a.m.", 0, "write `0:00`"],
    ["after 14.30", 6, "write `14:30`"],
    ["25:30", 0, "{text:"],
    ["postoperative day 3", 0, "`postoperative day 3 of <id of the operation>`"],
    ["on the third postoperative day", 3, "`postoperative day 3 of <id of the operation>`"],
    ["POD#3 after admission", 0, "`postoperative day 3 of admission`"],
    ["4th hospital day", 0, "`day 4 of <id of the encounter>`"],
    ["day 0 of cycle 2 of rux-1", 0, "write `day 1 of cycle 2 of rux-1`"],
    ["C2D14", 0, "`day 14 of cycle 2 of <id>`"],
    ["day 14 of cycle 2", 10, "`cycle 2 of <id>`"],
    ["after the second cycle of rux-1", 6, "`cycle 2 of rux-1`"],
    ["at 32+4 weeks of gestation", 3, "`gestational age 32 weeks 4 days`"],
    ["32 4/7 weeks", 0, "`gestational age 32 weeks 4 days`"],
    ["GA 32 weeks", 0, "`gestational age 32 weeks`"],
    ["32nd week of gestation", 0, "`gestational week 32`"],
    ["2nd trimester of pregnancy", 0, "`second trimester`"],
    ["in adolescence", 0, "`during adolescence` or `since adolescence`"],
    ["at the age of 12", 3, "`age 12 years`"],
    ["DOL 3", 0, "`day 3 of life`"],
    ["2nd week of life", 0, "`week 2 of life`"],
    ["3rd day after rux-1", 0, "`3 days after rux-1`"],
    ["then", 0, "`after <id>`"],
    ["3 months postoperatively", 0, "`3 months after <id>`"],
    ["the following day", 0, "`1 day after <id>`"],
    ["the same day", 0, "`at <id>`"],
    ["between 2015 and 2017-03", 0, "`2015/2017-03`"],
    ["winter of 2015", 0, "`2015`, which is all that is certain"],
    ["for 3 weeks", 0, "`lasting: 3 weeks` and `until: <id>`"],
    ["past 3 weeks", 0, "`lasting: 3 weeks` and `until: <id>`"],
    ["rux-1 and admission", 0, "`start of rux-1`"],
    ["", 0, "{text: ...}"],
    ["after ", 0, "`after <id>`"],
    ["within 2 days", 7, "2 days"],
    ["2015;", 0, "{text: 2015;}"],
  ])("%s is refused at character %i with a hint: %s", (text, offset, hint) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: "unreadable", code: "case/unreadable-time", offset });
    expect("kind" in result && result.params.hint).toContain(hint);
  });

  test("an impossible date is named as such, at the part that is wrong", () => {
    expect(read("after 2023-02-31")).toMatchObject({
      code: "case/impossible-date",
      offset: 14,
      params: { date: "2023-02-31" },
    });
  });

  test("no text makes it fail, and what it refuses lies within the text", () => {
    const words = fc.constantFrom(
      "after",
      "before",
      "within",
      "of",
      "start of",
      "day",
      "3",
      "weeks",
      "2015-07",
      "first",
      "age",
      "rux-1",
      "(",
      "…",
      "  ",
    );
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(words).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (source) => {
        const result = read(source);
        expect(result.offset).toBeGreaterThanOrEqual(0);
        expect(result.offset).toBeLessThanOrEqual(source.length);
        if (!("kind" in result)) expect(result.text).toBe(source.trim());
      }),
      { numRuns: 1000 },
    );
  });

  test("a text of a megabyte is refused", () => {
    expect(read("a few ".repeat(200_000))).toMatchObject({ kind: "unreadable" });
  });
});
