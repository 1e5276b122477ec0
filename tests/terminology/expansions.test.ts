/** R4's own 553 expansions as the oracle: what HL7's server made of the value sets when R4 was published. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Definitions } from "../../src/definitions/definitions.js";
import { judgeByForm } from "../../src/terminology/external.js";
import { Terminology } from "../../src/terminology/index.js";

interface Row {
  system: string;
  code: string;
  abstract?: boolean;
  contains?: Row[];
}

const { entry } = JSON.parse(
  readFileSync("node_modules/hl7.fhir.r4.examples/Bundle-valueset-expansions.json", "utf8"),
) as { entry: { resource: { url: string; expansion: { contains?: Row[] } } }[] };

const terminology = new Terminology(new Definitions());

const rowsOf = (rows: readonly Row[] = []): Row[] =>
  rows.flatMap((row) => [...(row.code === undefined || row.abstract ? [] : [row]), ...rowsOf(row.contains)]);

/** Codes that HL7 has added or taken back since R4 was published: those of v2 and v3 change, and ISO's currencies. */
const CHANGED = new Set([
  "http://hl7.org/fhir/ValueSet/currencies",
  "http://hl7.org/fhir/ValueSet/detectedissue-category",
  "http://hl7.org/fhir/ValueSet/diagnostic-service-sections",
  "http://hl7.org/fhir/ValueSet/marital-status",
  "http://hl7.org/fhir/ValueSet/observation-interpretation",
  "http://hl7.org/fhir/ValueSet/patient-contactrelationship",
  "http://hl7.org/fhir/ValueSet/provenance-activity-type",
  "http://hl7.org/fhir/ValueSet/referencerange-meaning",
  "http://hl7.org/fhir/ValueSet/relatedperson-relationshiptype",
  "http://hl7.org/fhir/ValueSet/security-labels",
  "http://terminology.hl7.org/ValueSet/v3-ActCode",
  "http://terminology.hl7.org/ValueSet/v3-ActPharmacySupplyType",
  "http://terminology.hl7.org/ValueSet/v3-ActReason",
  "http://terminology.hl7.org/ValueSet/v3-FamilyMember",
  "http://terminology.hl7.org/ValueSet/v3-PurposeOfUse",
]);

/** UCUM allows no white space inside an annotation, but HL7's list of common codes has some that do. */
const hasSpace = ({ code }: Row): boolean => code.includes(" ");

describe("R4's value sets", () => {
  it("have every code of R4's expansions, or say that they cannot know", () => {
    const missed = entry.flatMap(({ resource }) =>
      rowsOf(resource.expansion.contains)
        .filter((row) => terminology.memberOf(resource.url, row).is === "not-member" && !hasSpace(row))
        .map(({ system, code }) => `${resource.url}: ${system}#${code}`),
    );
    expect(missed).toEqual([]);
  });

  it("have no other codes, where they can be listed and HL7 has not changed them", () => {
    const differing = entry.flatMap(({ resource: { url, expansion } }) => {
      const codes = terminology.codesOf(url);
      if (!codes || CHANGED.has(url)) return [];
      const ours = [...codes].flatMap(([system, list]) => [...list].map((code) => `${system}#${code}`)).sort();
      const theirs = [...new Set(rowsOf(expansion.contains).map(({ system, code }) => `${system}#${code}`))].sort();
      return ours.join(" ") === theirs.join(" ") ? [] : [url];
    });
    expect(differing).toEqual([]);
  });

  it("are known for all but 63 of them, which are made of SNOMED CT, LOINC and the like", () => {
    const open = entry.filter(({ resource }) =>
      rowsOf(resource.expansion.contains).some((row) => terminology.memberOf(resource.url, row).is === "unknown"),
    );
    expect(open.length).toBe(63);
  });

  it("hold no code that its form would refuse", () => {
    const refused = entry
      .flatMap(({ resource }) => rowsOf(resource.expansion.contains))
      .filter((row) => judgeByForm(row.system, row.code) === "no-code" && !hasSpace(row));
    expect(refused).toEqual([]);
  });
});
