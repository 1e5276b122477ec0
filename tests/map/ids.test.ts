import { describe, expect, it } from "vitest";
import { caseId, namespaceUri, resourceIds } from "../../src/map/ids.js";
import { HEAD, mapped } from "./mapped.js";

/**
 * Computed with Python's uuid.uuid5, from docs/mapping.md alone: they are promised for good, so none of them may ever
 * be written anew.
 */
const PROMISED = [
  ["Patient", "fa0a7c5d-37a0-5c73-a40e-8be5d273ff18", "patient"],
  ["Observation", "28eb6d38-a964-50a8-a587-fb1556e4ee1f", "patient/age"],
  ["DocumentReference", "ecc38292-caea-52ec-a628-335ec7107bf3", "source"],
  ["Condition", "af79dbc5-f275-5d07-995a-5517c67f1780", "nmo"],
  ["Condition", "3f839f8b-819b-5bca-ad5e-15112739f65c", "conditions/fever%20%26%20chills%2F%C3%9Fx"],
  ["Observation", "5866b4ff-9074-506d-8f9c-e235c4b176f5", "findings/spinal%20lesion%20spinal%20cord%20C1-C7"],
  ["Observation", "1ec0bbd6-3e38-521c-8018-d53fccc5f059", "labs/C-reactive%20protein"],
  ["MedicationStatement", "99c8a656-4b53-5341-b36d-767963feb770", "medications/rituximab"],
  ["MedicationStatement", "bf18aa96-7e89-5b77-b339-f571e9ffbe18", "medications/rituximab/courses/10%20mg"],
  ["MedicationStatement", "2dbd4da7-dfbf-580f-9813-9e281746b7c8", "rux/courses/paused"],
  ["ImagingStudy", "26aea6cd-044f-58d6-852e-c8d0d2b2443f", "imaging/CT%20brain"],
  ["DiagnosticReport", "2e6288a3-65a2-5781-b0ae-17171a614172", "imaging/CT%20brain"],
  ["Observation", "3041e5d7-0977-5cf5-9da8-816aef66ddf7", "imaging/CT%20brain/imaging/mass"],
  ["Procedure", "3da53333-a6e9-5ca7-8c9d-69c7c6bfb188", "relapse-1/procedures/biopsy"],
  ["Encounter", "e4b4c098-813f-5bd7-af69-5be69ad7bab3", "relapse-1/encounter/inpatient"],
  ["Observation", "cbcf93a5-8383-5301-b582-e2a3fe720fa4", "relapse-1/outcomes/stable"],
  ["Provenance", "c332e24e-5d9a-5511-8860-48be1ae7488b", "provenance"],
  ["Provenance", "d3b1383a-4700-5b03-b474-7ec626815525", "provenance/12"],
  ["Composition", "4d45c578-20c5-528c-874a-f2a917ad3cb8", "composition"],
] as const;

const WHOLE = `
recorded: 2026-11-22T09:00:00Z
source: {title: A report}
patient: {age: 55 years, sex: female}
conditions:
  - {id: nmo, name: neuromyelitis optica, cite: 12}
  - {name: fever & chills/ßx}
findings: {present: [{name: spinal lesion, site: spinal cord, levels: C1-C7}]}
labs: {results: {C-reactive protein: 20 mg/L}}
medications:
  - {name: rituximab, courses: [{dose: 10 mg}]}
  - {id: rux, name: ruxolitinib, courses: [{paused: true}]}
imaging: [{modality: CT, site: brain, findings: {absent: [mass]}}]
timeline:
  - id: relapse-1
    encounter: {type: inpatient}
    procedures: [{name: biopsy}]
    outcomes: [{state: stable}]
`;

const idsOf = (namespace: string, caseName: string) => resourceIds(caseId(namespace, caseName));

