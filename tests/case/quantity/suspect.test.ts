import { describe, expect, test } from "vitest";
import { readCase } from "../../../src/case/index.js";
import { contradictions, readResult } from "../../../src/case/quantity/index.js";

const said = (text: string): string[] => {
  const { value, refusal } = readResult(text);
  if (refusal) throw new Error("it is refused");
  return contradictions(value);
};

describe("a result that contradicts itself", () => {
  test.each([
    ["negative (positive)", '"positive" and "negative" exclude one another'],
    ["5 mg/L (low, high)", '"high" and "low" exclude one another'],
    ["7 mg/L (Normal, critically high)", '"normal" and "high" exclude one another'],
    ["2 mg/L (high, ref 3.3-19.4)", "2 mg/L is called high, and its reference range is 3.3-19.4"],
    ["10 mg/L (high, ref 3.3-19.4)", "10 mg/L is called high, and its reference range is 3.3-19.4"],
    ["<2 mg/L (high, ref <5 mg/L)", "<2 mg/L is called high, and its reference range is <5 mg/L"],
    ["2 mg/L (high, ref >60)", "2 mg/L is called high, and its reference range is >60"],
    ["66 (low, ref 3.3-19.4)", "66 is called low, and its reference range is 3.3-19.4"],
    ["66-70 mg/L (normal, ref 3.3-19.4)", "66-70 mg/L is called normal, and its reference range is 3.3-19.4"],
    ["66 mg/L (ref 3.3-19.4 g/L)", "the value is in mg/L, and its reference range in g/L"],
    ["66 mg/L (high, ref 3.3-19.4 s)", "the value is in mg/L, and its reference range in s"],
    ["5 mg/L = 6 mg/L", "5 mg/L is said to be 6 mg/L"],
    ["5-6 mg/L = 5-7 mg/L", "5-6 mg/L is said to be 5-7 mg/L"],
  ])("%s", (text, sentence) => {
    expect(said(text)).toEqual([sentence]);
  });

  test.each([
    "66 mg/L (high, ref 3.3-19.4)",
    "19.4 mg/L (high, ref 3.3-19.4)",
    "3.3 mg/L (low, ref 3.3-19.4)",
    "10 mg/L (normal, ref 3.3-19.4)",
    "10 mg/L (abnormal, ref 3.3-19.4)",
    ">2 mg/L (high, ref 3.3-19.4)",
    "<25 mg/L (low, ref 3.3-19.4)",
    "about 19 mg/L (high, ref 3.3-19.4)",
    "70 mg/L (high, ref >60)",
    "5 (high, ref 3-19 mg/L)",
    "40 U/L (high, ref 10-35 IU/L)",
    "6.8 10^9/L (ref 4-10 10^3/uL)",
    "5 mg/dL (ref 3-6 mg/dl)",
    "5.0 mg/L = 5 mg/L",
    "about 5 mg/L = 5.2 mg/L",
    "<5 mg/L = 4 mg/L",
    "120.3 umol/L = 7.1 mg/dL",
    "positive (weakly)",
    "positive (negative before)",
    "not detected (normal)",
  ])("%s may be so", (text) => {
    expect(said(text)).toEqual([]);
  });

  test("is kept as written, with a warning where it stands", () => {
    const { case: source, findings } = readCase(
      "language: 1\ncase: a\nnamespace: urn:x:y\npatient: {}\nlabs: {results: {x: negative (positive)}}\n",
    );
    expect(source).toBeDefined();
    expect(findings).toMatchObject([
      { severity: "warning", code: "case/suspect-result", case: { line: 5, column: 21 } },
    ]);
  });
});
