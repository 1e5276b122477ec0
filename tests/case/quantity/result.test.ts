import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResult } from "../../../src/case/quantity/index.js";
import { INTERPRETATIONS, VERDICTS } from "../../../src/case/quantity/verdicts.js";

const unit = (ucum: string, text = ucum) => ({ text, ucum });

describe("results", () => {
  test.each([
    ["7.0", { quantity: { value: "7.0" } }],
    ["-2.6", { quantity: { value: "-2.6" } }],
    ["−2.6", { quantity: { value: "-2.6" } }],
    ["0.50 mg/L", { quantity: { value: "0.50", unit: unit("mg/L") } }],
    ["12E4 /uL", { quantity: { value: "12E4", unit: unit("/uL") } }],
    ["0,5", { quantity: { value: "0.5", isReprinted: true, text: "0,5" } }],
    ["−2,68 mg/L", { quantity: { value: "-2.68", isReprinted: true, text: "−2,68 mg/L" } }],
    ["0,125 mg/L", { quantity: { value: "0.125" } }],
    ["1627,125 mg/L", { quantity: { value: "1627.125" } }],
    ["1,0000 mg/L", { quantity: { value: "1.0000" } }],
    ["1\u202f627 IU/L", { quantity: { value: "1627", isReprinted: true, text: "1\u202f627 IU/L" } }],
    ["450\u00a0000/mm3", { quantity: { value: "450000", unit: unit("/mm3") } }],
    ["1\u2009234,5 mg/L", { quantity: { value: "1234.5" } }],
    ["5\u2009mg/L", { quantity: { value: "5", unit: unit("mg/L") } }],
    ["2.5-3,5 g/L", { quantity: { value: "2.5", high: "3.5", isReprinted: true } }],
    ["1:10\u2009000", { ratio: { denominator: "10000", isReprinted: true, text: "1:10\u2009000" } }],
    [
      "120/70,5 mmHg",
      {
        pair: {
          first: { value: "120", text: "120 mmHg" },
          second: { value: "70.5", isReprinted: true, text: "70,5 mmHg" },
        },
      },
    ],
    ["15 g/L (ref 3,3-19,4)", { range: { low: "3.3", high: "19.4", text: "3,3-19,4" } }],
    ["45%", { quantity: { value: "45", unit: unit("%") } }],
    ["<5 %", { quantity: { comparator: "<", value: "5", unit: unit("%") } }],
    ["<= 5 mg/L", { quantity: { comparator: "<=", value: "5" } }],
    ["≥5 mg/L", { quantity: { comparator: ">=", value: "5" } }],
    ["over 5 mg/L", { quantity: { comparator: ">", value: "5" } }],
    ["At least 5 mg/L", { quantity: { comparator: ">=", value: "5" } }],
    ["about 4 cm", { quantity: { approximate: true, value: "4", unit: unit("cm") } }],
    ["3.3-19.4 mg/L", { quantity: { value: "3.3", high: "19.4", unit: unit("mg/L") } }],
    ["3 – 4 mg/L", { quantity: { value: "3", high: "4" } }],
    ["3 to 4 mg/L", { quantity: { value: "3", high: "4" } }],
    [
      "120.3 umol/L = 7.1 mg/dL",
      {
        quantity: { value: "120.3", text: "120.3 umol/L" },
        same: [{ value: "7.1", unit: unit("mg/dL"), text: "7.1 mg/dL" }],
      },
    ],
    [
      "15.3 g/L (high)",
      { quantity: { value: "15.3" }, words: ["high"], interpretation: { code: "H", display: "High" } },
    ],
    ["66 mg/L (high, ref 3.3-19.4)", { words: ["high"], range: { low: "3.3", high: "19.4", text: "3.3-19.4" } }],
    ["66 mg/L (ref 3.3-19.4 mg/L)", { range: { unit: unit("mg/L") } }],
    ["66 mg/L (ref <5)", { range: { high: "5", text: "<5" } }],
    ["66 mg/L (ref. range: up to 5)", { range: { high: "5" } }],
    ["66 mg/L (reference >= 60)", { range: { low: "60" } }],
    ["5 mg/(24.h)", { quantity: { value: "5", unit: unit("mg/(24.h)") } }],
    ["5 mg/(24.h) (low)", { quantity: { unit: unit("mg/(24.h)") }, interpretation: { code: "L" } }],
    [
      "28.24 (positive, strong, ref 0.0-0.8)",
      {
        quantity: { value: "28.24" },
        words: ["positive", "strong"],
        interpretation: { code: "POS" },
        range: { low: "0.0" },
      },
    ],
    ["38 °C (fever)", { quantity: { unit: unit("Cel", "°C") }, words: ["fever"] }],
    [
      "1:320 (positive)",
      { ratio: { numerator: "1", denominator: "320", text: "1:320" }, interpretation: { code: "POS" } },
    ],
    [">1:320", { ratio: { comparator: ">", numerator: "1", denominator: "320", text: ">1:320" } }],
    ["at most 1:80", { ratio: { comparator: "<=", denominator: "80", text: "at most 1:80" } }],
    ["about 1:320", { ratio: { approximate: true, denominator: "320", text: "about 1:320" } }],
    [
      "160/90 mmHg",
      { pair: { first: { value: "160", unit: unit("mm[Hg]", "mmHg") }, second: { value: "90" }, text: "160/90 mmHg" } },
    ],
    ["negative", { verdict: "negative", interpretation: { code: "NEG", display: "Negative" } }],
    ["Not detected", { verdict: "not detected", interpretation: { code: "ND" } }],
    ["falling (gradual)", { verdict: "falling", words: ["gradual"] }],
    ["value not given", { verdict: "value not given" }],
    ["not  detected  (twice)", { verdict: "not detected", words: ["twice"] }],
    ["at  least  5  mg/L", { quantity: { comparator: ">=", value: "5" } }],
    ["  high  ", { verdict: "high", text: "high" }],
  ])("%s", (text, expected) => {
    expect(readResult(text).value).toMatchObject(expected);
  });

  test("has one kind of value, no more interpretation than was said, and its own text", () => {
    expect(readResult("1:320").value).toEqual({
      ratio: { numerator: "1", denominator: "320", text: "1:320" },
      text: "1:320",
    });
    expect(readResult("rising (slightly)").value).toEqual({
      verdict: "rising",
      words: ["slightly"],
      text: "rising (slightly)",
    });
    expect(readResult("38 °C (fever, constructor)").value).not.toHaveProperty("interpretation");
  });

  test.each(VERDICTS)("%s is a result", (verdict) => {
    expect(readResult(verdict).value?.verdict).toBe(verdict);
  });
});

