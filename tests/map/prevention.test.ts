import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const UNKNOWN = { extension: [{ url: `${HL7}data-absent-reason`, valueCode: "unknown" }] };

const VACCINES = `
conditions: [{id: hiv, name: HIV infection}]
allergies: [{id: egg, name: egg, type: allergy}]
immunizations:
  - {name: hepatitis B vaccine, dose number: 2, when: 2015-03, because: hiv, site: arm, side: left, route: intramuscular}
  - {name: yellow fever vaccine, status: not done, because: egg, because in words: refused}
  - {name: tetanus vaccine}
`;

const FAMILY = `
family history:
  - relation: Mother
    died at: 62 years
    conditions: [{name: breast cancer, onset: 58 years, cause of death: true, note: treated abroad}, hypertension]
  - {id: b1, relation: brother, age: 40 years, sex: male, note: well}
  - {relation: great-aunt, deceased: true}
`;

describe("an immunization", () => {
  const map = mapped(VACCINES);
  const [given, refused, undated] = map.all("Immunization");

  it("was given: which dose, when, where and why", () => {
    expect(given).toMatchObject({
      status: "completed",
      vaccineCode: { text: "hepatitis B vaccine" },
      occurrenceDateTime: "2015-03",
      site: { text: "left arm" },
      route: { text: "intramuscular" },
      reasonReference: [{ display: "HIV infection" }],
      protocolApplied: [{ doseNumberPositiveInt: 2 }],
    });
    expect(given).not.toHaveProperty("statusReason");
  });

  it("was not given: all of its reasons in the one place that R4 has", () => {
    expect(refused).toMatchObject({ status: "not-done", statusReason: { text: "allergy to egg; refused" } });
    for (const element of ["reasonCode", "reasonReference", "protocolApplied"])
      expect(refused).not.toHaveProperty(element);
  });

  it("without a date says that it has none", () => {
    expect(undated).not.toHaveProperty("occurrenceDateTime");
    expect(undated?._occurrenceDateTime).toEqual(UNKNOWN);
  });
});

describe("a relative", () => {
  const map = mapped(FAMILY);
  const [mother, brother, aunt] = map.all("FamilyMemberHistory");

  it("is related by a code where there is one, with the words of the case", () => {
    const code = { system: "http://terminology.hl7.org/CodeSystem/v3-RoleCode", code: "MTH", display: "mother" };
    expect(mother?.relationship).toEqual({ coding: [code], text: "Mother" });
    expect(aunt?.relationship).toEqual({ text: "great-aunt" });
  });

  it("has conditions, ages and a death of their own, and the patient has none of them", () => {
    expect(mother).toMatchObject({
      deceasedAge: { value: 62, code: "a" },
      condition: [
        {
          code: { text: "breast cancer" },
          contributedToDeath: true,
          onsetAge: { value: 58, code: "a", system: "http://unitsofmeasure.org" },
          note: [{ text: "treated abroad" }],
        },
        { code: { text: "hypertension" } },
      ],
    });
    expect(brother).toMatchObject({
      ageAge: { value: 40 },
      sex: { coding: [{ code: "male" }] },
      note: [{ text: "well" }],
    });
    expect(aunt?.deceasedBoolean).toBe(true);
    expect(map.all("Condition")).toEqual([]);
    expect(map.one("Patient")).not.toHaveProperty("deceasedBoolean");
  });

  it("is told only in part: a case report is no family history", () => {
    expect(map.all("FamilyMemberHistory").map(({ status }) => status)).toEqual(["partial", "partial", "partial"]);
  });

  it("told twice needs ids", () => {
    const { findings } = mapped("family history: [{relation: sister}, {relation: sister}]\n");
    expect(findings.map(({ code }) => code)).toContain("case/alike");
  });
});

it("both are right by R4, and have sections of their own in a document", () => {
  const { bundle, one } = mapped(VACCINES + FAMILY, { type: "document", recorded: "2026-01-01T00:00:00Z" });
  expect(
    createValidator()
      .validate(bundle)
      .filter(({ severity }) => severity === "error"),
  ).toEqual([]);
  const titles = one("Composition").section?.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(["Allergies", "Immunizations", "Family history"]));
});
