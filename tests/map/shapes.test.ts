/** The same case in the other shapes that `map` has by option. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const CASE = `
conditions: [{id: nmo, name: NMO, due to: two}, {id: ulcer, name: ulcer}]
medications:
  - id: drug
    name: ruxolitinib
    route: oral
    for: nmo
    courses:
      - {id: one, dose: 10 mg twice daily, from: "2015-07"}
      - {id: two, dose: 15 mg twice daily, from: "2015-09", note: better}
      - {id: three, paused: true, from: "2016-01", lasting: 4 weeks, because: ulcer}
      - {id: four, dose: 5 mg, from: end of three}
  - {name: aspirin, dose: 100 mg daily}
imaging:
  - {id: mri, modality: MR, site: brain}
  - {id: ct, modality: CT, uid: 1.2.840.113619.2.1}
timeline: [{when: 2 months after start of two, findings: {present: [relapse]}}]
`;

describe("one statement for a drug", () => {
  const map = mapped(CASE, { compactMedications: true });
  const [drug, aspirin] = map.all("MedicationStatement");

  it("has the courses as dosages in sequence, each within its time", () => {
    expect(map.all("MedicationStatement")).toHaveLength(2);
    expect(drug?.dosage).toMatchObject([
      {
        sequence: 1,
        text: "10 mg twice daily",
        route: { text: "oral" },
        timing: { repeat: { frequency: 2, boundsPeriod: { start: "2015-07" } } },
      },
      {
        sequence: 2,
        text: "15 mg twice daily",
        timing: { repeat: { boundsPeriod: { start: "2015-09", end: "2016-01" } } },
      },
      { sequence: 3, text: "paused", timing: { repeat: { boundsPeriod: { start: "2016-01" } } } },
      { sequence: 4, text: "5 mg", doseAndRate: [{ doseQuantity: { value: 5 } }] },
    ]);
    expect(aspirin?.dosage?.[0]).not.toHaveProperty("sequence");
  });

  it("says what that loses, once for each drug", () => {
    const lost = map.findings.filter(({ code }) => code === "map/lost-in-dosage");
    expect(lost.map(({ severity, message }) => [severity, message])).toEqual([
      [
        "information",
        'in one statement, the courses of "ruxolitinib" lose what a dosage cannot say: paused, because, note',
      ],
    ]);
  });

  it("stands for its courses where something refers to them, and lends nobody a time that is not its own", () => {
    expect(JSON.stringify(map.all("Condition")[0]?.extension)).toContain(`MedicationStatement/${drug?.id}`);
    const relapse = map.all("Observation")[0];
    expect(JSON.stringify(relapse)).toContain("2 months after start of two");
    expect(JSON.stringify(relapse)).not.toContain("cqf-relativeDateTime");
  });

  it("is valid FHIR", () => {
    expect(
      createValidator()
        .validate(map.bundle)
        .filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });
});

describe("UIDs for studies", () => {
  const uidsOf = (dicomUids: boolean) =>
    mapped(CASE, { dicomUids })
      .all("ImagingStudy")
      .map(({ identifier }) => identifier?.find(({ system }) => system === "urn:dicom:uid")?.value);

  it("are made from our id on wish, and never in place of one that is told", () => {
    expect(uidsOf(false)).toEqual([undefined, "urn:oid:1.2.840.113619.2.1"]);
    const [made, told] = uidsOf(true);
    expect(made).toMatch(/^urn:oid:2\.25\.[1-9]\d{0,38}$/);
    expect(told).toBe("urn:oid:1.2.840.113619.2.1");
  });

  it("is our id as one number", () => {
    const [study] = mapped(CASE, { dicomUids: true }).all("ImagingStudy");
    const number = BigInt(uidsOf(true)[0]?.replace("urn:oid:2.25.", "") ?? 0);
    expect(number.toString(16).padStart(32, "0")).toBe(study?.id?.replaceAll("-", ""));
  });
});
