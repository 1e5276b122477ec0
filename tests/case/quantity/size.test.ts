import { describe, expect, test } from "vitest";
import { readResult, readSize } from "../../../src/case/quantity/index.js";

const cm = { text: "cm", ucum: "cm" };
const axes = (text: string) =>
  readResult(text).value?.axes?.lengths.map(({ approximate, value, unit }) => [
    `${approximate ? "about " : ""}${value}`,
    unit?.ucum,
  ]);

describe("several axes", () => {
  test.each([
    [
      "45 x 38 mm",
      [
        ["45", "mm"],
        ["38", "mm"],
      ],
    ],
    [
      "70x30mm",
      [
        ["70", "mm"],
        ["30", "mm"],
      ],
    ],
    [
      "2cm x 1 cm",
      [
        ["2", "cm"],
        ["1", "cm"],
      ],
    ],
    [
      "2 cm x 8 mm",
      [
        ["2", "cm"],
        ["8", "mm"],
      ],
    ],
    [
      "5.2 × 4.1 × 3.0 cm",
      [
        ["5.2", "cm"],
        ["4.1", "cm"],
        ["3.0", "cm"],
      ],
    ],
    [
      "about 4 x 3 cm",
      [
        ["about 4", "cm"],
        ["about 3", "cm"],
      ],
    ],
    [
      "2,5 x 1,25 cm",
      [
        ["2.5", "cm"],
        ["1.25", "cm"],
      ],
    ],
  ])("%s", (text, lengths) => {
    expect(axes(text)).toEqual(lengths);
  });

  test("keep what is printed and what stands in brackets", () => {
    expect(readResult("2,5 x 1 cm (largest)").value).toMatchObject({
      axes: {
        lengths: [{ isReprinted: true, text: "2,5 cm" }, { text: "1 cm" }],
        text: "2,5 x 1 cm",
      },
      words: ["largest"],
    });
  });

  test.each([
    ["120 × 70 mmHg", "a blood pressure is written 120/70 mmHg"],
    ["3 x 4", "one unit of length for all its numbers"],
    ["3 x 4 mg", "one unit of length for all its numbers"],
    ["1 x 2 x 3 x 4 cm", "one unit of length for all its numbers"],
    ["over 3 x 4 cm", "one unit of length for all its numbers"],
  ])("%s is none", (text, hint) => {
    expect(readResult(text).refusal?.params.hint).toContain(hint);
  });

  test("are no powers of ten", () => {
    expect(readResult("6.8 x 10^9/L").value?.quantity).toMatchObject({ value: "6.8", unit: { ucum: "10*9/L" } });
  });
});

describe("a size", () => {
  test.each([
    ["4 cm", { value: "4", unit: cm }],
    ["about 4 cm", { approximate: true, value: "4" }],
    ["<4 cm", { comparator: "<", value: "4" }],
    ["3-4 cm", { value: "3", high: "4" }],
    ["2 x 1 cm", { lengths: [{ value: "2" }, { value: "1" }] }],
  ])("is %s", (text, size) => {
    expect(readSize(text).value).toMatchObject(size);
  });

  test.each([
    ["large", "case/unreadable-size", '"large" is no size'],
    ["4", "case/unreadable-size", '"4" is no size'],
    ["30 mL", "case/unreadable-size", '"30 mL" is no size'],
    ["4 cm (large)", "case/unreadable-size", "a size stands alone"],
  ])("is not %s", (text, code, problem) => {
    expect(readSize(text).refusal).toMatchObject({ code, params: { problem } });
  });

  test("has a unit that is known", () => {
    expect(readSize("4 cmm").refusal).toMatchObject({ code: "case/unknown-unit", offset: 2, length: 3 });
  });
});

describe("a duration in two units", () => {
  test.each([
    ["35 weeks 4 days", "249", "d", "weeks and days"],
    ["35+4 weeks", "249", "d", "weeks and days"],
    ["35 weeks + 4 days", "249", "d", "weeks and days"],
    ["35 wk 0 d", "245", "d", "weeks and days"],
    ["2 h 30 min", "150", "min", "hours and minutes"],
    ["1 year and 3 months", "15", "mo", "years and months"],
    ["1 day, 2 hours", "26", "h", "days and hours"],
  ])("%s", (text, value, ucum, computedFrom) => {
    expect(readResult(text).value?.quantity).toMatchObject({ value, unit: { ucum }, computedFrom, text });
  });

  test.each(["35 weeks 7 days", "35+9 weeks", "35.5 weeks 4 days", "2 years 40 days", "35+4 months", "35+4"])(
    "%s is none",
    (text) => {
      expect(readResult(text).refusal?.code).toBe("case/unknown-unit");
    },
  );

  test("leaves one unit as it is", () => {
    expect(readResult("35 weeks").value?.quantity).toMatchObject({ value: "35", unit: { text: "weeks", ucum: "wk" } });
  });
});
