/** What a profile demands of elements beyond their base definitions. */
import { describe, expect, it } from "vitest";
import { BASE, profile, told } from "./profiles.js";

const LOINC = "http://loinc.org";
const patient = (more: object) => ({ resourceType: "Patient", ...more });
const observation = (more: object) => ({
  resourceType: "Observation",
  status: "final",
  code: { coding: [{ system: LOINC, code: "1" }] },
  ...more,
});

describe("a profile demands", () => {
  it.each([
    ["an element", { "Patient.name": { min: 1 } }, { gender: "male" }, ["profile-min at Patient"]],
    [
      "few of them",
      { "Patient.name": { max: "1" } },
      { name: [{ text: "a" }, { text: "b" }] },
      ["profile-max at Patient"],
    ],
    [
      "an element of a type",
      { "Patient.name.family": { min: 1 } },
      { name: [{ text: "a" }] },
      ["profile-min at Patient.name[0]"],
    ],
    [
      "none of a type",
      { "Patient.name.text": { max: "0" } },
      { name: [{ text: "a" }] },
      ["profile-max at Patient.name[0]"],
    ],
    [
      "an extension of a primitive",
      { "Patient.birthDate.extension": { min: 1 } },
      { birthDate: "2000" },
      ["profile-min at Patient.birthDate"],
    ],
    ["what it demands of what is not there", { "Patient.contact.name": { min: 1 } }, {}, []],
    [
      "a type of a choice",
      { "Patient.deceased[x]": { type: [{ code: "boolean" }] } },
      { deceasedDateTime: "2000" },
      ["profile-type at Patient.deceased.ofType(dateTime)"],
    ],
    [
      "a fixed code",
      { "Patient.gender": { fixedCode: "male" } },
      { gender: "female" },
      ["profile-value at Patient.gender"],
    ],
    ["a fixed code that is not there", { "Patient.gender": { fixedCode: "male" } }, {}, []],
    [
      "a fixed object, and nothing else",
      { "Patient.maritalStatus": { fixedCodeableConcept: { coding: [{ code: "M" }] } } },
      { maritalStatus: { coding: [{ code: "S" }], text: "x" } },
      [
        "profile-value at Patient.maritalStatus.coding[0].code",
        "profile-value-not-allowed at Patient.maritalStatus.text",
      ],
    ],
    [
      "a pattern, among other things",
      { "Patient.maritalStatus": { patternCodeableConcept: { coding: [{ code: "M" }] } } },
      { maritalStatus: { coding: [{ code: "X" }, { code: "M", display: "x" }], text: "x" } },
      [],
    ],
    [
      "a pattern that is not met",
      { "Patient.maritalStatus": { patternCodeableConcept: { coding: [{ code: "M" }] } } },
      { maritalStatus: { coding: [{ code: "X" }] } },
      ["profile-value-missing at Patient.maritalStatus.coding"],
    ],
    [
      "short texts",
      { "Patient.language": { maxLength: 2 } },
      { language: "de-AT" },
      ["profile-length at Patient.language"],
    ],
    [
      "a number",
      { "Patient.multipleBirth[x]": { minValueInteger: 2 } },
      { multipleBirthInteger: 1 },
      ["profile-limit at Patient.multipleBirth.ofType(integer)"],
    ],
    [
      "a date",
      { "Patient.birthDate": { maxValueDate: "2000-01-01" } },
      { birthDate: "2000-01-02" },
      ["profile-limit at Patient.birthDate"],
    ],
    [
      "a date as far as it is known",
      { "Patient.birthDate": { maxValueDate: "2000-01-01" } },
      { birthDate: "2000" },
      [],
    ],
    [
      "a rule",
      { Patient: { constraint: [{ key: "own-1", severity: "error", human: "x", expression: "name.exists()" }] } },
      {},
      ["invariant at Patient"],
    ],
    [
      "a rule of an element",
      {
        "Patient.name": {
          constraint: [{ key: "own-2", severity: "error", human: "x", expression: "family.exists()" }],
        },
      },
      { name: [{ family: "x" }, { text: "x" }] },
      ["invariant at Patient.name[1]"],
    ],
    [
      "a rule of what stands beside a primitive",
      {
        "Patient.birthDate": {
          constraint: [{ key: "own-4", severity: "error", human: "x", expression: "extension('urn:x').exists()" }],
        },
      },
      { birthDate: "2000", _birthDate: { extension: [{ url: "urn:y", valueString: "x" }] } },
      ["invariant at Patient.birthDate"],
    ],
    [
      "a rule of a primitive without a value",
      {
        "Patient.birthDate": {
          constraint: [{ key: "own-5", severity: "error", human: "x", expression: "hasValue()" }],
        },
      },
      { _birthDate: { extension: [{ url: "urn:y", valueString: "x" }] } },
      ["invariant at Patient.birthDate"],
    ],
    [
      "a rule that only warns",
      { Patient: { constraint: [{ key: "own-3", severity: "warning", human: "x", expression: "name.exists()" }] } },
      {},
      [],
    ],
    [
      "codes of a value set",
      {
        "Patient.language": {
          binding: { strength: "required", valueSet: "http://hl7.org/fhir/ValueSet/administrative-gender" },
        },
      },
      { language: "de" },
      ["code-not-in-value-set at Patient.language"],
    ],
  ])("%s", (_, elements, resource, expected) => {
    expect(told([profile("p", "Patient", elements as Record<string, object>)], patient(resource))).toEqual(expected);
  });

  it("a quantity that is not less than another", () => {
    const least = profile("p", "Observation", {
      "Observation.value[x]": {
        type: [{ code: "Quantity" }],
        minValueQuantity: { value: 1, system: "http://unitsofmeasure.org", code: "kg" },
      },
    });
    const weight = (value: number, code: string) =>
      observation({ valueQuantity: { value, system: "http://unitsofmeasure.org", code } });
    expect(told([least], weight(0.5, "kg"))).toEqual(["profile-limit at Observation.value.ofType(Quantity)"]);
    expect(told([least], weight(1, "kg"))).toEqual([]);
    expect(told([least], weight(999, "g"))).toEqual(["profile-limit at Observation.value.ofType(Quantity)"]);
    expect(told([least], weight(1_000, "g"))).toEqual([]);
    expect(told([least], weight(0, "cm"))).toEqual(["profile-limit-unit at Observation.value.ofType(Quantity)"]);
  });

  describe("a further value set", () => {
    const GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";
    const bound = (url: string, purpose: string, ...more: object[]) =>
      profile("p", "Observation", {
        "Observation.code": {
          binding: {
            strength: "preferred",
            valueSet: "http://hl7.org/fhir/ValueSet/observation-codes",
            extension: [
              {
                url,
                extension: [
                  { url: "purpose", valueCode: purpose },
                  { url: "valueSet", valueCanonical: GENDER },
                  ...more,
                ],
              },
            ],
          },
        },
      });
    const gender = (code: string) =>
      observation({ code: { coding: [{ system: "http://hl7.org/fhir/administrative-gender", code }] } });
    const usage = { url: "usage", valueUsageContext: { code: { code: "x" }, valueCodeableConcept: { text: "x" } } };
    const R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional";
    const TOOLS = "http://hl7.org/fhir/tools/StructureDefinition/additional-binding";
    const OUTSIDE = "code-not-in-value-set at Observation.code";

    it.each([
      ["as R5 has it, required", bound(R5, "required"), [OUTSIDE]],
      ["as HL7's tools have it, required", bound(TOOLS, "required"), [OUTSIDE]],
      ["that no code may leave", bound(TOOLS, "maximum"), [OUTSIDE]],
      ["for user interfaces", bound(TOOLS, "ui"), []],
      ["for some usage", bound(TOOLS, "required", usage), []],
    ])("%s", (_, structure, says) => {
      expect(told([structure], gender("male"))).toEqual([]);
      expect(told([structure], gender("unheard")).filter((one) => one.includes("not-in-value-set"))).toEqual(says);
    });
  });

  it("a date within a time from now", () => {
    const recent = profile("p", "Patient", { "Patient.birthDate": { maxValueDuration: { value: 2, code: "a" } } });
    const now = () => "2020-06-01T00:00:00Z";
    expect(told([recent], patient({ birthDate: "2022-06-01" }), { now })).toEqual([]);
    expect(told([recent], patient({ birthDate: "2022-06-02" }), { now })).toEqual([
      "profile-limit at Patient.birthDate",
    ]);
    expect(told([recent], patient({ birthDate: "2022-06-02" }))).toEqual([]);
  });

  it("a profile of a type", () => {
    const known = { ...profile("known", "HumanName", { "HumanName.family": { min: 1 } }), kind: "complex-type" };
    const named = profile("p", "Patient", {
      "Patient.name": { type: [{ code: "HumanName", profile: [`${BASE}known`] }] },
    });
    expect(told([named, known], patient({ name: [{ family: "x" }] }))).toEqual([]);
    expect(told([named, known], patient({ name: [{ text: "x" }] }))).toEqual(["profile-min at Patient.name[0]"]);
  });

  it("one of several profiles of a type", () => {
    const known = (name: string) => ({
      ...profile(name, "HumanName", { [`HumanName.${name}`]: { min: 1 } }),
      kind: "complex-type",
    });
    const profiles = ["family", "text"].map((name) => BASE + name);
    const named = profile("p", "Patient", { "Patient.name": { type: [{ code: "HumanName", profile: profiles }] } });
    const definitions = [named, known("family"), known("text")];
    expect(told(definitions, patient({ name: [{ family: "x" }, { text: "x" }] }))).toEqual([]);
    expect(told(definitions, patient({ name: [{ given: ["x"] }] }))).toEqual([
      "profile-none-matches at Patient.name[0]",
    ]);
  });

  it("types and profiles of what is referred to", () => {
    const named = profile("named", "Patient", { "Patient.name": { min: 1 } });
    const subject = profile("p", "Observation", {
      "Observation.subject": { type: [{ code: "Reference", targetProfile: [`${BASE}named`] }] },
    });
    const about = (target: object) =>
      observation({ contained: [{ id: "x", ...target }], subject: { reference: "#x" } });
    expect(told([subject, named], about(patient({ name: [{ text: "x" }] })))).toEqual([]);
    expect(told([subject, named], about(patient({ gender: "male" })))).toEqual([
      "profile-target at Observation.subject",
    ]);
    expect(told([subject, named], about({ resourceType: "Location", name: "x" }))).toEqual([
      "profile-target-type at Observation.subject",
    ]);
    expect(told([subject, named], observation({ subject: { reference: "Location/1" } }))).toEqual([
      "profile-target-type at Observation.subject",
    ]);
    expect(told([subject, named], observation({ subject: { reference: "Patient/1" } }))).toEqual([]);
  });

  it("a target at a certain place", () => {
    const contained = profile("p", "Observation", {
      "Observation.subject": { type: [{ code: "Reference", aggregation: ["contained"] }] },
    });
    expect(told([contained], observation({ subject: { reference: "Patient/1" } }))).toEqual([
      "profile-aggregation at Observation.subject",
    ]);
  });

  it("no end: profiles that lead to each other, over thousands of resources", () => {
    const next = profile("p", "List", {
      "List.entry.item": { type: [{ code: "Reference", targetProfile: [`${BASE}p`] }] },
    });
    const entry = Array.from({ length: 2_000 }, (_, i) => ({
      fullUrl: `http://example.org/List/${i}`,
      resource: {
        resourceType: "List",
        id: String(i),
        meta: { profile: [`${BASE}p`] },
        status: "current",
        mode: "working",
        entry: [{ item: { reference: `List/${(i + 1) % 2_000}` } }],
      },
    }));
    expect(told([next], { resourceType: "Bundle", type: "collection", entry })).toEqual([
      "profile-wrong-type at Bundle",
    ]);
  });
});
