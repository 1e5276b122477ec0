import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTooDeep, MAX_DEPTH } from "../../src/fhir/depth.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import { parseReference, referencesOf, rewriteLinks } from "../../src/fhir/references.js";

describe("parseReference", () => {
  it.each([
    ["Patient/1", { type: "Patient", id: "1" }],
    ["Patient/1/_history/2", { type: "Patient", id: "1", version: "2" }],
    ["http://x.org/fhir/Patient/a-b.c", { base: "http://x.org/fhir", type: "Patient", id: "a-b.c" }],
    ["https://x.org/Patient/1/_history/9", { base: "https://x.org", type: "Patient", id: "1", version: "9" }],
  ])("%s", (text, parts) => {
    expect(parseReference(text)).toEqual(parts);
  });

  it.each(["urn:uuid:1", "#p", "Patient", "Patient?x=1", "patient/1", "Patient/a_b", "Patient/", "/Patient/1"])(
    "%s is none",
    (text) => {
      expect(parseReference(text)).toBeUndefined();
    },
  );
});

/** The same as R4's pattern says it. */
const LITERAL =
  /^(?:(https?:\/\/.*?)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

describe("what parseReference takes apart", () => {
  const piece = fc.constantFrom(
    "/",
    "/_history/",
    "_history",
    "http://",
    "https:/",
    "Patient",
    "P",
    "a",
    "1",
    ".-",
    "#",
    "\n",
  );
  it("is what the pattern of a literal reference says", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const [, base, type, id, version] = LITERAL.exec(pieces.join("")) ?? [];
        expect(parseReference(pieces.join(""))).toEqual(type && id ? { base, type, id, version } : undefined);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("rewriteLinks", () => {
  const rewrite = (link: string) => (link === "urn:uuid:1" ? "Patient/9" : undefined);

  it("replaces links where a server does, leaves words alone, and keeps digits", () => {
    const text = stringifyJson({
      resourceType: "Observation",
      subject: { reference: "urn:uuid:1", display: "urn:uuid:1" },
      extension: [{ url: "urn:uuid:2", valueReference: { reference: "urn:uuid:1" } }],
      contained: [{ resourceType: "Media", content: { url: "urn:uuid:1" } }],
      note: [{ text: "urn:uuid:1" }],
      valueQuantity: { value: 0 },
    }).replace('"value": 0', '"value": 7.00');
    const before = parseJson(text);
    const after = rewriteLinks(before, rewrite);
    expect(stringifyJson(after)).toBe(
      text
        .replace('"reference": "urn:uuid:1"', '"reference": "Patient/9"')
        .replace('"reference": "urn:uuid:1"', '"reference": "Patient/9"')
        .replace('"url": "urn:uuid:1"', '"url": "Patient/9"'),
    );
    expect(stringifyJson(before)).toBe(text);
    expect((after as { note: unknown }).note).toBe((before as { note: unknown }).note);
  });

  it("leaves a canonical url and a stored Bundle's entries", () => {
    const valueSet = { resourceType: "ValueSet", url: "urn:uuid:1" };
    const bundle = { resourceType: "Bundle", entry: [{ resource: { subject: { reference: "urn:uuid:1" } } }] };
    expect(rewriteLinks(valueSet, rewrite)).toBe(valueSet);
    expect(rewriteLinks(bundle, rewrite)).toBe(bundle);
    expect(referencesOf(bundle)).toEqual([]);
  });

  it("replaces the links of a narrative, not its words", () => {
    const div = '<div><a href="urn:uuid:1">urn:uuid:1</a><img src="urn:uuid:1"/><a href="urn:uuid:2">x</a></div>';
    expect(rewriteLinks({ text: { div } }, rewrite).text.div).toBe(
      '<div><a href="Patient/9">urn:uuid:1</a><img src="Patient/9"/><a href="urn:uuid:2">x</a></div>',
    );
  });
});

describe("digits", () => {
  it.each([['{"constructor":1,"toString":2,"a":1.50}'], ['{"a":0.0000001}'], ['{"a":[0.00000010,1,1.0],"b":1e3}']])(
    "%s is written back as it was",
    (text) => {
      expect(stringifyJson(parseJson(text), 0)).toBe(text);
    },
  );
});

describe("isTooDeep", () => {
  it("counts brackets outside strings", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(isTooDeep(nested(MAX_DEPTH))).toBe(false);
    expect(isTooDeep(nested(MAX_DEPTH + 1))).toBe(true);
    expect(isTooDeep(`["${"[".repeat(1000)}\\"${"{".repeat(1000)}"]`)).toBe(false);
    expect(isTooDeep("[]".repeat(5000))).toBe(false);
  });
});
