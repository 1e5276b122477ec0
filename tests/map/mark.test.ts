/** By the mark of its case a resource is found that the case no longer has: every one bears it, of every type there is. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CASE_SYSTEM, CASE_TYPES, ID_SYSTEM, TAG_MATCHED_TYPES } from "../../src/fhir/identity.js";
import type { Bundle } from "../../src/fhir/types.js";
import { caseId } from "../../src/map/ids.js";
import { mapped } from "./mapped.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const examples = readdirSync(EXAMPLES).map(
  (name) => JSON.parse(readFileSync(new URL(`${name}/bundle.json`, EXAMPLES), "utf8")) as Bundle,
);

/** What no example tells. */
const REST = `
recorded: 2026-11-22T09:00:00Z
immunizations: [{name: tetanus vaccine}]
family history: [{relation: mother, note: well}]
medications: [{name: rituximab, brand: MabThera}]
`;

const resourcesOf = (bundle: Bundle) => bundle.entry?.flatMap(({ resource }) => resource ?? []) ?? [];

describe("the mark of a case", () => {
  it("is its own UUID", () => {
    // Computed with Python's uuid.uuid5, from docs/mapping.md alone.
    expect(caseId("10.1234/abc", "case-1")).toBe("84cffbb5-8d1a-57b6-8786-cb15a5011d57");
  });

  it.each(["transaction", "batch", "collection", "document"] as const)("is on every resource of a %s", (type) => {
    const mark = { system: CASE_SYSTEM, code: caseId("10.1234/abc", "case-1") };
    for (const { resourceType, id, meta } of resourcesOf(mapped(REST, { type }).bundle)) {
      const own = TAG_MATCHED_TYPES.has(resourceType) ? [{ system: ID_SYSTEM, code: id }] : [];
      expect(meta).toEqual({ tag: [...own, mark] });
    }
  });

  it("of one example is on no resource of another, and no resource is of two", () => {
    const marks = examples.map((bundle) =>
      resourcesOf(bundle).map(({ meta }) => meta?.tag?.filter(({ system }) => system === CASE_SYSTEM)),
    );
    const codes = marks.map((ofOne) => new Set(ofOne.map((tags) => tags?.map(({ code }) => code).join())));
    expect(codes.map((ofOne) => ofOne.size)).toEqual(examples.map(() => 1));
    expect(new Set(codes.flatMap((ofOne) => [...ofOne])).size).toBe(examples.length);
    const ids = examples.flatMap((bundle) => resourcesOf(bundle).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is looked for at the types that a case can become, all of them and no others", () => {
    const bundles = [...examples, mapped(REST, { type: "document" }).bundle];
    const made = new Set(bundles.flatMap((bundle) => resourcesOf(bundle).map(({ resourceType }) => resourceType)));
    expect([...made].sort()).toEqual([...CASE_TYPES]);
  });
});
