import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { createValidator } from "../../src/validate/index.js";
import { HEAD, mapped } from "./mapped.js";

const NEWBORN = `
recorded: 2026-11-22T09:00:00Z
patient: {sex: male, gestational age: 27 weeks 4 days}
people:
  - {id: mother, relation: mother, sex: female, age: 34 years, gestational age: 40 weeks, note: told at booking}
  - {id: donor, relation: kidney donor, born: 1970}
timeline:
  - about: mother
    when: before birth of patient
    conditions: [{id: pe, name: pre-eclampsia}]
    allergies: [{name: penicillin}]
    labs: {positive: [CMV serology]}
    outcomes: [{state: died, when: age 35 years}]
  - when: day 3 of life
    findings: {present: [{name: jaundice, due to: pe}], absent: [fever]}
`;

describe("another person", () => {
  const map = mapped(NEWBORN);
  const [patient, mother] = map.all("Patient");
  const reference = (id: string | undefined) => `Patient/${id}`;

  it("is a RelatedPerson of the patient, with the relation coded where its words are a display", () => {
    const [first, second] = map.all("RelatedPerson");
    expect(first).toMatchObject({
      patient: { reference: reference(patient?.id) },
      relationship: [{ coding: [{ code: "MTH" }], text: "mother" }],
      extension: [{ valueAnnotation: { text: "told at booking" } }],
    });
    expect(second).toMatchObject({ relationship: [{ text: "kidney donor" }], birthDate: "1970" });
    expect(second?.relationship?.[0]).not.toHaveProperty("coding");
  });

  it("is a Patient as well when facts are told of that person, and not otherwise", () => {
    expect(map.all("Patient")).toHaveLength(2);
    expect(mother).toMatchObject({
      gender: "female",
      link: [{ other: { reference: `RelatedPerson/${map.all("RelatedPerson")[0]?.id}` }, type: "seealso" }],
    });
  });

  it("has its own facts, and the patient has none of them", () => {
    const whose = Object.fromEntries(
      (map.bundle.entry ?? []).flatMap(({ resource }) => {
        const {
          subject,
          patient: of,
          code,
        } = (resource ?? {}) as Partial<Record<string, { reference?: string; text?: string }>>;
        return code?.text ? [[code.text, (subject ?? of)?.reference]] : [];
      }),
    );
    expect(whose).toMatchObject({
      "pre-eclampsia": reference(mother?.id),
      penicillin: reference(mother?.id),
      "CMV serology": reference(mother?.id),
      age: reference(mother?.id),
      jaundice: reference(patient?.id),
      fever: reference(patient?.id),
    });
    expect(mother).toMatchObject({ deceasedBoolean: true });
    expect(patient).not.toHaveProperty("deceasedBoolean");
  });

  it("shows in a reference that leads to it, and in the narrative of its facts", () => {
    expect(map.json).toContain('"display": "pre-eclampsia (mother)"');
    expect(map.one("Condition").text?.div).toContain("subject mother");
  });

  it("takes a gestational age as obstetricians write it", () => {
    const { all } = mapped("patient: {gestational age: 27+4 weeks}\n");
    expect(all("Observation")[0]?.valueQuantity).toMatchObject({
      extension: [{ valueString: "27+4 weeks" }],
      value: 193,
      code: "d",
    });
  });

  it("tells its gestational age in weeks, or in days where days are told too", () => {
    const ages = map.all("Observation").filter(({ code }) => code.text === "gestational age");
    expect(ages.map(({ valueQuantity }) => valueQuantity)).toMatchObject([
      { value: 193, code: "d", extension: [{ valueString: "27 weeks 4 days" }] },
      { value: 40, code: "wk" },
    ]);
  });

  it("counts life and age from its own birth", () => {
    const dated = mapped(`
patient: {born: 2020-03-05}
people: [{id: twin, relation: twin, born: 2020-03-04}]
timeline:
  - {about: twin, when: day 3 of life, findings: {present: [icterus]}}
  - {about: twin, when: 2 days after birth of patient, findings: {present: [fever]}}
  - {about: twin, when: age 6 months, findings: {present: [walking]}}
  - {when: day 3 of life, findings: {present: [jaundice]}}
`);
    const times = dated.all("Observation").map(({ code, effectiveDateTime }) => [code.text, effectiveDateTime]);
    expect(Object.fromEntries(times)).toEqual({
      icterus: "2020-03-06",
      fever: "2020-03-07",
      walking: "2020",
      jaundice: "2020-03-07",
    });
    expect(dated.json).not.toContain("undefined");
  });

  it("stands in a section of its own in a document", () => {
    const [composition] = mapped(NEWBORN, { type: "document" }).all("Composition");
    const sections = (composition?.section ?? []).map(({ title, entry }) => [title, entry?.length]);
    expect(Object.fromEntries(sections)).toEqual({ Patient: 1, "Findings and results": 2, "Other people": 9 });
  });

  it("is valid FHIR", () => {
    const judged = createValidator().validate(map.bundle);
    expect(judged.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("a step about somebody", () => {
  const errors = (body: string) =>
    readCase(`${HEAD}patient: {}\n${body}`).findings.filter(({ severity }) => severity === "error");

  it("names a person of the case", () => {
    const [found] = errors("people: [{id: mother, relation: mother}]\ntimeline:\n  - {about: mothr, when: 2015}\n");
    expect(found).toMatchObject({ code: "case/unknown-person", case: { line: 7, column: 13 } });
    expect(found?.message).toContain('did you mean "mother"?');
  });

  it("says whose birth it counts from", () => {
    const [found] = errors(
      "people: [{id: mother, relation: mother}]\ntimeline:\n  - {about: mother, when: 2 days before birth}\n",
    );
    expect(found).toMatchObject({ code: "case/whose-birth", case: { line: 7, column: 41 } });
    expect(found?.hint).toBe("write `birth of patient` or `birth of mother`");
  });

  it("is about a person with an id and a relation", () => {
    const found = errors("people: [{relation: mother}]\n");
    expect(found.map(({ code }) => code)).toEqual(["case/missing-key"]);
  });
});