test("interpretations are HL7's codes with HL7's displays", () => {
  const path = createRequire(import.meta.url).resolve(
    "hl7.fhir.r4.examples/CodeSystem-v3-ObservationInterpretation.json",
  );
  interface Concept {
    code: string;
    display: string;
    concept?: Concept[];
  }
  const all = (concepts: Concept[]): [string, string][] =>
    concepts.flatMap(({ code, display, concept = [] }) => [[code, display] as [string, string], ...all(concept)]);
  const official = new Map(all((JSON.parse(readFileSync(path, "utf8")) as { concept: Concept[] }).concept));
  for (const { code, display } of Object.values(INTERPRETATIONS)) expect(official.get(code)).toBe(display);
});

describe("what is refused", () => {
  test.each([
    ["12,500 mg/L", "case/ambiguous-number", 0, 6, { first: "12.500", second: "12500" }],
    ["1,627 IU/L", "case/ambiguous-number", 0, 5, { first: "1.627", second: "1627" }],
    ["<1,500 mg/L", "case/ambiguous-number", 1, 5, { first: "1.500" }],
    ["66 mg/L (ref 3,300-19,400)", "case/ambiguous-number", 13, 5, { first: "3.300" }],
    ["1 627 IU/L", "case/odd-number", 0, 5, { hint: "write `1627`" }],
    ["1,5e3 /uL", "case/odd-number", 0, 5, { hint: "write `1.5e3`" }],
    ["1_000 IU/L", "case/odd-number", 0, 5, { hint: "write `1000`" }],
    ["1 in 320", "case/unreadable-result", 0, 8, { hint: "write `1:320` for a titre" }],
    ["66 mg/L (high", "case/unreadable-result", 8, 5, { hint: "write `66 mg/L (high)`" }],
    ["5 mg/(24.h", "case/unreadable-result", 5, 5, { hint: "write `5 mg/(24.h)`" }],
    [
      "fever (slight",
      "case/unreadable-result",
      6,
      7,
      { problem: "this bracket is not closed", hint: "to keep it in words, write `{text: fever (slight}`" },
    ],
    ["1,234,567", "case/odd-number", 0, 9, { hint: "write `1234567`" }],
    ["1.234,5", "case/odd-number", 0, 7, { hint: "write `1234.5`" }],
    ["010 mg/L", "case/odd-number", 0, 3, { hint: "write `10`" }],
    [".5 mg/L", "case/odd-number", 0, 2, { hint: "write `0.5`" }],
    ["5. mg/L", "case/odd-number", 0, 2, { hint: "write `5`" }],
    ["+5", "case/odd-number", 0, 2, { hint: "write `5`" }],
    ["1.2.3", "case/odd-number", 0, 5, {}],
    ["9-5 mg/L", "case/odd-number", 0, 3, { hint: "write the lower number first: `5-9`" }],
    ["5   mgg  = 3 mg", "case/unknown-unit", 4, 3, {}],
    ["66   mg/L  (high,  ref  x)", "case/unreadable-result", 24, 1, {}],
    ["5 mgg", "case/unknown-unit", 2, 3, { hint: 'did you mean "mg"?' }],
    ["5 mg/L = 3 mgg", "case/unknown-unit", 11, 3, {}],
    ["20 mg/L, high", "case/unknown-unit", 3, 10, {}],
    ["38 C", "case/wrong-unit", 3, 1, { hint: 'did you mean "°C"?' }],
    ["elevated", "case/unreadable-result", 0, 8, { hint: 'did you mean "high"?' }],
    ["postive", "case/unreadable-result", 0, 7, { hint: 'did you mean "positive"?' }],
    ["neg", "case/unreadable-result", 0, 3, { hint: 'did you mean "negative"?' }],
    [
      "negative x3",
      "case/unreadable-result",
      0,
      11,
      { hint: "words beside a result stand in brackets: `negative (x3)`" },
    ],
    [
      "positive, strong",
      "case/unreadable-result",
      0,
      16,
      { hint: "words beside a result stand in brackets: `positive (strong)`" },
    ],
    ["toString", "case/unreadable-result", 0, 8, { hint: "to keep it in words, write `{text: toString}`" }],
    ["1/320 (positive)", "case/unreadable-result", 0, 5, {}],
    ["120/80", "case/unreadable-result", 0, 6, { hint: expect.stringContaining("`120/80 mmHg` for a blood pressure") }],
    ["1/320", "case/unreadable-result", 0, 5, { hint: expect.stringContaining("`1:320` for a titre") }],
    ["6.8x10 3 ul", "case/unknown-unit", 3, 8, { hint: 'did you mean "10*3/uL"?' }],
    ["6.8 x 10^9 L", "case/unknown-unit", 4, 8, { hint: 'did you mean "10*9/L"?' }],
    ["3 cups per day", "case/unknown-unit", 2, 12, { hint: expect.stringContaining("`{cups}/day`") }],
    ["3 great cups", "case/unknown-unit", 2, 10, { hint: expect.stringContaining("`{great_cups}`") }],
    ["1:320 mg", "case/unreadable-result", 5, 2, {}],
    ["5 mg/L =", "case/unreadable-result", 8, 1, {}],
    ["5 mg/L (ref 5)", "case/unreadable-result", 12, 1, {}],
    ["5 mg/L (ref about 5)", "case/unreadable-result", 12, 7, {}],
    [
      "5 mg/L (high, ref 3.3-19.4, ref 5-6)",
      "case/unreadable-result",
      28,
      7,
      { problem: '"ref 5-6" is a second reference range', hint: expect.stringContaining("`note`") },
    ],
    [
      "polyclonal hypergammaglobulinaemia",
      "case/unreadable-result",
      0,
      34,
      { hint: "to keep it in words, write `{text: polyclonal hypergammaglobulinaemia}`" },
    ],
    ["", "case/unreadable-result", 0, 1, {}],
    ["(high)", "case/unreadable-result", 0, 1, {}],
  ])("%s", (text, code, offset, length, params) => {
    expect(readResult(text).refusal).toMatchObject({ code, offset, length, params });
  });
});

