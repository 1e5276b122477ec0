import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import { locateInCase, mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";

const text = readFileSync(new URL("../../examples/01-neuromyelitis-optica/case.yaml", import.meta.url), "utf8");
const { case: source } = readCase(text, { file: "case.yaml" });
if (!source) throw new Error("the example is no case");
const { bundle, trace } = mapCase(source);
const validator = createValidator();

const lineWith = (words: string): number => text.split("\n").findIndex((line) => line.includes(words)) + 1;

type Loose = Record<string, unknown>;

const entryOf = (type: string, key: string): number => {
  const line = lineWith(key);
  return trace.resources.findIndex(({ resource, case: at }) => resource.startsWith(`${type}/`) && at.line === line);
};

const STEP = "the step's time";

/** What breaks one element of a resource of the first case, and the line of the case that the finding must lead to. */
const BROKEN: readonly [what: string, type: string, item: string, spoil: (resource: Loose) => void, line: string][] = [
  [
    "a gender",
    "Patient",
    "patient: {sex: female",
    (r) => Object.assign(r, { gender: "woman" }),
    "patient: {sex: female",
  ],
  [
    "a date of diagnosis",
    "Condition",
    "- id: nmo",
    (r) => dateIn(r, "condition-assertedDate", "2011-13"),
    "diagnosed: 2011",
  ],
  [
    "a clinical certainty",
    "Condition",
    "- id: nmo",
    (r) =>
      Object.assign(r, {
        verificationStatus: {
          coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-ver-status", code: "sure" }],
        },
      }),
    "certainty: confirmed",
  ],
  ["evidence", "Condition", "- id: nmo", (r) => Object.assign(r, { evidence: [{}] }), "evidence: [mri-diagnosis"],
  ["a dose", "MedicationStatement", "{id: rux-1,", (r) => Object.assign(r, { dosage: [{ text: 5 }] }), "{id: rux-1,"],
  ["a date of a study", "ImagingStudy", "- id: mri-2016", (r) => Object.assign(r, { started: "2015-7" }), STEP],
  [
    "a modality",
    "ImagingStudy",
    "- id: mri-2015",
    (r) => Object.assign(r, { modality: [{ code: "" }] }),
    "modality: MR",
  ],
  ["a technique", "ImagingStudy", "- id: mri-2015", (r) => Object.assign(r, { description: 7 }), "technique: sagittal"],
  [
    "a reason",
    "Procedure",
    "{id: plex-1,",
    (r) => Object.assign(r, { reasonReference: [{ reference: "Patient/x y" }] }),
    "{id: plex-1,",
  ],
  ["an onset", "Condition", "- id: ulcer", (r) => Object.assign(r, { onsetDateTime: "2015-31" }), "onset: by 2015-11"],
  ["an unknown element", "Condition", "- id: nmo", (r) => Object.assign(r, { colour: "red" }), "- id: nmo"],
];

function dateIn(resource: Loose, extension: string, value: string): void {
  const found = (resource.extension as Loose[]).find(({ url }) => String(url).endsWith(extension));
  if (found) found.valueDateTime = value;
}

/** The time of the step in which an item is told. */
function lineOfStep(item: string): number {
  const before = text.split("\n").slice(0, lineWith(item));
  return before.findLastIndex((line) => line.startsWith("  - when:")) + 1;
}

/** The line that holds a text, at or after the line of an item. */
function lineFrom(item: string, words: string): number {
  const start = lineWith(item) - 1;
  return text.split("\n").findIndex((line, i) => i >= start && line.includes(words)) + 1;
}

describe("a finding on the Bundle leads to the line of the case", () => {
  it.each(BROKEN)("for %s (%s, %s)", (_what, type, item, spoil, words) => {
    const copy = parseJson(stringifyJson(bundle)) as Bundle;
    const entry = entryOf(type, item);
    expect(entry).toBeGreaterThanOrEqual(0);
    spoil(copy.entry?.[entry]?.resource as unknown as Loose);
    const errors = validator.validate(copy).filter(({ severity }) => severity === "error");
    expect(errors.length).toBeGreaterThan(0);
    const expected = words === STEP ? lineOfStep(item) : lineFrom(item, words);
    const lines = errors.map(({ bundle: at }) => locateInCase(trace, at?.entry, at?.expression)?.line);
    expect(lines).toEqual(errors.map(() => expected));
  });
});

describe("the Trace", () => {
  it("has every entry of the Bundle, in its order, with the line of its item", () => {
    expect(trace.case).toBe("ruxolitinib-nmo");
    expect(trace.resources.map(({ entry, resource }) => [entry, resource])).toEqual(
      bundle?.entry?.map(({ resource }, i) => [i, `${resource?.resourceType}/${resource?.id}`]),
    );
    for (const { case: at, kind } of trace.resources) {
      expect(at).toMatchObject({ file: "case.yaml", line: expect.any(Number), column: expect.any(Number) });
      if (kind !== "provenance") expect(at.line).toBeGreaterThan(2);
    }
  });

  it("says by which rule: what is copied, computed, or taken from the step", () => {
    const ruleOf = (type: string, item: string, expression: string) =>
      trace.resources[entryOf(type, item)]?.elements.find((element) => element.expression === expression)?.rule;
    expect(ruleOf("MedicationStatement", "{id: rux-1,", "MedicationStatement.effectivePeriod")).toBe("time-arithmetic");
    expect(ruleOf("Procedure", "{id: flap,", "Procedure.performedDateTime")).toBe("time-of-step");
    expect(ruleOf("Procedure", "{id: flap,", "Procedure.code")).toBe("copy");
  });

  it("knows nothing of entries that are not there", () => {
    expect(locateInCase(trace, undefined, "Bundle.type")).toBeUndefined();
    expect(locateInCase(trace, 9999)).toBeUndefined();
  });
});
