import { describe, expect, test } from "vitest";
import { type ResolvedSpan, resolveTimes, type TimeNode } from "../../../src/case/time/index.js";
import type { Finding } from "../../../src/finding/finding.js";

/** Nodes by key, each named by its key. */
const resolve = (nodes: Record<string, Omit<TimeNode, "key" | "names">>) => {
  const list = Object.entries(nodes).map(([key, node]): TimeNode => ({ key, names: [key], ...node }));
  const { spans, findings } = resolveTimes(list, (key, field, offset, length) => ({
    file: `${key}.${field}`,
    line: 1,
    column: offset + 1,
    length,
  }));
  return { at: (key: string): ResolvedSpan => spans.get(key) ?? { kind: "none" }, findings };
};

const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

describe("points", () => {
  const anchors = {
    birth: { when: "2019-12-30" },
    day: { when: "2015-07-31" },
    month: { when: "2016-01" },
    stay: { from: "2015-11-03", until: "2015-11-20" },
    open: { from: "2014-09", lasts: true },
    dark: {},
  };
  test.each([
    ["2015-07", "2015-07", "2015-07-01", "2015-07-31"],
    ["at month", "2016-01", "2016-01-01", "2016-01-31"],
    ["on day", "2015-07-31", "2015-07-31", "2015-07-31"],
    ["2 months after day", "2015-09-30", "2015-09-30", "2015-09-30"],
    ["6 months before month", "2015-07", "2015-07-01", "2015-07-31"],
    ["4 weeks after month", "2016", "2016-01-29", "2016-02-28"],
    ["2-3 weeks after day", "2015-08", "2015-08-14", "2015-08-21"],
    ["48 hours after day", "2015-08-02", "2015-08-02", "2015-08-02"],
    ["12 hours after day", "2015", "2015-07-31", "2015-08-01"],
    ["1 week after end of stay", "2015-11-27", "2015-11-27", "2015-11-27"],
    ["1 week after start of stay", "2015-11-10", "2015-11-10", "2015-11-10"],
    ["1 month after open", "2014-10", "2014-10-01", "2014-10-30"],
    ["before day", undefined, undefined, "2015-07-31"],
    ["after stay", undefined, "2015-11-20", undefined],
    ["before stay", undefined, undefined, "2015-11-03"],
    ["by stay", undefined, undefined, "2015-11-20"],
    ["after open", undefined, "2014-09-01", undefined],
    ["shortly after stay", undefined, "2015-11-20", undefined],
    ["within 2 days after end of stay", "2015-11", "2015-11-20", "2015-11-22"],
    ["within 2 days before day", "2015-07", "2015-07-29", "2015-07-31"],
    ["within 2 days of day", "2015", "2015-07-29", "2015-08-02"],
    ["a few weeks after day", undefined, "2015-07-31", undefined],
    ["several months before day", undefined, undefined, "2015-07-31"],
    ["day 1 of life", "2019-12-30", "2019-12-30", "2019-12-30"],
    ["day 3 of life", "2020-01-01", "2020-01-01", "2020-01-01"],
    ["3 days after birth", "2020-01-02", "2020-01-02", "2020-01-02"],
    ["week 2 of life", "2020-01", "2020-01-06", "2020-01-12"],
    ["month 1 of life", undefined, "2019-12-30", "2020-01-29"],
    ["age 15 months", "2021", "2021-03-30", "2021-04-29"],
    ["age 5 hours", "2019-12", "2019-12-30", "2019-12-31"],
    ["age 23 hours", "2019-12", "2019-12-30", "2019-12-31"],
    ["age 30 hours", undefined, "2019-12-31", "2020-01-01"],
    ["age 90 minutes", "2019-12", "2019-12-30", "2019-12-31"],
    ["age 1-2 days", undefined, "2019-12-31", "2020-01-01"],
    ["2 weeks after 3 days before day", "2015-08-11", "2015-08-11", "2015-08-11"],
    ["after 2 cycles of stay", undefined, "2015-11-03", undefined],
    ["4 weeks after dark", undefined, undefined, undefined],
    ["35 months before 1 hour after 2017-01-28", "2014-02-28", "2014-02-28", "2014-02-28"],
    ["5000 years after day", "7015-07-31", "7015-07-31", "7015-07-31"],
    ["9000 years after day", undefined, undefined, undefined],
  ])("%s", (when, value, earliest, latest) => {
    const { at } = resolve({ ...anchors, it: { when } });
    const { kind, start, end } = at("it");
    expect(kind).toBe("point");
    expect(start).toEqual(end);
    expect([start?.value, start?.earliest, start?.latest]).toEqual([value, earliest, latest]);
    expect(start?.basis).toBe(value === undefined ? "none" : when === "2015-07" ? "stated" : "derived");
    expect(start?.phrase).toBe(when === "2015-07" ? undefined : when);
  });

  test.each([
    ["2015-07~", { value: "2015-07", approximate: true, phrase: "2015-07~" }],
    ["2015?", { value: "2015", uncertain: true, phrase: "2015?" }],
    ["201X", { earliest: "2010-01-01", latest: "2019-12-31", phrase: "201X" }],
    ["2015-07-03T14:30", { value: "2015-07-03", phrase: "2015-07-03T14:30" }],
    ["2015-07-03T14:30:00Z", { value: "2015-07-03T14:30:00Z" }],
  ])("%s is stated", (when, expected) => {
    const { start } = resolve({ it: { when } }).at("it");
    expect(start).toMatchObject({ basis: "stated", ...expected });
    expect(start?.phrase).toBe("phrase" in expected ? expected.phrase : undefined);
    if (start?.approximate || start?.uncertain) expect([start.earliest, start.latest]).toEqual([undefined, undefined]);
  });

  test.each([
    ["about 2 weeks after day", "approximate"],
    ["within about 3 days after day", "approximate"],
    ["within about 3 days of day", "approximate"],
    ["2 weeks after 2015-12-25~", "approximate"],
    ["2 weeks after roughly", "approximate"],
    ["end of roughly", "approximate"],
    ["1 day after 2015?", "uncertain"],
  ])("%s is not sure, so its words alone are told", (when, how) => {
    const { start } = resolve({ ...anchors, roughly: { when: "2015-12-25~" }, it: { when } }).at("it");
    const { anchor, ...told } = start ?? {};
    expect(told).toEqual({ basis: "none", [how]: true, phrase: when });
    if (when.includes("about")) expect(anchor?.offset).toBeUndefined();
  });

  test("an approximate date of a step is its items' as it is stated", () => {
    const { start } = resolve({ step: { when: "2015-07~" }, it: { parent: "step" } }).at("it");
    expect(start).toEqual({
      value: "2015-07",
      basis: "stated",
      inherited: true,
      approximate: true,
      phrase: "2015-07~",
    });
  });

  test("words are kept and undated", () => {
    const { at, findings } = resolve({ it: { when: { text: "at the time of writing" } } });
    expect(at("it").start).toEqual({ basis: "none", phrase: "at the time of writing" });
    expect(findings).toEqual([]);
  });

  test("an age in hours is exact where the birth is", () => {
    const birth = { when: "2019-12-30T08:00" };
    const at = (when: string) => resolve({ birth, it: { when } }).at("it").start?.value;
    expect(["age 5 hours", "age 15 hours", "age 16 hours"].map(at)).toEqual(["2019-12-30", "2019-12-30", "2019-12-31"]);
    expect(resolve({ birth: { when: "2020-02-29" }, it: { when: "age 5 hours" } }).findings).toEqual([]);
  });

  test("nothing said is nothing", () => {
    expect(resolve({ it: {} }).at("it")).toEqual({ kind: "none" });
  });
});

