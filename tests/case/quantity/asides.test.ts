import { describe, expect, test } from "vitest";
import { readCase } from "../../../src/case/index.js";
import { asides, readResult } from "../../../src/case/quantity/index.js";

const written = (text: string): string[] => {
  const { value } = readResult(text);
  return value ? asides(value).map((aside) => aside.written) : ["it is refused"];
};

describe("words in brackets that look like more", () => {
  test.each([
    ["5 mg/L (3.3-19.4)", "ref 3.3-19.4"],
    ["5 mg/L (3.3-19.4 mg/L)", "ref 3.3-19.4 mg/L"],
    ["5 mg/L (high, <5)", "ref <5"],
    ["negative (≤ 0.8)", "ref ≤ 0.8"],
    ["5 mg/L (ref)", "ref 3.3-19.4"],
    ["5 mg/L (Reference:)", "ref 3.3-19.4"],
    ["5 mg/L (H)", "high"],
    ["5 mg/L (ll)", "critically low"],
    ["1:320 (+)", "positive"],
    ["3.3 mmol/L (low; ref 3.5-5)", "low, ref 3.5-5"],
    ["2.2 mmol/L (normal range 2.1-2.6)", "ref 2.1-2.6"],
    ["142 U/L (high (ref 0-35))", "high, ref 0-35"],
  ])("%s", (text, proposed) => {
    expect(written(text)).toEqual([proposed]);
    const said = readResult(text.replace(/\(.*\)/, `(${proposed})`)).value;
    expect(said?.range ?? said?.interpretation).toBeDefined();
  });

  test.each([
    "5 mg/L (high)",
    "5 mg/L (3-4 weeks later)",
    "5 mg/L (2-3 h)",
    "5 mg/L (ref 3-4, 3.3-19.4)",
    "5 mg/L (fever)",
  ])("%s is as it is meant", (text) => {
    expect(written(text)).toEqual([]);
  });

  test("are pointed out where they stand", () => {
    const { findings } = readCase(
      "language: 1\ncase: a\nnamespace: urn:x:y\npatient: {}\nlabs: {results: {x: 5 mg/L (H)}}\n",
    );
    expect(findings).toMatchObject([
      {
        severity: "information",
        code: "case/words-in-brackets",
        case: { line: 5, column: 21 },
        hint: "if more is meant, write `high`",
      },
    ]);
  });
});
