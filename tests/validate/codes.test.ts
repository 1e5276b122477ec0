/** Codes by their systems and value sets: what is told, as what, and where. */
import { describe, expect, it } from "vitest";
import { createValidator, type ValidatorOptions } from "../../src/validate/index.js";

const SYSTEM = "http://example.test/CodeSystem/colours";
const colours = {
  resourceType: "CodeSystem",
  url: SYSTEM,
  version: "2",
  status: "active",
  content: "complete",
  caseSensitive: false,
  concept: [
    { code: "red", display: "Red", designation: [{ language: "de", value: "Rot" }] },
    { code: "grey", display: "Grey", property: [{ code: "inactive", valueBoolean: true }] },
  ],
};
const shades = {
  resourceType: "CodeSystem",
  url: "http://example.test/CodeSystem/shades",
  status: "active",
  content: "supplement",
  supplements: SYSTEM,
};

/** What is said of the code of an Observation, and of its unit. */
function said(coding: object, options: ValidatorOptions = {}): string[] {
  const observation = { resourceType: "Observation", status: "final", code: { coding: [coding] } };
  const validator = createValidator({ definitions: [colours, shades], bestPractice: "warning", ...options });
  return validator
    .validate(observation)
    .filter(({ bundle }) => bundle?.expression?.startsWith("Observation.code"))
    .map(({ code, severity, bundle }) => `${severity} ${code} ${bundle?.expression?.split("coding[0]")[1]}`);
}

describe("a display", () => {
  /** What is said of it in a resource of a language. */
  const told = (display: string, ...languages: (string | undefined)[]) => {
    const validator = createValidator({ definitions: [{ ...colours, language: "en" }] });
    return languages.map((language) =>
      validator
        .validate({
          resourceType: "Observation",
          status: "final",
          ...(language === undefined ? {} : { language }),
          code: { coding: [{ system: SYSTEM, code: "grey", display }] },
        })
        .flatMap(({ code, hint }) => (code.endsWith("display") || code.includes("language") ? `${code} ${hint}` : [])),
    );
  };

  it("may be in another language, which is said where the system has none in that of the resource", () => {
    expect(told("Grey", undefined, "en", "en-GB", "de", "de-CH", "en")).toEqual([
      [],
      [],
      [],
      ["validate/display-language undefined"],
      ["validate/display-language undefined"],
      [],
    ]);
  });

  it("is wrong in every language where it is no name", () => {
    expect(told("Grau", undefined, "de")).toEqual([
      ['validate/wrong-display it is called "Grey"'],
      ['validate/wrong-display it is called "Grey"; it has no name in the language de'],
    ]);
  });
});

describe("a Coding by its code system", () => {
  it.each([
    [{ code: "red", display: "Red" }, []],
    [{ code: "red", display: "rED" }, []],
    [{ code: "red", display: "Rot" }, []],
    [{ code: "RED" }, []],
    [{ code: "red", display: "Blue" }, ["error validate/wrong-display .display"]],
    [{ code: "blue" }, ["error validate/code-unknown .code"]],
    [{ code: "grey" }, ["warning validate/code-inactive .code"]],
    [{ code: "red", version: "1" }, ["warning validate/code-system-version-unknown .system"]],
    [{ code: "red", version: "2" }, []],
    [{ code: "red", system: shades.url }, ["error validate/system-is-supplement .system"]],
    [{ code: "red", system: "http://example.test/x" }, ["warning validate/code-system-unknown .system"]],
    [{ code: "x", system: "http://hl7.org/fhir/no-such-system" }, ["warning validate/code-system-unknown .system"]],
    [
      { code: "x", system: "http://terminology.hl7.org/CodeSystem/no-such" },
      ["warning validate/code-system-unknown .system"],
    ],
    [{ code: "male", system: "http://hl7.org/fhir/administrative-gender" }, []],
    [{ code: "x", system: "http://hl7.org/fhir/administrative-gender" }, ["error validate/code-unknown .code"]],
    [{ code: "73211009", system: "http://snomed.info/sct", display: "anything" }, []],
    [{ code: "73211008", system: "http://snomed.info/sct" }, ["error validate/code-unknown .code"]],
    [{ code: "128045006:{363698007=56459004}", system: "http://snomed.info/sct" }, []],
    [{ code: "8302-2", system: "http://loinc.org" }, []],
    [{ code: "body height", system: "http://loinc.org" }, ["error validate/code-unknown .code"]],
    [{ code: "E10.9", system: "http://hl7.org/fhir/sid/icd-10-cm" }, []],
    [{ code: "NNFIN", system: "http://terminology.hl7.org/CodeSystem/v2-0203" }, []],
    [{ code: "US", system: "urn:iso:std:iso:3166", display: "United States of America (the)" }, []],
  ])("%j", (coding, expected) => expect(said({ system: SYSTEM, ...coding })).toEqual(expected));

  it("has no meaning without a system", () => {
    expect(said({ code: "red" })).toEqual(["warning validate/coding-without-system "]);
  });

  it("tells wrong names as it is wanted", () => {
    const coding = { system: SYSTEM, code: "red", display: "Blue" };
    expect(said(coding, { displayIssues: "warning" })).toEqual(["warning validate/wrong-display .display"]);
  });

  it("looks at the units of quantities", () => {
    const unit = (code: string) => {
      const valueQuantity = { value: 1, unit: "u", system: "http://unitsofmeasure.org", code };
      const observation = { resourceType: "Observation", status: "final", code: { text: "x" }, valueQuantity };
      const findings = createValidator({ bestPractice: "ignore" }).validate(observation);
      return findings.map(({ bundle }) => `${bundle?.expression}`);
    };
    expect(unit("mg/dL")).toEqual([]);
    expect(unit("mcg")).toEqual(["Observation.value.ofType(Quantity).code"]);
  });
});