describe("ids", () => {
  const idOf = idsOf("10.1234/abc", "case-1");

  it.each(PROMISED)("%s %s stands for %s", (type, id, key) => {
    expect(idOf(type, key)).toBe(id);
  });

  it("of a whole case follow from its own words", () => {
    const { bundle } = mapped(WHOLE, { type: "document" });
    const made = new Set(bundle.entry?.map(({ resource }) => `${resource?.resourceType}/${resource?.id}`));
    expect(PROMISED.filter(([type, id]) => !made.has(`${type}/${id}`))).toEqual([]);
    expect(bundle.identifier).toEqual({
      system: "https://w3id.org/case2fhir/id",
      value: "71553c07-9a71-5c0f-bdda-70ba6610bc85",
    });
  });

  it("of another namespace or case are others", () => {
    expect(idsOf("urn:uuid:6f1f2a5e-6a0e-4a5b-9d0c-3a5a3f0f7c11", "case-1")("Patient", "patient")).toBe(
      "0ee6f4de-c302-5039-b668-76f9b4f9fcb6",
    );
    expect(idsOf("10.1234/abc", "case-2")("Patient", "patient")).toBe("897c6462-750f-51b4-8e65-dc550ffc196f");
  });

  it("take a bare DOI for the URI that doi.org gives it", () => {
    expect(namespaceUri("10.1234/abc")).toBe("https://doi.org/10.1234/abc");
    expect(namespaceUri("https://example.org/10.1")).toBe("https://example.org/10.1");
    expect(idsOf("https://doi.org/10.1234/abc", "case-1")("Patient", "patient")).toBe(idOf("Patient", "patient"));
  });
});

describe("identity in the resource", () => {
  const { bundle } = mapped(WHOLE, { type: "document" });

  it.each(bundle.entry?.map(({ resource }) => [resource?.resourceType, resource] as const) ?? [])(
    "%s carries its id where servers can search for it",
    (type, resource) => {
      const ours = { system: "https://w3id.org/case2fhir/id", value: resource?.id };
      if (type === "Provenance") {
        expect(resource?.meta?.tag).toContainEqual({ system: ours.system, code: ours.value });
      } else {
        const { identifier } = resource as { identifier?: unknown };
        expect([identifier].flat()).toContainEqual(ours);
      }
    },
  );
});

describe("two items of one key", () => {
  const body = `
medications:
  - {name: steroids, route: oral, courses: [{id: first, dose: 5 mg}]}
  - {name: steroids, route: intravenous, courses: [{id: second, dose: 10 mg}]}
conditions: [{name: relapse, due to: second}]
`;

  it("are a finding at the second, and the first stands for both", () => {
    const { findings, all, text } = mapped(body);
    const alike = findings.filter(({ severity }) => severity === "error");
    expect(alike.map(({ code }) => code)).toEqual(["case/alike"]);
    expect(alike[0]?.case?.line).toBe(text.split("\n").findIndex((line) => line.includes("intravenous")) + 1);
    const drugs = all("MedicationStatement");
    expect(drugs).toHaveLength(3);
    expect(new Set(drugs.map(({ id }) => id)).size).toBe(3);
    const [whole] = drugs.filter(({ partOf }) => !partOf);
    expect(drugs.flatMap(({ partOf }) => partOf ?? []).map(({ reference }) => reference)).toEqual(
      Array(2).fill(`MedicationStatement/${whole?.id}`),
    );
  });

  it("with one id may be of two kinds: what the second holds goes with it", () => {
    const { all, findings } = mapped(`
conditions: [{id: x, name: myelitis}]
imaging: [{id: x, modality: MR, findings: {present: [{id: lesion, name: lesion}]}}]
`);
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "case/duplicate-id",
    ]);
    expect([all("Condition"), all("ImagingStudy"), all("Observation")].map(({ length }) => length)).toEqual([1, 0, 0]);
  });
});

it("the head that tests share is what the ids were computed of", () => {
  expect(HEAD).toContain("case: case-1\nnamespace: 10.1234/abc");
});