describe("anchors of derived times", () => {
  const anchors = { relapse: { when: "2015-07" }, stay: { from: "2015-11-03", until: "2015-11-20" } };
  test.each([
    ["4 months after relapse", { key: "relapse", side: "start", relation: "after", offset: { value: 4, unit: "mo" } }],
    [
      "2-3 weeks before end of stay",
      { key: "stay", side: "end", relation: "before", offset: { value: 2, high: 3, unit: "wk" } },
    ],
    ["after stay", { key: "stay", side: "end", relation: "after" }],
    ["a few days after relapse", { key: "relapse", side: "start", relation: "after" }],
    ["start of stay", { key: "stay", side: "start", relation: "concurrent" }],
    ["2 days after stay", { key: "stay", relation: "after", offset: { value: 2, unit: "d" } }],
    [
      "within 2 days after relapse",
      { key: "relapse", side: "start", relation: "after", offset: { value: 0, high: 2, unit: "d" } },
    ],
    [
      "within 2 days before relapse",
      { key: "relapse", side: "start", relation: "before", offset: { value: 0, high: 2, unit: "d" } },
    ],
    ["day 3 of life", { key: "birth", side: "start", relation: "after", offset: { value: 2, unit: "d" } }],
    ["age 15 months", { key: "birth", side: "start", relation: "after", offset: { value: 15, unit: "mo" } }],
    ["by stay", undefined],
    ["after 2 cycles of stay", { key: "stay", side: "start", relation: "after" }],
    ["day 14 of cycle 2 of stay", { key: "stay", side: "start", relation: "after" }],
    ["before cycle 2 of stay", undefined],
    [
      "postoperative day 2 of relapse",
      { key: "relapse", side: "start", relation: "after", offset: { value: 2, unit: "d" } },
    ],
    ["2015 or relapse", undefined],
    ["2 weeks after 2015-07", undefined],
    ["2 weeks after 1 week after relapse", undefined],
  ])("%s", (when, anchor) => {
    expect(resolve({ ...anchors, it: { when } }).at("it").start?.anchor).toEqual(anchor);
  });
});

