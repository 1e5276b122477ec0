/** Which slice an item is of, and what slices demand. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../../src/validate/index.js";
import { BASE, profile, told } from "./profiles.js";

const LOINC = "http://loinc.org";
const concept = (code: string, system = LOINC) => ({ coding: [{ system, code }] });

const observation = (more: object) => ({
  resourceType: "Observation",
  text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  status: "final",
  code: { text: "x" },
  performer: [{ display: "x" }],
  effectiveDateTime: "2020",
  subject: { display: "x" },
  ...more,
});

const slicing = (type: string, path: string, more: object = {}) => ({
  slicing: { discriminator: [{ type, path }], rules: "open", ...more },
});

describe("a slice is told", () => {
  it("by a fixed value at a path, of a Coding in a CodeableConcept too", () => {
    const sliced = profile("p", "Observation", {
      "Observation.component": slicing("value", "code.coding.code"),
      "Observation.component:one": { min: 1, max: "1" },
      "Observation.component:one.code.coding.code": { fixedCode: "1" },
      "Observation.component:one.value[x]": { min: 1 },
    });
    const one = { code: concept("1"), valueString: "x" };
    expect(told([sliced], observation({ component: [one, { code: concept("2"), valueString: "x" }] }))).toEqual([]);
    expect(told([sliced], observation({ component: [{ code: concept("2"), valueString: "x" }] }))).toEqual([
      "profile-slice-missing at Observation",
    ]);
    expect(told([sliced], observation({ component: [one, one] }))).toEqual(["profile-max at Observation"]);
    const without = { code: concept("1"), dataAbsentReason: concept("unknown", "http://example.org/x") };
    expect(told([sliced], observation({ component: [without] }))).toEqual(["profile-min at Observation.component[0]"]);
  });

  it("by a pattern, further up than its path as well", () => {
    const sliced = profile("p", "Observation", {
      "Observation.component": slicing("value", "code"),
      "Observation.component:one": { min: 1 },
      "Observation.component:one.code": { patternCodeableConcept: concept("1") },
    });
    const component = {
      code: { coding: [{ system: "http://example.org/s", code: "x" }, ...concept("1").coding] },
      valueString: "x",
    };
    expect(told([sliced], observation({ component: [component] }))).toEqual([]);
    const further = profile("p", "Observation", {
      "Observation.component": slicing("pattern", "code.coding.code"),
      "Observation.component:one": { min: 1 },
      "Observation.component:one.code": { patternCodeableConcept: concept("1") },
    });
    expect(told([further], observation({ component: [component] }))).toEqual([]);
  });

  it("by two values, one of which a slice may leave open", () => {
    const sliced = profile("p", "Patient", {
      "Patient.telecom": {
        slicing: {
          discriminator: [
            { type: "value", path: "system" },
            { type: "value", path: "use" },
          ],
          rules: "closed",
        },
      },
      "Patient.telecom:phone": { min: 1 },
      "Patient.telecom:phone.system": { min: 1, fixedCode: "phone" },
      "Patient.telecom:mail": {},
      "Patient.telecom:mail.system": { min: 1, fixedCode: "email" },
      "Patient.telecom:mail.use": { min: 1, fixedCode: "work" },
    });
    const patient = (...telecom: object[]) => ({ resourceType: "Patient", telecom });
    const phone = { system: "phone", value: "1", use: "home" };
    expect(told([sliced], patient(phone, { system: "email", value: "x", use: "work" }))).toEqual([]);
    expect(told([sliced], patient(phone, { system: "email", value: "x", use: "home" }))).toEqual([
      "profile-slice-unknown at Patient.telecom[1]",
    ]);
  });

  it("by something being there", () => {
    const sliced = profile("p", "Patient", {
      "Patient.name": slicing("exists", "family"),
      "Patient.name:with": { max: "1" },
      "Patient.name:with.family": { min: 1 },
      "Patient.name:without": { max: "1" },
      "Patient.name:without.family": { max: "0" },
    });
    const patient = (...name: object[]) => ({ resourceType: "Patient", name });
    expect(told([sliced], patient({ family: "x" }, { text: "x" }))).toEqual([]);
    expect(told([sliced], patient({ text: "x" }, { text: "y" }))).toEqual(["profile-max at Patient"]);
  });

  it("by the type of a choice, under its short name too", () => {
    const sliced = profile("p", "Observation", {
      "Observation.value[x]": slicing("type", "$this"),
      "Observation.value[x]:valueQuantity": {},
      "Observation.value[x]:valueQuantity.code": { min: 1 },
    });
    const short = profile("p", "Observation", { "Observation.valueQuantity.code": { min: 1 } });
    for (const one of [sliced, short]) {
      expect(told([one], observation({ valueString: "x" }))).toEqual([]);
      expect(told([one], observation({ valueQuantity: { value: 1 } }))).toEqual([
        "profile-min at Observation.value.ofType(Quantity)",
      ]);
    }
  });

  it("by the type and the profile of a Bundle's resource", () => {
    const named = profile("named", "Patient", { "Patient.name": { min: 1 } });
    const bundle = (...resources: object[]) => ({
      resourceType: "Bundle",
      type: "collection",
      entry: resources.map((resource, i) => ({ fullUrl: `http://example.org/${i}`, resource })),
    });
    const byType = profile("p", "Bundle", {
      "Bundle.entry": slicing("type", "resource"),
      "Bundle.entry:patient": { min: 1, max: "1" },
      "Bundle.entry:patient.resource": { type: [{ code: "Patient", profile: [`${BASE}named`] }] },
    });
    const anonymous = { resourceType: "Patient", gender: "male" };
    const known = { resourceType: "Patient", name: [{ text: "x" }] };
    expect(told([byType, named], bundle(known))).toEqual([]);
    expect(told([byType, named], bundle(anonymous))).toEqual(["profile-min at Bundle.entry[0].resource"]);
    const byProfile = profile("p", "Bundle", {
      "Bundle.entry": slicing("profile", "resource"),
      "Bundle.entry:patient": { min: 1, max: "1" },
      "Bundle.entry:patient.resource": { type: [{ code: "Patient", profile: [`${BASE}named`] }] },
    });
    expect(told([byProfile, named], bundle(known, anonymous))).toEqual([]);
    expect(told([byProfile, named], bundle(anonymous))).toEqual(["profile-slice-missing at Bundle"]);
    const validator = createValidator({ definitions: [byProfile, named] });
    const [missing] = validator.validate(bundle(anonymous), { profiles: [`${BASE}p`] }).slice(-1);
    expect(missing?.hint).toBe(
      "what is there differs: at Bundle.entry[0].resource: Patient.name must be there 1 times at least, and is there 0 times " +
        `(profile ${BASE}named)`,
    );
  });

  it("by what a reference leads to", () => {
    const sliced = profile("p", "Observation", {
      "Observation.performer": slicing("type", "resolve()"),
      "Observation.performer:one": {
        min: 1,
        type: [{ code: "Reference", targetProfile: ["http://hl7.org/fhir/StructureDefinition/Practitioner"] }],
      },
    });
    const by = (resourceType: string) =>
      observation({ contained: [{ resourceType, id: "x", active: true }], performer: [{ reference: "#x" }] });
    expect(told([sliced], by("Practitioner"))).toEqual([]);
    expect(told([sliced], by("Organization"))).toEqual(["profile-slice-missing at Observation"]);
  });

  it("by a value set, and may be meant where that is not at hand", () => {
    const sliced = (valueSet: string) =>
      profile("p", "Observation", {
        "Observation.category": slicing("value", "$this"),
        "Observation.category:one": { min: 1, binding: { strength: "required", valueSet } },
      });
    const female = observation({ category: [concept("female", "http://hl7.org/fhir/administrative-gender")] });
    const other = observation({ category: [concept("x", "http://example.org/s")] });
    const known = sliced("http://hl7.org/fhir/ValueSet/administrative-gender");
    expect(told([known], female)).toEqual([]);
    expect(told([known], other)).toEqual(["profile-slice-missing at Observation"]);
    expect(told([sliced("http://example.org/ValueSet/none")], other)).toEqual([]);
  });

  it("by an extension's value", () => {
    const sliced = profile("p", "Patient", {
      "Patient.name": slicing("value", "extension('http://example.org/kind').value"),
      "Patient.name:one": { min: 1 },
      "Patient.name:one.extension": slicing("value", "url"),
      "Patient.name:one.extension:kind": {
        min: 1,
        type: [{ code: "Extension", profile: [`http://example.org/kind`] }],
      },
      "Patient.name:one.extension:kind.value[x]": { fixedCode: "a" },
    });
    const kind = {
      ...profile("kind", "Extension", { "Extension.value[x]": { min: 1, type: [{ code: "code" }] } }),
      url: "http://example.org/kind",
    };
    const patient = (valueCode: string) => ({
      resourceType: "Patient",
      name: [{ text: "x", extension: [{ url: "http://example.org/kind", valueCode }] }],
    });
    expect(told([sliced, kind], patient("a"))).toEqual([]);
    expect(told([sliced, kind], patient("b"))).toEqual(["profile-slice-missing at Patient"]);
  });
});

describe("slices", () => {
  const names = (rules: object, ...uses: string[]) =>
    [
      profile("p", "Patient", {
        "Patient.name": slicing("value", "use", rules),
        "Patient.name:official": {},
        "Patient.name:official.use": { min: 1, fixedCode: "official" },
        "Patient.name:usual": {},
        "Patient.name:usual.use": { min: 1, fixedCode: "usual" },
      }),
      { resourceType: "Patient", name: uses.map((use) => ({ use, text: "x" })) },
    ] as const;

  it.each([
    [{ rules: "closed" }, ["official", "old"], ["profile-slice-unknown at Patient.name[1]"]],
    [{ rules: "openAtEnd" }, ["official", "old"], []],
    [{ rules: "openAtEnd" }, ["old", "official"], ["profile-slice-at-end at Patient.name[1]"]],
    [{ ordered: true }, ["official", "old", "usual"], []],
    [{ ordered: true }, ["usual", "official"], ["profile-slice-order at Patient.name[1]"]],
    [{}, ["usual", "official", "old"], []],
  ])("%j of %j", (rules, uses, expected) => {
    const [sliced, patient] = names(rules, ...uses);
    expect(told([sliced], patient)).toEqual(expected);
  });

  it("of slices, and one for all the others", () => {
    const sliced = profile("p", "Patient", {
      "Patient.telecom": slicing("value", "system"),
      "Patient.telecom:phone": slicing("value", "use"),
      "Patient.telecom:phone.system": { min: 1, fixedCode: "phone" },
      "Patient.telecom:phone/home": { max: "1" },
      "Patient.telecom:phone/home.use": { min: 1, fixedCode: "home" },
      "Patient.telecom:@default": {},
      "Patient.telecom:@default.rank": { max: "0" },
    });
    const patient = (...telecom: object[]) => ({ resourceType: "Patient", telecom });
    const home = { system: "phone", value: "1", use: "home" };
    expect(told([sliced], patient(home, { ...home, use: "work", rank: 1 }))).toEqual([]);
    expect(told([sliced], patient(home, home))).toEqual(["profile-max at Patient"]);
    expect(told([sliced], patient({ system: "email", value: "x", rank: 1 }))).toEqual([
      "profile-max at Patient.telecom[0]",
    ]);
  });
});

describe("an item", () => {
  it("is of one slice only", () => {
    const sliced = profile("p", "Patient", {
      "Patient.telecom": slicing("value", "$this"),
      "Patient.telecom:phone": { patternContactPoint: { system: "phone" } },
      "Patient.telecom:home": { patternContactPoint: { use: "home" } },
    });
    const patient = (...telecom: object[]) => ({ resourceType: "Patient", telecom });
    expect(told([sliced], patient({ system: "phone", value: "1", use: "work" }))).toEqual([]);
    expect(told([sliced], patient({ system: "phone", value: "1", use: "home" }))).toEqual([
      "profile-slices-match at Patient.telecom[0]",
    ]);
  });
});
