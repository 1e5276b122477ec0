/** Rules of profiles that ask for other profiles. */
import { expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";

const profile = (name: string, element: object) => ({
  resourceType: "StructureDefinition",
  url: `http://example.org/StructureDefinition/${name}`,
  name,
  status: "active",
  kind: "resource",
  abstract: false,
  type: "Patient",
  baseDefinition: "http://hl7.org/fhir/StructureDefinition/Patient",
  derivation: "constraint",
  differential: { element: [{ id: "Patient", path: "Patient" }, element] },
});
const rule = (name: string, expression: string) =>
  profile(name, {
    id: "Patient.name",
    path: "Patient.name",
    constraint: [{ key: "x-1", severity: "error", human: "is as it should be", expression }],
  });
const named = profile("named", { id: "Patient.name", path: "Patient.name", min: 1 });

const told = (expression: string, patient: object) =>
  createValidator({ definitions: [named, rule("ruled", expression)], bestPractice: "ignore" })
    .validate({ resourceType: "Patient", ...patient }, { profiles: ["http://example.org/StructureDefinition/ruled"] })
    .map(({ code, message }) => `${code} ${message}`);

it("are true of what conforms and false of what does not", () => {
  const expression = "%resource.conformsTo('http://example.org/StructureDefinition/named')";
  const family = { name: [{ family: "x" }] };
  expect(told(expression, family)).toEqual([]);
  expect(told(`${expression}.not()`, family)).toEqual(["validate/invariant x-1: is as it should be"]);
});

it("are not judged where the profile is not at hand", () => {
  expect(told("%resource.conformsTo('http://example.org/nowhere')", { name: [{ family: "x" }] })).toEqual([
    "validate/invariant-not-judged the rule x-1 is not judged: conformsTo('http://example.org/nowhere') cannot be told",
  ]);
});

it("are true where they ask for nothing but themselves", () => {
  const itself = "%resource.conformsTo('http://example.org/StructureDefinition/ruled')";
  expect(told(itself, { name: [{ family: "x" }] })).toEqual([]);
});