describe("periods", () => {
  const stay = { from: "2015-11-03", until: "2015-11-20" };
  const span = (node: Omit<TimeNode, "key" | "names">) => {
    const { kind, start, end } = resolve({ stay, it: node }).at("it");
    const bounds = (time: typeof start) => time && [time.value, time.earliest, time.latest];
    return [kind, bounds(start), bounds(end)];
  };
  const within = ["2015-11", "2015-11-03", "2015-11-20"];
  test.each([
    [
      { from: "2015-07", until: "2015-09" },
      ["2015-07", "2015-07-01", "2015-07-31"],
      ["2015-09", "2015-09-01", "2015-09-30"],
    ],
    [
      { from: "2016-01", lasting: "4 weeks" },
      ["2016-01", "2016-01-01", "2016-01-31"],
      ["2016", "2016-01-29", "2016-02-28"],
    ],
    [
      { until: "2016-01-31", lasting: "4 weeks" },
      ["2016-01-03", "2016-01-03", "2016-01-03"],
      ["2016-01-31", "2016-01-31", "2016-01-31"],
    ],
    [
      { when: "2016-01-31", lasting: "1 month" },
      ["2016-01-31", "2016-01-31", "2016-01-31"],
      ["2016-02-29", "2016-02-29", "2016-02-29"],
    ],
    [
      { from: "2016-01-31", lasting: "several weeks" },
      ["2016-01-31", "2016-01-31", "2016-01-31"],
      [undefined, "2016-01-31", undefined],
    ],
    [{ when: "2015-07/2015-09" }, ["2015-07", "2015-07-01", "2015-07-31"], ["2015-09", "2015-09-01", "2015-09-30"]],
    [{ when: "2015-07/.." }, ["2015-07", "2015-07-01", "2015-07-31"], undefined],
    [{ when: "../2015-09" }, undefined, ["2015-09", "2015-09-01", "2015-09-30"]],
    [{ when: "during stay" }, within, within],
    [
      { when: "throughout stay" },
      ["2015-11-03", "2015-11-03", "2015-11-03"],
      ["2015-11-20", "2015-11-20", "2015-11-20"],
    ],
    [
      { when: "over first week of stay" },
      ["2015-11-03", "2015-11-03", "2015-11-03"],
      ["2015-11-10", "2015-11-10", "2015-11-10"],
    ],
    [{ when: "first week of stay" }, ["2015-11", "2015-11-03", "2015-11-10"], ["2015-11", "2015-11-03", "2015-11-10"]],
    [{ when: "during 2015" }, ["2015", "2015-01-01", "2015-12-31"], ["2015", "2015-01-01", "2015-12-31"]],
    [{ when: "up to 2011" }, [undefined, undefined, "2011-12-31"], [undefined, undefined, "2011-12-31"]],
    [{ when: "since 2014" }, ["2014", "2014-01-01", "2014-12-31"], undefined],
    [{ when: "until 2014" }, undefined, ["2014", "2014-01-01", "2014-12-31"]],
    [{ when: "2015-07", lasts: true }, ["2015-07", "2015-07-01", "2015-07-31"], undefined],
    [{ from: "after stay", lasts: true }, [undefined, "2015-11-20", undefined], undefined],
  ])("%o", (node, start, end) => {
    expect(span(node)).toEqual(["period", start, end]);
  });

  test("a duration alone is kept, dated or not", () => {
    expect(resolve({ it: { lasting: "3 days" } }).at("it")).toEqual({
      kind: "period",
      end: { basis: "none", phrase: "lasting 3 days" },
      duration: { value: 3, unit: "d", text: "3 days" },
    });
    expect(resolve({ it: { lasting: { text: "long term" } } }).at("it")).toEqual({
      kind: "period",
      duration: { text: "long term" },
    });
    expect(resolve({ it: { from: "2015", lasting: "2-3 weeks" } }).at("it").duration).toEqual({
      value: 2,
      high: 3,
      unit: "wk",
      text: "2-3 weeks",
    });
  });
});

