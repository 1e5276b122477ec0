/** A case held against the text it was taken from. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPrinted, numbersPrinted, numbersWanted } from "../../src/case/evidence/numbers.js";
import { checkEvidence, readCase } from "../../src/case/index.js";

const TEXT = `# A. Author, 2020

Case report
A 48-year-old man came in March 2015 with a weight of 81.5 kg. He took 1,627 IU of a drug twice daily for three weeks.
His CRP was 15,3 mg/L, and platelets were 450 000/mm3 on day 2.
Figure 1. The left knee is shown. It is swollen.
`;

const HEAD = "language: 1\ncase: c\nnamespace: urn:x:y\n";

/** The findings of a case's body, at the line that ends in "# here" or in the text itself. */
function check(body: string, sha256 = "0".repeat(64)) {
  const text = HEAD + (/^patient:/m.test(body) ? body : `patient: {}\n${body}`);
  const { case: read, findings } = readCase(text, { file: "case.yaml" });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!read) throw new Error("no case");
  return checkEvidence(read, { text: TEXT, file: "a.txt", sha256 }).map(({ code, message, case: at }) => {
    const line = at?.file === "case.yaml" ? text.split("\n")[(at?.line ?? 0) - 1] : undefined;
    return { code, message, at: line === undefined ? `a.txt:${at?.line}` : line.trim() };
  });
}

const of = (code: string, body: string) => check(body).filter((found) => found.code === `case/${code}`);

describe("numbers", () => {
  const CITED = `
source: {title: T}
patient: {age: 48 years, cite: 2}
timeline:
  - {when: 2015-03, cite: 2, vitals: {results: {weight: 81.5 kg}}}
  - cite: 3
    medications: [{name: X 5-day drug, dose: 1627 IU twice daily, lasting: 3 weeks, cite: 3}]
`.replace("X 5-day drug", "IL-6 blocker");

  it("stand in what is cited: with a comma, thousands apart, as words, dates as months", () => {
    expect(of("number-not-cited", CITED)).toEqual([]);
    const labs = "source: {title: T}\nlabs: {cite: 4, results: {CRP: 15.3 mg/L, platelets: 450000 /mm3, T2: positive}}";
    expect(of("number-not-cited", labs)).toEqual([]);
  });

  it.each([
    ["a mistyped value", "  results: {CRP: 13.5 mg/L}", "13.5 does not stand in sentence 4"],
    [
      "a day of another sentence",
      "  results: {CRP: {result: 15.3 mg/L, note: on day 3}}",
      "3 does not stand in sentence 4",
    ],
    [
      "a value that its own sentence has not",
      "  results: {CRP: {result: 15.3 mg/L, cite: [2, 3]}}",
      "15.3 does not stand in sentence 2, sentence 3",
    ],
    ["a name", "  results: {day 3 CRP: 15.3 mg/L}", "3 does not stand in sentence 4"],
    [
      "offsets",
      "  results: {CRP: {result: 7 mg/L, cite: {start: 20, end: 60}}}",
      "7 does not stand in characters 20-60",
    ],
  ])("%s is pointed out", (_, line, message) => {
    expect(of("number-not-cited", `source: {title: T}\nlabs:\n  cite: 4\n${line}`)).toEqual([
      { code: "case/number-not-cited", message, at: line.trim() },
    ]);
  });

  it("are looked for in the times of a trend and of a table's columns", () => {
    const trend =
      "source: {title: T}\nlabs:\n  cite: 4\n  trends: {CRP: {day 2 of life: 15.3 mg/L, day 9 of life: 15.3 mg/L}}";
    expect(of("number-not-cited", trend).map(({ message }) => message)).toEqual(["9 does not stand in sentence 4"]);
    const table =
      "source: {title: T}\nlabs:\n  cite: [2, 4]\n  table: {columns: [2015-03, 2016-03], rows: {CRP: [15.3 mg/L, blank]}}";
    expect(of("number-not-cited", table).map(({ message }) => message)).toEqual([
      "2016 does not stand in sentence 2, sentence 4",
    ]);
  });

  it("are not looked for where they were worked out, nor in a section, nor where nothing is cited", () => {
    const body = `
source: {title: T}
timeline:
  - {when: 2019-01, implied: [when], cite: 4, labs: {results: {CRP: 15.3 mg/L}}}
  - {cite: [4, {section: Table 1}], labs: {results: {Hb: 9 g/dL}}}
  - {labs: {results: {K: 4 mmol/L}}}
`;
    expect(of("number-not-cited", body)).toEqual([]);
  });

  it("are told from names, ids and units", () => {
    const wanted = (text: string) => numbersWanted(text).map(({ value }) => value);
    expect(wanted("2 months after start of rux-1 and mri-2016-08")).toEqual([2]);
    expect(wanted("46 10*9/L (low, ref 3.3-19.4), C6-T2, 12 mg/m2, 5 10^3/uL")).toEqual([46, 3.3, 19.4, 12, 5]);
    expect(wanted("2015-07-31")).toEqual([2015, 7, 31]);
    expect(wanted("1:320, 160/90 mmHg, <5 %, -2.6")).toEqual([1, 320, 160, 90, 5, 2.6]);
  });

  it.each([
    ["twenty-five mg and a half", [25, 20, 5, 0.5]],
    ["the third day, once, stage IV", [3, 1, 4]],
    ["10. 5 mg, 1,627.5 IU, 1.234,5 g", [10.5, 1627.5, 1234.5]],
    ["2\u2009321\u2009000 cells", [2321000, 321]],
  ])("%j is read", (text, values) => {
    const { numbers } = numbersPrinted(text);
    expect(values.filter((value) => !numbers.has(value))).toEqual([]);
  });

  it("that a text writes are found in it", () => {
    const number = fc.oneof(
      fc.integer({ min: 0, max: 999_999 }),
      fc.integer({ min: 0, max: 9999 }).map((n) => n / 100),
    );
    fc.assert(
      fc.property(number, (value) => {
        const [wanted] = numbersWanted(`about ${value} mg`);
        const forms = [String(value), value.toLocaleString("en-US"), value.toLocaleString("de-DE")];
        for (const form of forms)
          expect(wanted && isPrinted(wanted, numbersPrinted(`It was ${form} mg.`)), form).toBe(true);
      }),
    );
  });
});

