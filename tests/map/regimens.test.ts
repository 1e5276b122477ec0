import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { createValidator } from "../../src/validate/index.js";
import { HEAD, mapped } from "./mapped.js";

const CASE = `
conditions: [{id: tumour, name: plasmacytoma}, {id: pain, name: pain}]
regimens:
  - id: vtd
    name: VTD
    for: tumour
    line: 2
    cycles: 4
    cycle length: 21 days
    from: 2015-03
    until: 2015-06
    status: stopped
    because in words: poor response
    outcome: partial response
    note: as an outpatient
    medications:
      - {id: bortezomib, name: bortezomib, dose: 1.3 mg/m2, days: "1, 4, 8, 11"}
      - {name: dexamethasone, days: 1, for: pain, from: 2015-04, status: completed}
      - {name: thalidomide, courses: [{id: low, dose: 50 mg/day}, {id: high, dose: 100 mg/day, from: 2015-05}]}
  - {name: CTD, status: not taken, because: pain, cycle length: a few weeks}
timeline:
  - {when: after 2 cycles of vtd, findings: {present: [nodule]}}
`;

describe("a regimen", () => {
  const map = mapped(CASE);
  const [vtd, ctd] = map.all("Procedure");
  const drug = (text: string) =>
    map.all("MedicationStatement").filter((one) => one.medicationCodeableConcept?.text === text);

  it("is a procedure with its time, reason and outcome", () => {
    expect(vtd).toMatchObject({
      status: "stopped",
      code: { text: "VTD" },
      performedPeriod: { start: "2015-03", end: "2015-06" },
      reasonReference: [{ display: "plasmacytoma" }],
      outcome: { text: "partial response" },
      note: [{ text: "as an outpatient" }],
    });
    expect(ctd).toMatchObject({ status: "not-done", statusReason: { text: "pain" } });
  });

  it("has what a procedure has no element for as observations that are part of it", () => {
    const parts = map.all("Observation").filter(({ partOf }) => partOf?.[0]?.reference === `Procedure/${vtd?.id}`);
    expect(
      parts.map(({ code, valueInteger, valueQuantity }) => [code.text, valueInteger ?? valueQuantity?.value]),
    ).toEqual([
      ["line of treatment", 2],
      ["number of cycles", 4],
      ["length of a cycle", 21],
    ]);
    const other = map.all("Observation").find(({ partOf }) => partOf?.[0]?.reference === `Procedure/${ctd?.id}`);
    expect(other?.valueQuantity).toMatchObject({ unit: "a few weeks" });
    expect(other?.valueQuantity).not.toHaveProperty("value");
  });

  it("lends its drugs what they do not say", () => {
    const [bortezomib] = drug("bortezomib");
    expect(bortezomib).toMatchObject({
      partOf: [{ reference: `Procedure/${vtd?.id}` }],
      status: "stopped",
      effectivePeriod: { start: "2015-03", end: "2015-06" },
      reasonReference: [{ display: "plasmacytoma" }],
      dosage: [{ text: "1.3 mg/m2, days 1, 4, 8, 11 of the cycle" }],
    });
    expect(JSON.stringify(bortezomib?._status)).toContain("that of its regimen");
    const [dexamethasone] = drug("dexamethasone");
    expect(dexamethasone).toMatchObject({
      status: "completed",
      effectivePeriod: { start: "2015-04" },
      reasonReference: [{ display: "pain" }],
      dosage: [{ text: "day 1 of the cycle" }],
    });
    expect(dexamethasone).not.toHaveProperty("_status");
  });

  it("keeps the courses of a drug with the drug", () => {
    const [whole, low, high] = drug("thalidomide");
    expect(whole?.partOf).toMatchObject([{ reference: `Procedure/${vtd?.id}` }]);
    expect([low, high].map((one) => one?.partOf?.[0]?.reference)).toEqual([
      `MedicationStatement/${whole?.id}`,
      `MedicationStatement/${whole?.id}`,
    ]);
  });

  it("is what times count from", () => {
    const nodule = map.all("Observation").find(({ code }) => code.text === "nodule");
    expect(JSON.stringify(nodule)).toContain("after 2 cycles of vtd");
    expect(map.findings.filter(({ severity }) => severity !== "information")).toEqual([]);
  });

  it("is valid FHIR", () => {
    expect(
      createValidator()
        .validate(map.bundle)
        .filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });

  it.each([
    ["regimens: [{name: no chemotherapy}]", "case/negated-name", "status: not taken"],
    ["regimens: [{name: x, medications: [{name: y, days: first}]}]", "case/wrong-form", "days"],
    ["regimens: [{name: x, status: intended}]", "case/unknown-word", "stopped"],
    ["regimens: [{name: x, for: y}]", "case/dangling-link", "`id`"],
    ["regimens: [{name: x, medications: [{name: y, dose: 5 mgg}]}]", "case/unknown-unit", '"mg"'],
  ])("%s is %s", (body, code, hint) => {
    const errors = readCase(`${HEAD}patient: {}\n${body}\n`).findings.filter(({ severity }) => severity === "error");
    expect(errors.map((found) => found.code)).toEqual([code]);
    expect(`${errors[0]?.message} ${errors[0]?.hint}`).toContain(hint);
  });
});