describe("what a step says", () => {
  test("is its items' time, marked as inherited", () => {
    const { at } = resolve({
      step: { when: "4 weeks after mri" },
      mri: { when: "2016-01" },
      item: { parent: "step" },
      drug: { parent: "step", lasts: true },
    });
    expect(at("item").kind).toBe("point");
    expect(at("item").start).toEqual({ ...at("step").start, inherited: true });
    expect(at("drug")).toEqual({ kind: "period", start: { ...at("step").start, inherited: true } });
  });

  test("of a period, an item is some time in it", () => {
    const { at } = resolve({ step: { from: "2015-11-03", until: "2015-11-20" }, item: { parent: "step" } });
    expect(at("item").kind).toBe("period");
    expect(at("item").start).toMatchObject({
      value: "2015-11",
      basis: "derived",
      inherited: true,
      earliest: "2015-11-03",
      latest: "2015-11-20",
    });
  });

  test.each([
    [{ from: "2015-07", until: "2015-09~" }, "from 2015-07 until 2015-09~"],
    [{ from: "2015-07~" }, "from 2015-07~"],
    [{ until: { text: "the fall" } }, "until the fall"],
    [{ from: "2015-07", lasting: "3 weeks" }, "from 2015-07 lasting 3 weeks"],
    [{ when: "since 2015~" }, "since 2015~"],
    [{ when: "2015-07/2015-09~" }, "2015-07/2015-09~"],
    [{ when: "2015-07~/.." }, "2015-07~/.."],
    [{ from: "2015-07", until: "2015-09" }, undefined],
  ])("in words (%o) is told of its items as of both ends", (step, phrase) => {
    const { at } = resolve({ step, item: { parent: "step" } });
    expect(at("item").start?.phrase).toBe(phrase);
  });

  test("of how long it lasted is kept, undated, for all that is told in it", () => {
    const words = { basis: "none", inherited: true, phrase: "lasting 3 weeks" };
    const { at, findings } = resolve({
      step: { lasting: "3 weeks" },
      item: { parent: "step" },
      drug: { parent: "step", lasts: true },
      stay: { parent: "step", lasts: true, whole: true },
    });
    expect(at("item")).toEqual({ kind: "period", start: words, end: words });
    expect(at("drug")).toEqual({ kind: "period", start: words });
    expect(at("stay")).toEqual({ kind: "period", end: words });
    expect(findings).toEqual([]);
  });

  test("yields to what the item says itself, and to words", () => {
    const { at } = resolve({
      step: { when: "2015" },
      own: { parent: "step", when: "2016" },
      words: { parent: "step", when: { text: "then" } },
    });
    expect(at("own").start).toMatchObject({ value: "2016", basis: "stated" });
    expect(at("words").start).toEqual({ basis: "none", phrase: "then" });
  });

  test("gives a start to what only lasts", () => {
    const { at } = resolve({ step: { when: "2015-07-03" }, drug: { parent: "step", lasting: "3 days", lasts: true } });
    expect(at("drug")).toMatchObject({
      start: { value: "2015-07-03", inherited: true },
      end: { value: "2015-07-06", inherited: true },
    });
  });
});

