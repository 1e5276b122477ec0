import { describe, expect, it } from "vitest";
import { example } from "../examples.js";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const BASE = "http://hl7.org/fhir/StructureDefinition/";
const URL = "http://example.org/StructureDefinition/p";

const profile = (type: string, element: Json[], rest: Json = {}): Json => ({
  resourceType: "StructureDefinition",
  url: URL,
  name: "P",
  status: "active",
  kind: "resource",
  abstract: false,
  type,
  baseDefinition: BASE + type,
  derivation: "constraint",
  differential: { element },
  ...rest,
});

/** A differential's element, its id that of its path. */
const at = (path: string, rest: Json = {}): Json => ({ id: path, path, ...rest });
const patient = (...elements: Json[]) => profile("Patient", elements);
const constraint = (rest: Json) => ({
  constraint: [{ key: "p-1", severity: "error", human: "It is so", expression: "name.exists()", ...rest }],
});
const extension = (rest: Json = {}, url = URL) =>
  profile("Extension", [at("Extension.url", { fixedUri: url })], {
    kind: "complex-type",
    context: [{ type: "element", expression: "Patient" }],
    ...rest,
  });
const sliced = (path: string, discriminator: Json, type: string) =>
  patient(at(path, { slicing: { discriminator: [{ type, ...discriminator }], rules: "open" } }));

const E = "StructureDefinition.differential.element[0]";

