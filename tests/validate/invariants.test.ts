/** Every invariant of R4 is judged: by its expression, compiled, or by a rule of ours. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RESOURCE_TYPES, type TypeDefinition, typeDefinition } from "../../src/definitions/r4.js";
import { expressionOf } from "../../src/validate/errata.js";
import { compileExpression } from "../../src/validate/fhirpath.js";
import { HANDWRITTEN } from "../../src/validate/handwritten.js";
import { createValidator } from "../../src/validate/index.js";
import { Invariants } from "../../src/validate/invariants.js";
import { rootPlace } from "../../src/validate/place.js";

/** Every type that a resource leads to. */
const types = new Map<string, TypeDefinition>();
function collect(name: string): void {
  const type = types.has(name) ? undefined : typeDefinition(name);
  if (!type) return;
  types.set(name, type);
  for (const { type: next, kind } of type.properties.values()) if (kind !== "resource") collect(next);
}
for (const name of RESOURCE_TYPES) collect(name);
const constraints = [...types.values()].flatMap((type) => [
  ...type.constraints,
  ...[...type.properties.values()].flatMap(({ definition }) => definition.constraints),
]);

describe("invariants", () => {
  it("all compile and evaluate", () => {
    const failed: string[] = [];
    for (const [name, { kind, constraints: own }] of types)
      for (const constraint of own) {
        const { key } = constraint;
        if (key === "ele-1" || Object.hasOwn(HANDWRITTEN, key)) continue;
        const expression = expressionOf(constraint);
        const value = kind === "resource" ? { resourceType: name } : { id: "x" };
        const environment = { resource: value, rootResource: value, htmlChecks: () => true };
        if (typeof compileExpression(expression, name)(value, environment) !== "boolean")
          failed.push(`${key} of ${name}`);
      }
    expect(failed).toEqual([]);
  });

  it("no rule of ours is for an invariant that R4 does not have", () => {
    const keys = new Set(constraints.map(({ key }) => key));
    expect(Object.keys(HANDWRITTEN).filter((key) => !keys.has(key))).toEqual([]);
  });

  it("give a reason where they cannot be judged", () => {
    const invariants = new Invariants();
    const patient = { resourceType: "Patient", gender: "male" };
    const scope = { resource: patient, root: patient, place: rootPlace("Patient") };
    const verdict = (expression: string) =>
      invariants.verdict({ key: "x-1", severity: "error", human: "x", expression }, "Patient", patient, scope);
    expect(verdict("gender.exists()")).toBe(true);
    expect(verdict("gender.empty()")).toBe(false);
    expect(verdict("deceased")).toBe(false);
    expect(verdict("gender + 1")).toBeUndefined();
    expect(verdict("gender.exists(")).toBe("a name expected, not the end at character 15");
    expect(verdict("gender.what()")).toBe("it uses what FHIRPath does not have");
    expect(verdict("gender.memberOf('http://example.org')")).toBe("nobody answers memberOf()");
  });

  it("a key of a rule of ours means one invariant only", () => {
    const expressions = (key: string) =>
      new Set(constraints.filter((one) => one.key === key).map((one) => one.expression));
    expect(Object.keys(HANDWRITTEN).filter((key) => expressions(key).size > 1)).toEqual([]);
  });
});