describe("the ruxolitinib of the first case", () => {
  const { at, findings } = resolve({
    mri: { when: "2016-01" },
    rux: { children: ["rux-1", "rux-2", "pause", "rux-3", "rux-4"], lasts: true },
    "rux-1": { parent: "rux", from: "6 months before mri" },
    "rux-2": { parent: "rux", from: "2 months after start of rux-1", after: "rux-1" },
    pause: { parent: "rux", from: "2016-01", lasting: "4 weeks", after: "rux-2" },
    "rux-3": { parent: "rux", from: "end of pause", after: "pause" },
    "rux-4": { parent: "rux", from: "3 months after start of rux-3", after: "rux-3" },
  });

  test.each([
    ["rux", "2015-07", undefined],
    ["rux-1", "2015-07", "2015-09"],
    ["rux-2", "2015-09", "2016-01"],
    ["pause", "2016-01", "2016"],
    ["rux-3", "2016", "2016"],
    ["rux-4", "2016", undefined],
  ])("%s", (key, start, end) => {
    expect([at(key).start?.value, at(key).end?.value]).toEqual([start, end]);
  });

  test("keeps the bounds of what is only known to the year", () => {
    expect(at("rux-3").start).toMatchObject({ earliest: "2016-01-29", latest: "2016-02-28", phrase: "end of pause" });
    expect(at("rux-4").start).toMatchObject({ earliest: "2016-04-29", latest: "2016-05-28" });
    expect(at("rux-1").end).toMatchObject({ basis: "derived", phrase: "until start of rux-2" });
  });

  test("raises nothing", () => {
    expect(findings).toEqual([]);
  });
});

describe("courses", () => {
  test("without a time follow the one before", () => {
    const { at } = resolve({ drug: { children: ["a", "b"] }, a: { from: "2015-07" }, b: { after: "a" } });
    expect(at("b").start).toEqual({ basis: "none", earliest: "2015-07-01" });
    expect(at("a").end).toBeUndefined();
  });

  test("that count from the end of the one before do not end it", () => {
    const { at, findings } = resolve({
      drug: { children: ["a", "b"] },
      a: { from: "2015-07" },
      b: { after: "a", from: "2 weeks after a" },
      c: { from: "end of a" },
    });
    expect(at("b").start).toMatchObject({
      earliest: "2015-07-15",
      latest: "2015-08-14",
      anchor: { key: "a", side: "start" },
    });
    expect(at("a").end).toBeUndefined();
    expect(at("c").start).toMatchObject({ earliest: "2015-07-01" });
    expect(codes(findings)).toEqual([]);
  });

  test("the last one ends with its drug", () => {
    const { at } = resolve({
      drug: { children: ["a", "b"], until: "2016" },
      a: { parent: "drug", from: "2014" },
      b: { parent: "drug", after: "a", from: "2015" },
    });
    expect(at("b").end).toMatchObject({ value: "2016", inherited: true });
    expect(at("drug").start?.value).toBe("2014");
  });
});