describe("any text", () => {
  const part = fc.constantFrom(
    "5",
    "5.0",
    "-",
    "<",
    "about ",
    "mg/L",
    " ",
    "(",
    ")",
    "high",
    "ref ",
    "=",
    ",",
    "/",
    ":",
    "90",
    "µ",
    "10^9",
    "negative",
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(part).map((parts) => parts.join("")),
  );

  test("is read or refused within itself", () => {
    fc.assert(
      fc.property(text, (source) => {
        const { value, refusal } = readResult(source);
        expect(value === undefined).not.toBe(refusal === undefined);
        if (refusal) expect(refusal.offset).toBeLessThanOrEqual(source.length);
        if (value) expect(value.text).toBe(source.replace(/[ \t]{2,}/g, " ").trim());
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps the digits of every number", () => {
    const digits = fc
      .tuple(fc.nat(99999), fc.stringMatching(/^\d{0,6}$/))
      .map(([whole, rest]) => (rest === "" ? String(whole) : `${whole}.${rest}`));
    fc.assert(
      fc.property(digits, fc.constantFrom("", " mg/L", "%", " 10*9/L"), (number, after) => {
        expect(readResult(number + after).value?.quantity?.value).toBe(number);
      }),
    );
  });

  test("of a megabyte is refused at once", () => {
    expect(readResult("5 mg ".repeat(200_000)).refusal).toMatchObject({ code: "case/unreadable-result" });
  });
});
