import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";

const validator = createValidator();

const told = (resource: object, ...codes: string[]) =>
  validator
    .validate(resource)
    .filter(({ code }) => codes.includes(code))
    .map(({ code, bundle, message }) => `${code} at ${bundle?.expression}: ${message}`);

describe("the entries of a Bundle", () => {
  const fullUrl = "http://example.org/fhir/Patient/1";
  const version = (versionId: string | undefined) => ({
    fullUrl,
    resource: { resourceType: "Patient", id: "1", ...(versionId === undefined ? {} : { meta: { versionId } }) },
  });
  const twice = (...versions: (string | undefined)[]) =>
    told({ resourceType: "Bundle", type: "collection", entry: versions.map(version) }, "validate/full-url-twice");

  it("have one fullUrl for each version of a resource", () => {
    expect(twice("1", "2", undefined)).toEqual([]);
    expect(twice("1", "2", "2", "1")).toEqual([
      `validate/full-url-twice at Bundle.entry[2]: bdl-7: entry 1 has the same fullUrl ${fullUrl}`,
      `validate/full-url-twice at Bundle.entry[3]: bdl-7: entry 0 has the same fullUrl ${fullUrl}`,
    ]);
    expect(twice(undefined, undefined)).toHaveLength(1);
  });
});

describe("what a resource contains", () => {
  it.each([1, 10, 11, 500])("is found by its id among %i", (count) => {
    const contained = Array.from({ length: count }, (_, i) => ({
      resourceType: "Organization",
      id: `o${i}`,
      name: "x",
      ...(i > 0 ? { partOf: { reference: `#o${i - 1}` } } : {}),
    }));
    const by = (reference: string) =>
      told(
        { resourceType: "Patient", contained, managingOrganization: { reference } },
        "validate/invariant",
        "validate/reference-type",
      );
    expect(by(`#o${count - 1}`)).toEqual([]);
    expect(by(`#o${count}`).filter((one) => one.includes("ref-1"))).toHaveLength(1);
  });
});