const ROWS: readonly (readonly [string, Json, readonly string[]])[] = [
  ["a right profile", patient(at("Patient.name", { min: 1 })), []],
  [
    "an unknown base",
    profile("Patient", [], { baseDefinition: "http://example.org/x" }),
    ["warning base-not-found StructureDefinition.baseDefinition"],
  ],
  [
    "a base that is itself",
    profile("Patient", [], { baseDefinition: URL, snapshot: { element: [at("Patient")] } }),
    ["error base-circular StructureDefinition.baseDefinition"],
  ],
  [
    "no derivation",
    profile("Patient", [], { derivation: undefined }),
    ["error derivation-missing StructureDefinition"],
  ],
  ["another kind", profile("Patient", [], { kind: "complex-type" }), ["error kind-differs StructureDefinition.kind"]],
  [
    "another type",
    profile("Observation", [], { baseDefinition: `${BASE}Patient` }),
    ["error type-differs StructureDefinition.type"],
  ],
  [
    "a specialization of the same type",
    profile("Patient", [], { derivation: "specialization" }),
    ["error type-not-own StructureDefinition.type"],
  ],
  ["an unknown element", patient(at("Patient.surname", { min: 1 })), [`error path-unknown ${E}.path`]],
  ["an element of an element's type", patient(at("Patient.name.family", { min: 1 })), []],
  [
    "an unknown element of an element's type",
    patient(at("Patient.name.surname", { min: 1 })),
    [`error path-unknown ${E}.path`],
  ],
  ["an element of any resource", profile("Bundle", [at("Bundle.entry.resource.name", { min: 1 })]), []],
  ["a choice by its type", profile("Observation", [at("Observation.valueQuantity", { min: 1 })]), []],
  [
    "less than the base has",
    profile("Observation", [at("Observation.code", { min: 0 })]),
    [`error min-lowered ${E}.min`],
  ],
  ["more than the base has", patient(at("Patient.gender", { max: "2" })), [`error max-raised ${E}.max`]],
  ["all that the base has", patient(at("Patient.name", { max: "*" })), []],
  [
    "a weaker binding",
    patient(at("Patient.gender", { binding: { strength: "preferred" } })),
    [`error binding-weakened ${E}.binding.strength`],
  ],
  ["a stronger binding", patient(at("Patient.maritalStatus", { binding: { strength: "required" } })), []],
  ["a type of the base", profile("Observation", [at("Observation.effective[x]", { type: [{ code: "Period" }] })]), []],
  [
    "a type that the base has not",
    profile("Observation", [at("Observation.effective[x]", { type: [{ code: "date" }] })]),
    [`error type-not-in-base ${E}.type`],
  ],
  [
    "a path of another type",
    patient({ id: "Observation.status", path: "Observation.status", mustSupport: true }),
    [`error path-of-other-type ${E}`],
  ],
  [
    "a slice without slicing",
    patient({ id: "Patient.name:a", path: "Patient.name", sliceName: "a", min: 0, max: "*" }),
    [`error slice-without-slicing ${E}`],
  ],
  [
    "a slice of extensions",
    patient({ id: "Patient.extension:a", path: "Patient.extension", sliceName: "a", min: 0, max: "*" }),
    [],
  ],
  [
    "a binding to a code system",
    patient(
      at("Patient.maritalStatus", {
        binding: { strength: "required", valueSet: "http://hl7.org/fhir/administrative-gender" },
      }),
    ),
    [`error binding-to-system ${E}.binding`],
  ],
  [
    "a target that the base has not",
    patient(
      at("Patient.managingOrganization", {
        type: [{ code: "Reference", targetProfile: ["http://hl7.org/fhir/StructureDefinition/Practitioner"] }],
      }),
    ),
    [`error target-not-in-base ${E}.type[0].targetProfile[0]`],
  ],
  ["a binding of a code", patient(at("Patient.gender", { binding: { strength: "required" } })), []],
  [
    "a binding of a date",
    patient(at("Patient.birthDate", { binding: { strength: "required" } })),
    [`error element-irrelevant ${E}`],
  ],
  ["a length of a date", patient(at("Patient.birthDate", { maxLength: 4 })), []],
  ["a length of a name", patient(at("Patient.name", { maxLength: 4 })), [`error element-irrelevant ${E}`]],
  ["a range of a text", patient(at("Patient.language", { minValueInteger: 4 })), [`error element-irrelevant ${E}`]],
  ["a fixed code", patient(at("Patient.gender", { fixedCode: "male" })), []],
  [
    "a fixed text for a code",
    patient(at("Patient.gender", { fixedString: "male" })),
    [`error element-value-type ${E}.fixed.ofType(string)`],
  ],
  [
    "a pattern of one type of a choice",
    profile("Observation", [at("Observation.value[x]", { patternQuantity: { unit: "kg" } })]),
    [],
  ],
  [
    "a pattern of a type that the choice has lost",
    profile("Observation", [
      at("Observation.value[x]", { type: [{ code: "string" }], patternQuantity: { unit: "kg" } }),
    ]),
    [`error element-value-type ${E}.pattern.ofType(Quantity)`],
  ],
  [
    "targets of a code",
    patient(at("Patient.gender", { type: [{ code: "code", targetProfile: [`${BASE}Patient`] }] })),
    [`error type-without-targets ${E}.type[0]`],
  ],
  [
    "a profile of its type",
    patient(at("Patient.extension", { type: [{ code: "Extension", profile: [`${BASE}patient-birthPlace`] }] })),
    [],
  ],
  [
    "a profile of another type",
    patient(at("Patient.contact.name", { type: [{ code: "HumanName", profile: [`${BASE}patient-birthPlace`] }] })),
    [`error profile-of-other-type ${E}.type[0].profile[0]`],
  ],
  [
    "an unknown profile",
    patient(at("Patient.extension", { type: [{ code: "Extension", profile: ["http://example.org/x"] }] })),
    [`warning profile-unknown ${E}.type[0].profile[0]`],
  ],
  [
    "an extension as a modifier",
    patient(at("Patient.modifierExtension", { type: [{ code: "Extension", profile: [`${BASE}patient-birthPlace`] }] })),
    [`error modifier-extension ${E}.type[0].profile[0]`],
  ],
  ["slices by a value", sliced("Patient.identifier", { path: "type.coding.code" }, "value"), []],
  ["slices by what a reference leads to", sliced("Patient.generalPractitioner", { path: "resolve()" }, "type"), []],
  ["slices by an extension", sliced("Patient.name", { path: "extension('http://example.org/e').value" }, "value"), []],
  [
    "slices by the type of a choice",
    profile("Observation", [
      at("Observation.value[x]", { slicing: { discriminator: [{ type: "type", path: "$this" }], rules: "open" } }),
    ]),
    [],
  ],
  [
    "slices by an element that is not there",
    sliced("Patient.identifier", { path: "kind" }, "value"),
    [`error discriminator-path ${E}.slicing.discriminator[0]`],
  ],
  [
    "slices by what is no FHIRPath",
    sliced("Patient.identifier", { path: "type." }, "value"),
    [`error discriminator-path ${E}.slicing.discriminator[0]`],
  ],
  [
    "slices of what does not repeat",
    sliced("Patient.birthDate", { path: "$this" }, "value"),
    [`error slicing-of-one ${E}.slicing`],
  ],
  ["slices of all", patient(at("Patient", { slicing: { rules: "open" } })), [`error slicing-of-root ${E}.slicing`]],
  [
    "slices in slices",
    patient(
      at("Patient.identifier", { slicing: { discriminator: [{ type: "value", path: "system" }], rules: "open" } }),
      {
        id: "Patient.identifier:a",
        path: "Patient.identifier",
        sliceName: "a",
        slicing: { discriminator: [{ type: "value", path: "use" }], rules: "open" },
      },
    ),
    ["error slicing-changed StructureDefinition.differential.element[1].slicing"],
  ],
  ["a constraint", patient(at("Patient", constraint({}))), []],
  [
    "a constraint for people alone",
    patient(at("Patient", constraint({ expression: undefined }))),
    [`information constraint-without-expression ${E}.constraint[0]`],
  ],
  [
    "a constraint of another definition",
    patient(at("Patient", constraint({ source: `${BASE}Patient` }))),
    [`error constraint-source ${E}.constraint[0]`],
  ],
  [
    "a constraint under the key of another",
    patient(at("Patient.contact", constraint({ key: "pat-1" }))),
    [`error constraint-key ${E}.constraint[0]`],
  ],
  [
    "a constraint by what is not there",
    patient(at("Patient.contact", constraint({ expression: "surname.exists()" }))),
    [`error expression ${E}.constraint[0]`],
  ],
  [
    "a constraint that is no FHIRPath",
    patient(at("Patient", constraint({ expression: "name.exists(" }))),
    [`error expression ${E}.constraint[0]`],
  ],
  ["an extension", extension(), []],
  [
    "an extension of another URL",
    extension({}, "http://example.org/other"),
    ["error extension-url StructureDefinition"],
  ],
  [
    "an extension of an unknown element",
    extension({ context: [{ type: "element", expression: "Patient.surname" }] }),
    ["error context-unknown StructureDefinition.context[0]"],
  ],
  [
    "an extension of everything",
    extension({ context: [{ type: "element", expression: "Element" }] }),
    ["warning context-of-all StructureDefinition.context[0]"],
  ],
  [
    "an extension by an expression that is a path",
    extension({ context: [{ type: "fhirpath", expression: "Patient.name" }] }),
    ["warning context-type StructureDefinition.context[0]"],
  ],
  ["an extension with a condition", extension({ contextInvariant: ["name.exists()"] }), []],
  [
    "an extension with a condition on what is not there",
    extension({ contextInvariant: ["surname.exists()"] }),
    ["error expression StructureDefinition.contextInvariant[0]"],
  ],
  [
    "a context of no extension",
    profile("Patient", [], { context: [{ type: "element", expression: "Patient" }] }),
    ["error context-of-no-extension StructureDefinition.context[0]"],
  ],
];

describe("a StructureDefinition with", () => {
  it.each(ROWS)("%s", (_, given, says) => {
    expect(told(given, given)).toEqual(says);
  });
});

describe("the snapshot", () => {
  it("of a profile says nothing of the root that would mean nothing", () => {
    const official = example("StructureDefinition-vitalsigns") as Json & { snapshot: { element: Json[] } };
    expect(told(official)).toEqual([]);
    Object.assign(official.snapshot.element[0] as Json, { sliceName: "all" });
    expect(told(official)).toEqual(["error element-forbidden StructureDefinition.snapshot.element[0]"]);
  });

  it("is told of its constraints, its own only", () => {
    const official = example("StructureDefinition-vitalsigns") as Json & { snapshot: { element: Json[] } };
    const [root] = official.snapshot.element as [Json & { constraint: Json[] }];
    for (const one of root.constraint) one.expression = "nothing.exists()";
    const own = root.constraint.filter(({ source }) => source === undefined || source === official.url);
    expect(told(official).filter((one) => one.startsWith("error expression"))).toHaveLength(own.length);
  });
});