describe("invariants that fhirpath.js cannot evaluate or answers wrongly", () => {
  const validator = createValidator({ bestPractice: "warning" });
  const keys = (resource: object) =>
    validator
      .validate(resource)
      .filter(({ code, severity }) => code === "validate/invariant" && severity === "error")
      .map(({ message }) => message.split(":")[0]);
  const text = JSON.parse(
    readFileSync(new URL("../../node_modules/hl7.fhir.r4.examples/Patient-example.json", import.meta.url), "utf8"),
  ).text;
  const definition = (element: object) => ({
    resourceType: "StructureDefinition",
    text,
    url: "http://example.org/StructureDefinition/x",
    name: "X",
    status: "draft",
    kind: "resource",
    abstract: false,
    type: "Patient",
    baseDefinition: "http://hl7.org/fhir/StructureDefinition/Patient",
    derivation: "constraint",
    differential: { element: [{ id: "Patient", ...element }] },
  });

  it.each([
    ["eld-16", { path: "Patient", sliceName: "a b" }, ["eld-16"]],
    ["eld-19", { path: "Patient.a b" }, ["eld-19"]],
    ["a plain path", { path: "Patient", sliceName: "a/b" }, []],
  ])("%s", (_, element, expected) => {
    expect(keys(definition(element)).filter((key) => key !== "sdf-23")).toEqual(expected);
  });

  it.each([
    ["exists", { answerBoolean: true }, []],
    ["exists", { answerString: "x" }, ["que-7"]],
    ["=", { answerString: "x" }, []],
  ])("que-7 with %s and %j", (operator, answer, expected) => {
    const enableWhen = [{ question: "1", operator, ...answer }];
    const item = [
      { linkId: "1", type: "string" },
      { linkId: "2", type: "string", enableWhen },
    ];
    expect(keys({ resourceType: "Questionnaire", text, status: "draft", item })).toEqual(expected);
  });

  it.each([
    ["Practitioner", {}, []],
    ["Patient", {}, ["ctm-1"]],
  ])("ctm-1 with a contained %s", (resourceType, more, expected) => {
    const contained = [{ resourceType, id: "m", ...more }];
    const participant = [{ member: { reference: "#m" }, onBehalfOf: { display: "x" } }];
    expect(keys({ resourceType: "CareTeam", text, contained, participant })).toEqual(expected);
  });

  it.each([
    ["a resource nobody points to", [{ resourceType: "Patient", id: "a" }], ["dom-3"]],
    [
      "one that points to itself alone",
      [{ resourceType: "Basic", id: "a", code: { text: "x" }, subject: { reference: "#a" } }],
      ["dom-3"],
    ],
    [
      "two that point to each other",
      [
        { resourceType: "Basic", id: "a", code: { text: "x" }, subject: { reference: "#b" } },
        { resourceType: "Basic", id: "b", code: { text: "x" }, subject: { reference: "#a" } },
      ],
      ["dom-3"],
    ],
    [
      "one that is pointed to by one that points to its container",
      [
        { resourceType: "Patient", id: "a" },
        {
          resourceType: "Basic",
          id: "b",
          code: { text: "x" },
          author: { reference: "#" },
          subject: { reference: "#a" },
        },
      ],
      [],
    ],
    [
      "one that points to its container",
      [{ resourceType: "Basic", id: "a", code: { text: "x" }, subject: { reference: "#" } }],
      [],
    ],
    [
      "one inside another",
      [{ resourceType: "Patient", id: "a", contained: [{ resourceType: "Patient", id: "b" }] }],
      ["dom-2", "dom-3"],
    ],
    ["one with a version", [{ resourceType: "Patient", id: "a", meta: { versionId: "1" } }], ["dom-3", "dom-4"]],
    [
      "one with a security label",
      [{ resourceType: "Patient", id: "a", meta: { security: [{ code: "R" }] } }],
      ["dom-3", "dom-5"],
    ],
  ])("contained: %s", (_, contained, expected) => {
    const found = new Set(keys({ resourceType: "Observation", text, status: "final", code: { text: "x" }, contained }));
    expect(expected.filter((key) => !found.has(key))).toEqual([]);
    if (expected.length === 0) expect([...found]).toEqual([]);
  });

  it.each([
    ["con-3", "problem-list-item", undefined, 1],
    ["con-3", "encounter-diagnosis", undefined, 0],
    [
      "con-3",
      "problem-list-item",
      { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }] },
      0,
    ],
  ])("%s for a %s", (key, code, clinicalStatus, expected) => {
    const category = [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-category", code }] }];
    const condition = { resourceType: "Condition", text, subject: { display: "x" }, category };
    const findings = validator.validate(clinicalStatus ? { ...condition, clinicalStatus } : condition);
    expect(findings.filter(({ message }) => message.startsWith(key)).map(({ severity }) => severity)).toEqual(
      Array(expected).fill("warning"),
    );
  });

  it.each([
    [["C"], ["tim-9"]],
    [["HS", "MORN"], []],
    [["HS", "CM"], ["tim-9"]],
  ])("tim-9 with %j", (when, expected) => {
    const dosageInstruction = [{ timing: { repeat: { offset: 30, when } } }];
    const request = {
      resourceType: "MedicationRequest",
      text,
      status: "active",
      intent: "order",
      subject: { display: "x" },
    };
    expect(keys({ ...request, medicationCodeableConcept: { text: "x" }, dosageInstruction })).toEqual(expected);
  });

  it.each([
    ["Patient", []],
    ["Reference", []],
    ["string", ["opd-3"]],
  ])("opd-3 with a parameter of type %s", (type, expected) => {
    const parameter = [{ name: "x", use: "in", min: 0, max: "1", type, targetProfile: ["http://example.org/x"] }];
    const operation = {
      resourceType: "OperationDefinition",
      text,
      name: "X",
      status: "draft",
      kind: "operation",
      code: "x",
    };
    expect(keys({ ...operation, system: true, type: false, instance: false, parameter })).toEqual(expected);
  });

  it.each([
    [99.5, []],
    [101, ["ras-2"]],
  ])("ras-2 with %d %%", (probabilityDecimal, expected) => {
    const prediction = [{ outcome: { text: "x" }, probabilityDecimal }];
    expect(
      keys({ resourceType: "RiskAssessment", text, status: "final", subject: { display: "x" }, prediction }),
    ).toEqual(expected);
  });
});

describe("rules of best practice", () => {
  const patient = { resourceType: "Patient", active: true };
  it.each([
    ["warning", ["warning"]],
    ["error", ["error"]],
    ["ignore", []],
  ] as const)("are told as %s where that is wanted", (bestPractice, severities) => {
    const findings = createValidator({ bestPractice }).validate(patient);
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
  });
});
