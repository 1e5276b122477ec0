import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { said } from "./whole.js";

const GHOST = "urn:uuid:00000000-0000-4000-8000-000000000000";
const PATIENT = "urn:uuid:3e1d1c8a-0f0e-4f3c-9a51-7f1c7f1f0a01";
const OBSERVATION = "urn:uuid:3e1d1c8a-0f0e-4f3c-9a51-7f1c7f1f0a02";

const observation = (subject: object, rest: object = {}) => ({
  resourceType: "Observation",
  status: "final",
  code: { text: "x" },
  subject,
  ...rest,
});
const of = (subject: object) => said(observation(subject)).filter((one) => one.includes("reference"));
const to = (reference: string) => of({ reference });

/** A Bundle of a patient and an observation whose subject is that. */
const bundle = (type: string, reference: string) => ({
  resourceType: "Bundle",
  type,
  entry: [
    { fullUrl: PATIENT, resource: { resourceType: "Patient", id: "p" } },
    { fullUrl: OBSERVATION, resource: observation({ reference }) },
  ].map((entry) =>
    type === "collection" ? entry : { ...entry, request: { method: "POST", url: entry.resource.resourceType } },
  ),
});

describe("a reference", () => {
  it.each([
    "Patient/1",
    "Patient/1/_history/2",
    "http://hospital.test/fhir/Patient/1",
    "http://hospital.test/fhir/Patient/1#part",
    "http://hospital.test/anything",
    GHOST,
    "urn:oid:1.2.3",
  ])("may be %s", (reference) => expect(to(reference)).toEqual([]));

  it.each([
    ["Patient one", "error invalid-reference"],
    ["Patient/\t1", "error invalid-reference"],
    ["Patient/\u00a01", "error invalid-reference"],
    ["Patient/\u20031", "error invalid-reference"],
    ["patient/1", "warning reference-form"],
    ["Patiant/1", "warning reference-form"],
    ["Patient", "warning reference-form"],
    ["Patient?identifier=x", "error conditional-reference"],
    ["Condition/1", "error reference-type"],
    ["Condition/1#part", "error reference-type"],
    ["http://hospital.test/fhir/Condition/1", "error reference-type"],
  ])("may not be %s", (reference, code) => expect(to(reference)).toEqual([`${code} Observation.subject`]));

  it.each<[object, string[]]>([
    [{ type: "Patient", display: "x" }, []],
    [{ type: "http://hl7.org/fhir/StructureDefinition/Patient", display: "x" }, []],
    [{ type: "Patient", reference: "Patient/1" }, []],
    [{ type: "http://hl7.org/fhir/StructureDefinition/Patient", reference: "Patient/1" }, []],
    [{ type: "Group", reference: "Patient/1" }, ["error reference-type-differs Observation.subject.type"]],
    [{ type: "Condition", display: "x" }, ["error reference-type Observation.subject"]],
    // The type that is not allowed is told once.
    [{ type: "Condition", reference: "Condition/1" }, ["error reference-type Observation.subject"]],
  ])("and its type: %j", (subject, expected) => expect(of(subject)).toEqual(expected));

  it("names all the types that its element allows", () => {
    const [finding] = createValidator().validate(observation({ reference: "Condition/1" }));
    expect(finding?.hint).toContain("Patient, Group, Device, Location");
  });

  it("with # alone leads from what is contained to its container, and from nothing else", () => {
    const organization = (rest: object) => ({
      resourceType: "Organization",
      name: "x",
      partOf: { reference: "#" },
      ...rest,
    });
    expect(said(organization({}))).toEqual(["error invariant Organization.partOf"]);
    expect(said(organization({ partOf: { reference: "#o" }, contained: [organization({ id: "o" })] }))).toEqual([]);
  });

  it("goes to any type where its element allows any", () => {
    expect(said({ resourceType: "Basic", code: { text: "x" }, subject: { reference: "Condition/1" } })).toEqual([]);
  });

  it("is found where it must be", () => {
    const wanted = { unresolvedReferences: "error", exampleUrls: true } as const;
    const gone = ["error reference-not-found Observation.subject"];
    expect(said(observation({ reference: "Patient/1" }), wanted)).toEqual(gone);
    expect(said(observation({ reference: "http://example.org/fhir/Patient/1" }), wanted)).toEqual([]);
    const contained = [{ resourceType: "Patient", id: "p" }];
    expect(said(observation({ reference: "#p" }, { contained }), wanted)).toEqual([]);
    expect(said(bundle("collection", PATIENT), wanted)).toEqual([]);
  });
});

