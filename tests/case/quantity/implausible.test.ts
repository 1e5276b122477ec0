import { describe, expect, test } from "vitest";
import { readCase } from "../../../src/case/index.js";
import { implausible, readResult } from "../../../src/case/quantity/index.js";
import { LIMITS } from "../../../src/case/quantity/limits.js";
import { ucumDimension } from "../../../src/case/quantity/ucum.js";

function said(name: string, result: string, specimen?: string): string[] {
  const { value } = readResult(result);
  if (!value) throw new Error(`${result} is refused`);
  return implausible(name, specimen, value).map(({ what, hint }) => `${what}; ${hint}`);
}

describe("the table of limits", () => {
  test.each(LIMITS.map((row) => [row.name, row] as const))("has units and limits of %s", (_, { limits, also = [] }) => {
    for (const unit of [...Object.keys(limits).filter(Boolean), ...also]) expect(ucumDimension(unit)).toBeDefined();
    for (const [low, high] of Object.values(limits)) expect(low).toBeLessThan(high);
  });

  test("has each name once, in lower case", () => {
    const names = LIMITS.flatMap(({ name, names }) => [name.toLowerCase(), ...names]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });
});

describe("a value that is hardly possible", () => {
  test.each([
    ["birth weight", "3100 kg", "birth weight of 3100 kg is hardly possible (0.2 to 11 kg)", "in g it could be so"],
    ["weight", "3,1 g", "weight of 3,1 g is hardly possible", "in kg or lb it could be so"],
    ["platelets", "5000 G/L", "(0 to 4000 G/L)", "in /uL it could be so"],
    ["Platelet count", "450000 10^9/L", "is hardly possible", "in /uL it could be so"],
    ["haemoglobin", "3.60 g/L", "haemoglobin of 3.60 g/L is hardly possible (5 to 300 g/L)", "in g/dL it could be so"],
    ["Hb", "120 g/dL", "(0.5 to 30 g/dL)", "in g/L it could be so"],
    ["C-reactive protein (CRP)", "221.48 mg/dL", "(0 to 100 mg/dL)", "in mg/L it could be so"],
    ["temperature", "385 °C", "(10 to 48 °C)", "also at the decimal point"],
    ["body temperature", "38.5 °F", "(50 to 118 °F)", "in °C it could be so"],
    ["SpO2", "980 %", "(0 to 100 %)", "also at the decimal point"],
    ["arterial pH", "74", "(6.2 to 8.2)", "also at the decimal point"],
    ["serum sodium", "14.1 mmol/L", "(70 to 260 mmol/L)", "also at the decimal point"],
    ["creatinine", "90 mg/dL", "(0.045 to 60 mg/dL)", "in umol/L it could be so"],
    ["serum creatinine level", "1.2 umol/L", "(4 to 5300 umol/L)", "in mg/dL it could be so"],
    ["blood glucose", "90 g/L", "(0 to 40 g/L)", "in mg/dL it could be so"],
    ["GCS", "16", "(3 to 15)", "decimal point"],
    ["Apgar score", "11 points", "(0 to 10 points)", "decimal point"],
    ["sodium", ">300 mmol/L", "sodium of >300 mmol/L", ""],
    ["sodium", "140-1400 mmol/L", "sodium of 140-1400 mmol/L", ""],
    ["blood pressure", "1200/70 mmHg", "blood pressure of 1200 mmHg", ""],
    ["glucose", "5 mmol/L = 9000 mg/dL", "glucose of 9000 mg/dL", ""],
    ["haemoglobin", "120 mmHg", "haemoglobin is not measured in mmHg", "it is measured in g/L, mmol/L, g/dL"],
    ["GCS", "15 kg", "Glasgow Coma Scale is not measured in kg", "it has no unit"],
    ["temperature", "38°", "body temperature is not measured in °", "°C, °F, K"],
  ])("%s: %s", (name, result, what, hint) => {
    const sentences = said(name, result);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(what);
    expect(sentences[0]).toContain(hint);
  });

  test.each([
    ["haemoglobin", "36 g/L"],
    ["haemoglobin", "9 g/dL"],
    ["haemoglobin", "5.5 mmol/L"],
    ["haemoglobin", "80 %"],
    ["haemoglobin", "9"],
    ["platelets", "450000 /mm3"],
    ["platelets", "97 x10^9/L"],
    ["haematocrit", "45 %"],
    ["haematocrit", "0.45 L/L"],
    ["haematocrit", "0.45"],
    ["sodium", "128 mEq/L"],
    ["sodium", "<300 mmol/L"],
    ["sodium", "about 140 mmol/L"],
    ["calcium", "132 mg/L"],
    ["birth weight", "1200 g"],
    ["temperature", "101 °F"],
    ["heart rate", "123 bpm"],
    ["arterial pH", "7.1"],
    ["urine pH", "4.5"],
    ["INR", "2,68"],
    ["haemoglobin A1c", "53 mmol/mol"],
    ["urine sodium", "10 mmol/L"],
    ["weight loss", "800 g/week"],
    ["gestational age", "35+4 weeks"],
    ["platelets", "falling"],
    ["erythrocyte sedimentation rate", "120 mm/1st hour"],
    ["count", "9 kg"],
    ["constructor", "9 kg"],
  ])("is not said of %s: %s", (name, result) => {
    expect(said(name, result)).toEqual([]);
  });

  test("is not said of other fluids than blood", () => {
    expect(said("sodium", "10 mmol/L", "urine")).toEqual([]);
    expect(said("sodium", "10 mmol/L", "Serum")).toHaveLength(1);
  });
});

const findings = (body: string) => readCase(`language: 1\ncase: a\nnamespace: urn:x:y\npatient: {}\n${body}`).findings;

test("a value that is hardly possible is kept as written, with a warning where it stands", () => {
  expect(findings("labs: {results: {haemoglobin: 3.60 g/L}}\n")).toMatchObject([
    { severity: "warning", code: "case/implausible-value", case: { line: 5, column: 31 } },
  ]);
});

test("a panel says for its results what was examined", () => {
  const panel = (more: string) => `labs: {panels: [{${more}, results: {sodium: 10 mmol/L}}]}\n`;
  expect(findings(panel("name: electrolytes, specimen: urine"))).toEqual([]);
  expect(findings(panel("name: urine electrolytes"))).toEqual([]);
  expect(findings(panel("name: electrolytes"))).toMatchObject([{ code: "case/implausible-value" }]);
});
