import { describe, expect, it } from "vitest";
import type { Mapped } from "./mapped.js";
import { mapped } from "./mapped.js";

const BODY = `
source: {title: A report, doi: 10.1234/x}
patient: {sex: female, cite: 1}
conditions:
  - {id: a, name: first, cite: 7}
  - {id: b, name: second, cite: [3, 4-5, c1]}
  - {id: c, name: third, cite: 7}
  - {id: d, name: fourth}
timeline:
  - cite: 9
    conditions: [{id: e, name: fifth}, {id: f, name: sixth, cite: 7}]
    labs: {cite: 10, results: {CRP: 5 mg/L}}
    imaging: [{id: g, modality: CT, cite: 11, findings: {present: [mass, {name: oedema, cite: 12}]}}]
    medications: [{id: h, name: rituximab, courses: [{id: i, dose: 1 g, cite: 13}, {id: j, dose: 2 g}]}]
`;

/** What each citation stands for: the names of its targets. */
function groups({ all, bundle }: Mapped): Record<string, string[]> {
  const names = new Map(
    bundle.entry?.map(({ resource }) => {
      const { code, id } = resource as { code?: { text?: string }; id?: string };
      return [`${resource?.resourceType}/${id}`, `${resource?.resourceType} ${code?.text ?? ""}`.trim()];
    }),
  );
  return Object.fromEntries(
    all("Provenance").map(({ target, entity }) => [
      entity?.[0]?.what.display ?? "",
      target.map(({ reference = "" }) => names.get(reference) ?? reference).sort(),
    ]),
  );
}

describe("Provenance", () => {
  it("is one for all that the same sentences say; what says none itself has those around it", () => {
    expect(groups(mapped(BODY))).toEqual({
      "A report": ["Condition fourth", "DocumentReference"],
      "sentence 1": ["Patient"],
      "sentence 7": ["Condition first", "Condition sixth", "Condition third"],
      "sentences 3, 4-5, c1": ["Condition second"],
      "sentence 9": ["Condition fifth", "MedicationStatement", "MedicationStatement"],
      "sentence 10": ["Observation CRP"],
      "sentence 11": ["DiagnosticReport CT", "ImagingStudy", "Observation mass"],
      "sentence 12": ["Observation oedema"],
      "sentence 13": ["MedicationStatement"],
    });
  });

  it("names sections and characters, and never quotes; a sentence alone and in a mapping is the same", () => {
    const { json, ...rest } = mapped(`
source: {title: A report}
patient: {cite: {sentences: 1, quote: she was}}
conditions:
  - {name: first, cite: [{section: "Table 2, left"}, 3, {start: 120, end: 180, quote: so many}, {sentences: c4-5}]}
  - {name: second, cite: 1}
`);
    expect(groups({ json, ...rest })).toEqual({
      "A report": ["DocumentReference"],
      "sentence 1": ["Condition second", "Patient"],
      "sentences 3, c4-5; section Table 2, left; characters 120-180": ["Condition first"],
    });
    expect(json).not.toMatch(/she was|so many/);
  });

  it("speaks of every resource once, itself excepted", () => {
    const { all, bundle } = mapped(`recorded: 2020-01-01T00:00:00Z\n${BODY}`, { type: "document" });
    const targets = all("Provenance").flatMap(({ target }) => target.map(({ reference }) => reference));
    const others = bundle.entry?.filter(({ resource }) => resource?.resourceType !== "Provenance");
    expect(targets.sort()).toEqual(others?.map(({ fullUrl }) => fullUrl).sort());
  });

  it("has the clock it is given, or says that it has none", () => {
    const [told] = mapped(`recorded: 2026-11-22T09:00:00Z\n${BODY}`).all("Provenance");
    expect(told?.recorded).toBe("2026-11-22T09:00:00Z");
    const [given] = mapped(BODY, { recorded: "2001-02-03T04:05:06Z" }).all("Provenance");
    expect(given?.recorded).toBe("2001-02-03T04:05:06Z");
    const [none] = mapped(BODY).all("Provenance");
    expect(none).not.toHaveProperty("recorded");
    expect(none?._recorded?.extension).toEqual([
      { url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" },
    ]);
  });

  it("without a source names none", () => {
    const { all } = mapped("patient: {cite: 1}\n");
    expect(all("Provenance").map(({ entity }) => entity)).toEqual([undefined]);
  });
});

describe("the source", () => {
  it("is cited with every address it has", () => {
    const { one } = mapped(
      'source: {title: A report, doi: "10.1002/(SICI)1<1::A>2", url: "https://example.org/r", published: 1996-01}\n',
    );
    const { content, masterIdentifier } = one("DocumentReference");
    expect(masterIdentifier).toEqual({ system: "https://doi.org", value: "10.1002/(SICI)1<1::A>2" });
    expect(content).toEqual(
      ["https://doi.org/10.1002/(SICI)1%3C1::A%3E2", "https://example.org/r"].map((url) => ({
        attachment: { url, title: "A report", creation: "1996-01" },
      })),
    );
  });

  it("that has neither title nor address is told by the case's name", () => {
    const { one } = mapped("source: {license: CC0-1.0}\n");
    expect(one("DocumentReference")).toMatchObject({
      description: "Licence: CC0-1.0.",
      content: [{ attachment: { title: "case-1" } }],
    });
  });
});
