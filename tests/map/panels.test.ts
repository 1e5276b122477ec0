import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

/** What Observations say, whoever they are. */
const contents = (body: string) =>
  mapped(body)
    .all("Observation")
    .map(({ id: _, identifier: __, text: ___, ...rest }) => rest)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const errors = (body: string) => mapped(body).findings.filter(({ severity }) => severity === "error");

describe("a panel", () => {
  const map = mapped(`
timeline:
  - when: 2016-01
    labs:
      panels:
        - id: fbc
          name: full blood count
          when: 2016-01-02
          specimen: blood
          results: {platelets: 97 10*9/L}
          high: [neutrophils]
          conclusion: mild thrombocytopaenia
    tests:
      panels:
        - {name: electrocardiogram, result: normal, absent: [ST elevation]}
`);
  const observation = (name: string) => map.all("Observation").find(({ code }) => code.text === name);

  it("is an Observation whose members are its results, at its time", () => {
    const panel = observation("full blood count");
    const members = ["platelets", "neutrophils"].map((name) => `Observation/${observation(name)?.id}`);
    expect(panel?.hasMember?.map(({ reference }) => reference)).toEqual(members);
    for (const element of Object.keys(panel ?? {})) expect(element).not.toMatch(/^value|^dataAbsentReason/);
    expect(observation("platelets")?.effectiveDateTime).toBe("2016-01-02");
    expect(observation("platelets")?.category?.[0]?.coding?.[0]?.code).toBe("laboratory");
  });

  it("has a report for what was concluded from it", () => {
    expect(map.one("DiagnosticReport")).toMatchObject({
      code: { text: "full blood count" },
      category: [{ coding: [{ code: "LAB" }] }],
      result: [{ display: "full blood count" }],
      conclusion: "mild thrombocytopaenia",
    });
  });

  it("can have a result as a whole", () => {
    expect(observation("electrocardiogram")).toMatchObject({
      category: [{ coding: [{ code: "procedure" }] }],
      valueCodeableConcept: { coding: [{ code: "17621005" }] },
      hasMember: [{ display: "ST elevation: absent" }],
    });
  });

  it("is right by R4", () => {
    const told = createValidator().validate(map.bundle);
    expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("and what links to the panel it stands in is a circle", () => {
    const body = "labs: {panels: [{id: fbc, name: blood count, present: [{name: anaemia, of: fbc}]}]}\n";
    expect(errors(body).map(({ code }) => code)).toEqual(["case/circular-link"]);
  });

  it("that was not made stands in `not done`", () => {
    expect(() => mapped("labs: {panels: [{name: no blood count}]}\n")).toThrow("`no blood count`");
  });
});

const STEPS = `
timeline:
  - {id: one, when: 2016-01-01, labs: {results: {CRP: 12 mg/L}}}
  - {id: two, when: 2016-01-03, labs: {results: {CRP: {result: falling, note: slowly}}}}
`;

describe("a trend", () => {
  it("says what the same results say in steps", () => {
    const trend = "labs: {trends: {CRP: {2016-01-01: 12 mg/L, 2016-01-03: {result: falling, note: slowly}}}}\n";
    expect(contents(trend)).toEqual(contents(STEPS));
  });

  it("has times that count from others, and sentences of its own", () => {
    const { all } = mapped(`
source: {title: A case}
timeline: [{id: day-1, when: 2016-01-01}]
labs: {cite: 2, trends: {CRP: {2 days after day-1: {result: 12 mg/L, cite: 7}}}}
`);
    expect(all("Observation")[0]?.effectiveDateTime).toBe("2016-01-03");
    expect(JSON.stringify(all("Provenance"))).toContain("sentence 7");
  });

  it("is told in the Trace at the line of each point", () => {
    const { trace } = mapped("labs:\n  trends:\n    CRP:\n      2016-01-01: 12 mg/L\n      2016-01-02: 13 mg/L\n");
    const times = trace.resources.flatMap(({ elements }) =>
      elements.filter(({ expression }) => expression === "Observation.effectiveDateTime"),
    );
    expect(times.map(({ case: place }) => place.line)).toEqual([8, 9]);
  });

  it("with a key that is no time is an error at the key", () => {
    const [error] = errors("labs:\n  trends:\n    CRP:\n      then: 12 mg/L\n");
    expect(error).toMatchObject({ code: "case/unreadable-time", case: { line: 8, column: 7 } });
  });

  it("with a result that is none is an error at the result", () => {
    const [error] = errors("labs:\n  trends:\n    CRP:\n      2016-01-01: elevated\n");
    expect(error).toMatchObject({ code: "case/unreadable-result", case: { line: 8, column: 19 } });
  });
});

describe("a table", () => {
  it("says what the same results say in steps, and nothing of a blank cell", () => {
    const table =
      "labs: {table: {columns: [2016-01-01, 2016-01-02, 2016-01-03], rows: {CRP: [12 mg/L, blank, {result: falling, note: slowly}]}}}\n";
    expect(contents(table)).toEqual(contents(STEPS));
  });

  it.each([
    ["a row with a cell too few", "[12 mg/L]", "case/uneven-row"],
    ["a row with a cell too many", "[12 mg/L, blank, 13 mg/L]", "case/uneven-row"],
    ["a row that says nothing", "[blank, blank]", "case/empty-row"],
  ])("%s is an error", (_, row, code) => {
    const [error, ...others] = errors(`labs: {table: {columns: [2016, 2017], rows: {CRP: ${row}}}}\n`);
    expect(error).toMatchObject({ code });
    expect(error?.message).toContain('"CRP"');
    expect(others).toEqual([]);
  });

  it("with a column that is no time is an error at the column", () => {
    const [error] = errors("labs:\n  table:\n    columns: [first]\n    rows: {CRP: [12 mg/L]}\n");
    expect(error).toMatchObject({ code: "case/unreadable-time", case: { line: 7, column: 15 } });
  });
});
