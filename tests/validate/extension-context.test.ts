/** Where extensions may stand: what `context` and `contextInvariant` of their definitions say, as HL7's validator reads them. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/index.js";

const url = "http://unheard.of/StructureDefinition/note";
const note = { url, valueString: "x" };

const definition = (more: object) => ({
  resourceType: "StructureDefinition",
  url,
  name: "Note",
  status: "active",
  kind: "complex-type",
  abstract: false,
  type: "Extension",
  baseDefinition: "http://hl7.org/fhir/StructureDefinition/Extension",
  derivation: "constraint",
  differential: {
    element: [
      { id: "Extension.url", path: "Extension.url", fixedUri: url },
      { id: "Extension.value[x]", path: "Extension.value[x]", min: 1, type: [{ code: "string" }] },
    ],
  },
  ...more,
});

const observation = { resourceType: "Observation", status: "final", code: { text: "x" } };
const PLACES = {
  Patient: { resourceType: "Patient", extension: [note] },
  "Patient.name": { resourceType: "Patient", name: [{ family: "x", extension: [note] }] },
  "Patient.name.family": { resourceType: "Patient", name: [{ family: "x", _family: { extension: [note] } }] },
  "Patient.contact": { resourceType: "Patient", contact: [{ name: { family: "x" }, extension: [note] }] },
  Observation: { ...observation, extension: [note] },
  "Observation.value": { ...observation, valueQuantity: { value: 1, extension: [note] } },
};

function codes(more: object, resource: object): string[] {
  const validator = createValidator({ definitions: [definition(more)] });
  return validator.validate(resource).flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
}

const ALL = Object.keys(PLACES);
const CONTEXTS: readonly (readonly [type: string, expression: string, places: readonly string[]])[] = [
  ["element", "Patient", ["Patient"]],
  ["element", "Element", ALL],
  ["element", "Resource", ["Patient", "Observation"]],
  ["element", "HumanName", ["Patient.name"]],
  ["element", "HumanName.family", ["Patient.name.family"]],
  ["element", "string", ["Patient.name.family"]],
  ["element", "BackboneElement", ["Patient.contact"]],
  ["element", "Observation.value[x]", ["Observation.value"]],
  ["element", "Observation.valueQuantity", ["Observation.value"]],
  ["element", "Quantity", ["Observation.value"]],
  ["extension", "http://unheard.of/other", []],
  ["fhirpath", "Patient", ["Patient"]],
  ["fhirpath", "Patient.name", ["Patient.name"]],
  ["fhirpath", "name.family", ["Patient.name.family"]],
  ["fhirpath", "HumanName", []],
  ["fhirpath", "Observation.value.ofType(Quantity)", ["Observation.value"]],
  ["fhirpath", "descendants()", ALL.filter((place) => place.includes("."))],
  ["fhirpath", "Patient.where(gender.exists())", []],
];

describe.each(CONTEXTS)("an extension for %s %s", (type, expression, places) => {
  it.each(Object.entries(PLACES))("at %s", (place, resource) => {
    const found = codes({ context: [{ type, expression }] }, resource);
    expect(found).toEqual(places.includes(place) ? [] : ["validate/extension-context"]);
  });
});

describe("what a definition asks of the place", () => {
  const context = [{ type: "element", expression: "Patient" }];

  it.each([
    ["gender.exists()", { gender: "male" }, true],
    ["gender.exists()", {}, false],
    ["%resource.gender.exists()", {}, false],
  ])("%s of %j", (expression, more, isRight) => {
    const found = codes({ context, contextInvariant: [expression] }, { ...PLACES.Patient, ...more });
    expect(found).toEqual(isRight ? [] : ["validate/extension-not-here"]);
  });

  const versions = (bound: string, valueCode: string) => ({
    extension: [
      {
        url: "http://hl7.org/fhir/StructureDefinition/version-specific-use",
        extension: [{ url: bound, valueCode }],
      },
    ],
  });

  it.each([
    ["startFhirVersion", "4.0", true],
    ["startFhirVersion", "5.0", false],
    ["endFhirVersion", "4.3", true],
    ["endFhirVersion", "3.0", false],
  ])("%s %s", (bound, version, isRight) => {
    const wanted = isRight ? [] : ["validate/extension-version"];
    expect(codes({ context, ...versions(bound, version) }, PLACES.Patient)).toEqual(wanted);
    const inner = [{ ...versions(bound, version), type: "element", expression: "Patient" }];
    expect(codes({ context: inner }, PLACES.Patient)).toEqual(isRight ? [] : ["validate/extension-context"]);
  });
});
