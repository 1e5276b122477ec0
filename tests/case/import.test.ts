/** Pasted tables as labs of the case language. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importLabs, readCase, writeYaml } from "../../src/case/index.js";

const HEAD = "language: 1\ncase: c\nnamespace: urn:x:y\npatient: {}\n";

const labsOf = (text: string) => importLabs(text).labs;
const codesOf = (text: string) => importLabs(text).findings.map(({ code, case: at }) => `${code} ${at?.line}`);

describe("a table with one column of values", () => {
  const results = {
    Hemoglobin: "9.1 g/dL (low, ref 12-16)",
    CRP: "120 mg/L (ref <5)",
    ANA: "positive",
  };

  it.each([
    ["tabs", "Test\tResult\tUnit\tReference\nHemoglobin\t9.1 L\tg/dL\t12–16\nCRP\t120\tmg/L\t<5\nANA\tpositive\t\t"],
    ["CSV", 'Test,Result,Unit,Normal range\n"Hemoglobin","9.1 (L)",g/dL,12 - 16\nCRP,120,mg/L,<5\nANA,positive,,'],
    ["semicolons", "Hemoglobin;9.1↓;g/dL;12-16\nCRP;120;mg/L;<5\nANA;positive;;"],
    [
      "bars",
      "| Test | Flag | Result | Ref |\n|:--|--|--|--|\n| Hemoglobin (g/dL) | L | 9.1 | 12-16 |\n| CRP, mg/L | | 120 | <5 |\n| ANA | | positive | - |",
    ],
    [
      "blanks",
      "Test               Value      Reference\nHemoglobin (g/dL)  9.1 L      12-16\nCRP [mg/L]         120        <5\nANA                positive",
    ],
  ])("set apart by %s", (_, text) => {
    expect(importLabs(text)).toEqual({ labs: { results }, findings: [] });
  });
});

describe("a table with several columns of values", () => {
  it("keeps their dates, and calls an empty cell blank", () => {
    const text = "Test\tUnits\t2020-01-01\t2020-02\r\nCRP\tmg/L\t12\t\r\nNa\tmmol/L\t-\t140 (H)\r\n";
    expect(importLabs(text)).toEqual({
      labs: {
        table: {
          columns: ["2020-01-01", "2020-02"],
          rows: { CRP: ["12 mg/L", "blank"], Na: ["blank", "140 mmol/L (high)"] },
        },
      },
      findings: [],
    });
  });

  it("takes a flag for the value it stands behind, and a lone flag for none of several", () => {
    const paired = "Test\t2020-01-01\tFlag\t2020-01-02\tFlag\nNa\t1 mmol/L\tL\t140 mmol/L\tN";
    expect(labsOf(paired)?.table?.rows).toEqual({ Na: ["1 mmol/L (low)", "140 mmol/L (normal)"] });
    const lone = "Test\t2020-01-01\t2020-01-02\tFlag\nNa\t1 mmol/L\t140 mmol/L\tL";
    expect(labsOf(lone)?.table?.rows).toEqual({ Na: ["1 mmol/L", "140 mmol/L (low)"] });
  });

  it("puts aligned cells under their heads", () => {
    const text = "Test       2020-01-01   2020-01-03\nCRP mg        12 mg/L\nNa                      140 mmol/L";
    expect(labsOf(text)?.table?.rows).toEqual({ "CRP mg": ["12 mg/L", "blank"], Na: ["blank", "140 mmol/L"] });
  });

  it("keeps the words of a head that is no date, and says so", () => {
    expect(labsOf("Test\tDay 1\t01/02/2020\nCRP\t12 mg/L\t13 mg/L")?.table?.columns).toEqual([
      { text: "Day 1" },
      { text: "01/02/2020" },
    ]);
    expect(codesOf("Test\tDay 1\t01/02/2020\nCRP\t12 mg/L\t13 mg/L")).toEqual([
      "case/table-cell 1",
      "case/table-cell 1",
    ]);
  });
});

describe("what cannot be read", () => {
  it("stays as words with all that the row says of it, and is told at its cell", () => {
    const { labs, findings } = importLabs("Platelets\t450,000\t/uL\t150-400\nHb\t9 g/dL\t\t", "t.tsv");
    expect(labs?.results).toEqual({ Platelets: { text: "450,000 /uL (ref 150-400)" }, Hb: "9 g/dL" });
    expect(findings).toMatchObject([
      { code: "case/table-cell", case: { file: "t.tsv", line: 1, column: 11, length: 7 } },
    ]);
  });

  it("is a title, a heading, a second row of the same name", () => {
    const text = "Table 1\nTest\tResult\nBlood\nHb\t9 g/dL\nHb\t10 g/dL";
    expect(labsOf(text)?.results).toEqual({ Hb: "9 g/dL", "Hb (line 5)": "10 g/dL" });
    expect(codesOf(text)).toEqual(["case/table-line 1", "case/table-line 3", "case/table-twice 5"]);
  });

  it.each(["", "\n\n", "just words", "Test\tResult", "|--|--|", "a\nb\nc"])("is all of %j", (text) => {
    expect(importLabs(text)).toMatchObject({ findings: [{ code: "case/no-table" }] });
    expect(labsOf(text)).toBeUndefined();
  });
});

const cell = fc.oneof(
  fc.constantFrom(
    "9.1",
    "12 mg/L",
    "positive",
    "",
    "-",
    "weird*",
    "450,000",
    "<5",
    "2,68",
    "H",
    "> 5",
    "{a: b}",
    "constructor",
    "# x",
    "9 (L",
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replace(/[\s|"\p{C}]/gu, "")),
);

it("any table becomes labs that the case language reads, or a finding", () => {
  const table = fc.record({
    head: fc.constantFrom("Test\tUnit\t2020-01-01\t2020-01-02", "Test\tResult\tRef\tFlag", ""),
    rows: fc.array(fc.tuple(fc.constantFrom("Hb", "CRP: x", "Na (mmol/L)", "*K"), cell, cell, cell), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(table, ({ head, rows }) => {
      const text = [head, ...rows.map((row) => row.join("\t"))].join("\n");
      const { labs, findings } = importLabs(text);
      const codes = findings.map(({ code }) => code);
      expect(codes.includes("case/no-table")).toBe(labs === undefined);
      if (!labs) return;
      const read = readCase(HEAD + writeYaml({ labs })).findings.filter(({ severity }) => severity === "error");
      expect(read, text).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