describe("findings", () => {
  const expectOne = (
    nodes: Parameters<typeof resolve>[0],
    code: string,
    file: string,
    column: number,
    text: string,
  ): void => {
    const { findings } = resolve(nodes);
    expect(codes(findings)).toEqual([code]);
    expect(findings[0]?.case).toMatchObject({ file, column });
    expect(`${findings[0]?.message} | ${findings[0]?.hint}`).toContain(text);
  };

  test("an unknown anchor, with the nearest name", () => {
    expectOne(
      { "rux-1": { when: "2015" }, it: { when: "2 days after rux1" } },
      "case/unknown-anchor",
      "it.when",
      14,
      'did you mean "rux-1"?',
    );
    expectOne(
      { it: { when: "after the operation" } },
      "case/unknown-anchor",
      "it.when",
      7,
      "{text: after the operation}",
    );
  });

  test("a name that two things bear", () => {
    const nodes: TimeNode[] = [
      { key: "a", names: ["a", "plasma exchange"], when: "2015" },
      { key: "b", names: ["b", "plasma exchange"], when: "2016" },
      { key: "c", names: ["c"], when: "after plasma exchange" },
    ];
    const { findings, spans } = resolveTimes(nodes, () => undefined);
    expect(codes(findings)).toEqual(["case/ambiguous-name"]);
    expect(findings[0]?.message).toContain("2 things");
    expect(spans.get("c")?.start?.earliest).toBeUndefined();
  });

  test("an impossible date and an unreadable phrase, where they stand", () => {
    expectOne({ it: { from: "after 2023-02-31" } }, "case/impossible-date", "it.from", 15, "2023-02 has 28 days");
    expectOne({ it: { until: "by July 2015" } }, "case/unreadable-time", "it.until", 4, "write `2015-07`");
    expectOne({ it: { lasting: "some time" } }, "case/unreadable-duration", "it.lasting", 1, "`note`");
  });

  test("a range that runs backwards, with the range that was meant", () => {
    expectOne({ it: { lasting: "3-2 days" } }, "case/unreadable-duration", "it.lasting", 1, "`2-3 days`");
  });

  test("a circle, once, naming its members", () => {
    const { findings } = resolve({
      a: { when: "after b" },
      b: { when: "2 days after c" },
      c: { when: "before a" },
      d: { when: "after a" },
    });
    expect(codes(findings)).toEqual(["case/time-cycle"]);
    expect(findings[0]?.message).toContain('"a" -> "b" -> "c" -> "a"');
    expect(findings[0]?.case).toMatchObject({ file: "a.when", column: 1 });
  });

  test("a circle through a step, and one with itself", () => {
    expectOne(
      { step: { when: "onset of item" }, item: { parent: "step" } },
      "case/time-cycle",
      "step.when",
      1,
      '"item" -> "step" -> "item"',
    );
    expectOne({ a: { when: "2 days after a" } }, "case/time-cycle", "a.when", 1, '"a" -> "a"');
  });

  test("an open reading, when the two ends differ", () => {
    const stay = { from: "2015-11-03", until: "2015-11-20" };
    expectOne(
      { stay, it: { when: "2 weeks after stay" } },
      "case/ambiguous-anchor",
      "it.when",
      15,
      "`2 weeks after start of stay` or `2 weeks after end of stay`",
    );
    expect(resolve({ stay, it: { when: "2 weeks after stay" } }).at("it").start).toMatchObject({
      earliest: "2015-11-17",
      latest: "2015-12-04",
    });
    expect(resolve({ drug: { from: "2015", lasts: true }, it: { when: "2 weeks after drug" } }).findings).toEqual([]);
    expect(resolve({ day: { when: "2015-07-03" }, it: { when: "2 weeks after day" } }).findings).toEqual([]);
  });

  test("a distance from what has no date", () => {
    expectOne(
      { drug: { lasts: true, when: "after day" }, day: {}, it: { when: "4 months after drug" } },
      "case/unreachable-anchor",
      "it.when",
      16,
      "stays undated",
    );
    expect(resolve({ drug: {}, it: { when: "after drug" } }).findings).toEqual([]);
    expect(resolve({ it: { when: "day 3 of life" } }).findings).toEqual([]);
  });

  test("an end before the start", () => {
    expectOne(
      { it: { from: "2016-02", until: "2016-01" } },
      "case/time-contradiction",
      "it.until",
      1,
      "ends (2016-01) before it starts (2016-02)",
    );
    expectOne({ it: { when: "2016/2015" } }, "case/time-contradiction", "it.when", 1, "before it starts");
    expect(resolve({ it: { from: "2016-01-15", until: "2016-01" } }).findings).toEqual([]);
    expect(resolve({ it: { from: "2016-02~", until: "2016-01" } }).findings).toEqual([]);
  });

  test("by the clock where both ends have one, across zones", () => {
    const flight = { from: "2015-07-03T23:00+10:00", until: "2015-07-03T15:00+00:00" };
    expect(resolve({ flight }).findings).toEqual([]);
    expectOne(
      { it: { from: "2015-07-03T12:00Z", until: "2015-07-03T12:30+02:00" } },
      "case/time-contradiction",
      "it.until",
      1,
      "before it starts",
    );
  });

  test("a duration that is not the time from start to end, give or take one unit", () => {
    expectOne(
      { it: { from: "2016-01-01", until: "2016-06-01", lasting: "4 weeks" } },
      "case/time-contradiction",
      "it.lasting",
      1,
      "lasts 4 weeks",
    );
    expect(resolve({ it: { from: "2016-01-01", until: "2016-02-01", lasting: "4 weeks" } }).findings).toEqual([]);
  });

  test("a restart before the pause", () => {
    expectOne(
      {
        drug: { children: ["pause", "again"] },
        pause: { from: "2016-01", lasting: "4 weeks" },
        again: { after: "pause", from: "2015-12" },
      },
      "case/time-contradiction",
      "again.from",
      1,
      '"again" starts (2015-12) before "pause" (2016-01)',
    );
  });

  test("courses that overlap for certain are a warning", () => {
    const { findings } = resolve({
      drug: { children: ["a", "b"] },
      a: { from: "2016-01-10", lasting: "4 weeks" },
      b: { after: "a", from: "2016-01-20" },
    });
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([["warning", "case/courses-overlap"]]);
  });

  test("a course outside of what its drug says", () => {
    expectOne(
      { drug: { children: ["a"], from: "2016" }, a: { parent: "drug", from: "2015" } },
      "case/time-contradiction",
      "a.from",
      1,
      'before "drug"',
    );
    expectOne(
      { drug: { children: ["a"], until: "2016" }, a: { parent: "drug", from: "2016", until: "2017" } },
      "case/time-contradiction",
      "a.until",
      1,
      'after "drug"',
    );
  });

  test("a time said twice", () => {
    expectOne({ it: { when: "2015", from: "2015-07" } }, "case/time-said-twice", "it.when", 1, "`from`");
  });
});

test("twenty thousand courses in a row are no deep stack", () => {
  const count = 20_000;
  const nodes: TimeNode[] = Array.from({ length: count }, (_, i) => ({
    key: `c${i}`,
    names: [`c${i}`],
    ...(i === 0 ? { from: "2000-01-01" } : { from: `1 day after start of c${i - 1}`, after: `c${i - 1}` }),
  }));
  const { spans, findings } = resolveTimes(nodes, () => undefined);
  expect(findings).toEqual([]);
  expect(spans.get(`c${count - 1}`)?.start?.value).toBe("2054-10-03");
});