describe("places", () => {
  it.each([
    ["a sentence behind the last", "{sentences: 8}", "cite-beyond", "the text has no sentence 8: it has 7 sentences"],
    ["a range that goes too far", "6-9", "cite-beyond", "the text has no sentence 9: it has 7 sentences"],
    [
      "an offset behind the end",
      "{start: 1, end: 9999}",
      "cite-beyond",
      "the text has no character 9999: it has 7 sentences",
    ],
    [
      "a letter",
      "c1",
      "cite-uncounted",
      'nothing says where the sentences with the letter "c" are counted from, so they are not looked up',
    ],
    [
      "a quote of another sentence",
      "{sentences: 2, quote: twice daily}",
      "no-such-quote",
      '"twice daily" does not stand in what is cited',
    ],
  ])("%s", (_, cite, code, message) => {
    const body = `source: {title: T}\npatient:\n  cite: ${cite}`;
    expect(of(code, body)).toEqual([{ code: `case/${code}`, message, at: `cite: ${cite}` }]);
  });

  it("are counted from where the source says", () => {
    const source = "source: {title: T, sentences: {1: A 48-year-old, c1: Figure 1}}";
    const found = check(`${source}\npatient: {age: 48 years, cite: [1, {sentences: c2, quote: left knee}]}`);
    expect(found).toEqual([
      { code: "case/uncited", message: "sentences 2-3 are cited by nothing", at: "a.txt:4" },
      { code: "case/uncited", message: "sentence c1 is cited by nothing", at: "a.txt:6" },
      { code: "case/uncited", message: "sentence c3 is cited by nothing", at: "a.txt:6" },
    ]);
  });

  it("that begin nowhere are told once", () => {
    const body = "source:\n  sentences: {c1: Table 9}\npatient: {cite: [c1, c2]}";
    expect(check(body).filter(({ code }) => code !== "case/uncited")).toEqual([
      {
        code: "case/no-first-sentence",
        message: "no sentence of the text begins with these words, so the count of sentence c1 begins nowhere",
        at: "sentences: {c1: Table 9}",
      },
    ]);
  });
});

describe("what has no evidence", () => {
  it("is told together for a step or a drug, and not of a case without a source", () => {
    const body = `
timeline:
  - {id: one, labs: {positive: [ANA, ASMA]}, conditions: [{name: gout, cite: 2}]}
  - {cite: 3, conditions: [{name: fever}]}
medications:
  - {name: rituximab, courses: [{dose: 1 g}]}
`;
    expect(of("no-evidence", `source: {title: T}\n${body}`).map(({ message, at }) => [message, at])).toEqual([
      ['"rituximab" and 1 more cites no place of the source', "- {name: rituximab, courses: [{dose: 1 g}]}"],
      [
        '"ANA" and 1 more cites no place of the source',
        "- {id: one, labs: {positive: [ANA, ASMA]}, conditions: [{name: gout, cite: 2}]}",
      ],
    ]);
    expect(of("no-evidence", body)).toEqual([]);
  });
});

describe("another text", () => {
  it("is told by its hash, and nothing else is said", () => {
    const body = `source:\n  sha256: ${"1".repeat(64)}\npatient: {cite: 99}`;
    expect(check(body).map(({ code, at }) => [code, at])).toEqual([["case/other-source", `sha256: ${"1".repeat(64)}`]]);
    expect(check(body, "1".repeat(64)).map(({ code }) => code)).toContain("case/cite-beyond");
  });
});