describe("a reference in a Bundle", () => {
  const at = "Bundle.entry[1].resource.subject";

  it.each(["collection", "transaction"])("of type %s finds an entry by its fullUrl", (type) =>
    expect(said(bundle(type, PATIENT))).toEqual([]),
  );

  it.each([
    ["transaction", "error"],
    ["batch", "error"],
    ["collection", "warning"],
  ])("of type %s to a URN that no entry has: %s", (type, severity) =>
    expect(said(bundle(type, GHOST))).toEqual([`${severity} reference-not-in-bundle ${at}`]),
  );

  it("is Type/id where it is relative", () => {
    expect(said(bundle("collection", "Peter"))).toEqual([`error reference-form ${at}`]);
    expect(said(bundle("collection", "patient/p"))).toEqual([`warning reference-form ${at}`]);
  });

  it("may be a search in a transaction alone", () => {
    const search = "Patient?identifier=x";
    expect(said(bundle("transaction", search))).toEqual([]);
    expect(said(bundle("batch", search))).toEqual([`error conditional-reference ${at}`]);
  });

  it("leads by URN to no other entry of a batch", () => {
    expect(said(bundle("batch", PATIENT))).toEqual([`warning reference-in-batch ${at}.reference`]);
    expect(said(bundle("batch", "Patient/p"))).toEqual([]);
  });

  it("has a fullUrl in a message, not an id alone", () => {
    const message = (reference: string) => ({
      resourceType: "Bundle",
      type: "message",
      entry: [
        {
          fullUrl: OBSERVATION,
          resource: {
            resourceType: "MessageHeader",
            eventUri: "http://hospital.test/event",
            source: { endpoint: "http://hospital.test" },
            focus: [{ reference }],
          },
        },
        { fullUrl: PATIENT, resource: { resourceType: "Patient", id: "p" } },
      ],
    });
    expect(said(message(PATIENT))).toEqual([]);
    expect(said(message("Patient/p"))).toContain(
      "error reference-not-by-full-url Bundle.entry[0].resource.focus[0].reference",
    );
  });

  it("leads to an entry under the same base, and to the version that it asks for", () => {
    const served = (reference: string) => ({
      resourceType: "Bundle",
      type: "collection",
      entry: [
        {
          fullUrl: "http://hospital.test/fhir/Patient/p",
          resource: { resourceType: "Patient", id: "p", meta: { versionId: "2" } },
        },
        { fullUrl: "http://hospital.test/fhir/Observation/o", resource: { ...observation({ reference }), id: "o" } },
      ],
    });
    const wanted = { unresolvedReferences: "error" } as const;
    for (const reference of [
      "Patient/p",
      "http://hospital.test/fhir/Patient/p/_history/2",
      "http://hospital.test/fhir/Patient/p#x",
    ])
      expect(said(served(reference), wanted)).toEqual([]);
    for (const reference of ["http://other.test/fhir/Patient/p", "http://hospital.test/fhir/Patient/p/_history/1"])
      expect(said(served(reference), wanted)).toEqual(["error reference-not-found Bundle.entry[1].resource.subject"]);
  });
});

describe("a canonical with #", () => {
  const plan = (canonical: string) =>
    said({
      resourceType: "PlanDefinition",
      status: "draft",
      contained: [{ resourceType: "ActivityDefinition", id: "a", status: "draft" }],
      action: [{ definitionCanonical: "#a" }, { definitionCanonical: canonical }],
    });

  it("means a contained resource", () => {
    expect(plan("#a")).toEqual([]);
    expect(plan("http://hospital.test/ActivityDefinition/a")).toEqual([]);
    expect(plan("#b")).toEqual(["error canonical-not-contained PlanDefinition.action[1].definition.ofType(canonical)"]);
  });
});