describe("a coded element by its binding", () => {
  const told = (resource: object) =>
    createValidator({ bestPractice: "warning" })
      .validate(resource)
      .filter(({ code }) => code !== "validate/invariant")
      .map(({ code, severity, bundle }) => `${severity} ${code} ${bundle?.expression}`);
  const SNOMED = { system: "http://snomed.info/sct", code: "73211009" };
  const condition = { resourceType: "Condition", subject: { reference: "Patient/1" } };

  it("is an error where the value set is required", () => {
    expect(told({ ...condition, clinicalStatus: { coding: [SNOMED] } })).toEqual([
      "error validate/code-not-in-value-set Condition.clinicalStatus",
    ]);
  });

  it("is enough that one of the codings is in the value set", () => {
    const active = { system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" };
    expect(told({ ...condition, clinicalStatus: { coding: [SNOMED, active] } })).toEqual([]);
  });

  it("means R4's codes by R4's value sets: unknown came later", () => {
    const later = { system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "unknown" };
    expect(told({ ...condition, clinicalStatus: { coding: [later] } })).toEqual([
      "error validate/code-not-in-value-set Condition.clinicalStatus",
    ]);
  });

  it("is a warning where the value set is extensible, and a note where it is preferred", () => {
    expect(told({ resourceType: "Patient", maritalStatus: { coding: [SNOMED] } })).toEqual([
      "warning validate/code-outside-extensible Patient.maritalStatus",
    ]);
    expect(told({ resourceType: "Patient", maritalStatus: { text: "single" } })).toEqual([
      "warning validate/code-advised Patient.maritalStatus",
    ]);
    expect(told({ ...condition, category: [{ coding: [SNOMED] }] })).toEqual([
      "warning validate/code-outside-extensible Condition.category[0]",
    ]);
  });

  it("is an error where the largest value set does not have it", () => {
    const language = [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: "gd" }] } }];
    expect(told({ resourceType: "Patient", communication: language })).toEqual([
      "information validate/code-outside-preferred Patient.communication[0].language",
    ]);
    const none = [{ language: { coding: [SNOMED] } }];
    expect(told({ resourceType: "Patient", communication: none })).toEqual([
      "error validate/code-not-in-value-set Patient.communication[0].language",
    ]);
  });

  it("is none of the value set where it is of a code system that nobody knows here", () => {
    const coding = [{ system: "http://example.test/status", code: "ok" }];
    expect(told({ ...condition, clinicalStatus: { coding } })).toEqual([
      "warning validate/code-system-unknown Condition.clinicalStatus.coding[0].system",
      "error validate/code-not-in-value-set Condition.clinicalStatus",
    ]);
  });
});
