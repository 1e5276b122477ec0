import { describe, expect, it } from "vitest";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const HL7 = "http://hl7.org/fhir/concept-properties#";
const URL = "http://example.org/CodeSystem/colours";

const system = (rest: Json = {}): Json => ({
  resourceType: "CodeSystem",
  url: URL,
  status: "active",
  content: "complete",
  caseSensitive: true,
  concept: [{ code: "red" }, { code: "blue" }],
  ...rest,
});

const withProperty = (property: Json, value?: Json) =>
  system({
    property: [property],
    ...(value ? { concept: [{ code: "red", property: [{ code: property.code, ...value }] }] } : {}),
  });

const ROWS: readonly (readonly [string, Json, readonly string[]])[] = [
  ["a right one", system(), []],
  ["a code twice", system({ concept: [{ code: "a" }, { code: "a" }] }), ["error code-twice CodeSystem.concept[1]"]],
  [
    "a code again below itself",
    system({ hierarchyMeaning: "is-a", concept: [{ code: "a", concept: [{ code: "a" }] }] }),
    ["error code-twice CodeSystem.concept[0].concept[0]"],
  ],
  ["another number of concepts", system({ count: 3 }), ["error code-system-count CodeSystem.count"]],
  ["the number of concepts", system({ count: 2 }), []],
  [
    "all concepts in a fragment",
    system({ content: "fragment", count: 2 }),
    ["warning code-system-count CodeSystem.count"],
  ],
  [
    "concepts that are not present",
    system({ content: "not-present" }),
    ["error code-system-not-present CodeSystem.concept[0]"],
  ],
  ["no concepts in a complete one", system({ concept: undefined }), ["warning code-system-empty CodeSystem"]],
  [
    "letters that may matter or not",
    system({ caseSensitive: undefined }),
    ["information code-system-unstated CodeSystem"],
  ],
  [
    "a hierarchy of unknown meaning, by HL7",
    system({
      url: "http://hl7.org/fhir/x",
      concept: [{ code: "a", display: "A", definition: "A", concept: [{ code: "b", display: "B", definition: "B" }] }],
    }),
    ["warning code-system-unstated CodeSystem"],
  ],
  [
    "concepts of HL7 without words",
    system({ url: "http://hl7.org/fhir/x" }),
    ["warning concept-incomplete CodeSystem.concept[0]", "warning concept-incomplete CodeSystem.concept[0]"],
  ],
  [
    "a designation like the display",
    system({
      concept: [{ code: "red", display: "red", designation: [{ value: "rouge" }, { language: "fr", value: "rouge" }] }],
    }),
    ["warning designation-without-use CodeSystem.concept[0].designation[0]"],
  ],
  [
    "a supplement that does not say so",
    system({ supplements: "http://example.org/x", caseSensitive: undefined }),
    ["error supplement-content CodeSystem.content"],
  ],
  ["a supplement to nothing", system({ content: "supplement" }), ["error supplement-content CodeSystem.content"]],
  [
    "a supplement with rules of its own",
    system({ content: "supplement", supplements: "http://example.org/x" }),
    ["error supplement-element CodeSystem.caseSensitive"],
  ],
  ["one of HL7's properties", withProperty({ code: "inactive", uri: `${HL7}inactive`, type: "boolean" }), []],
  [
    "one of HL7's properties by its code alone",
    withProperty({ code: "inactive", type: "boolean" }),
    ["warning property-without-uri CodeSystem.property[0]"],
  ],
  [
    "one of HL7's properties with another type",
    withProperty({ code: "inactive", uri: `${HL7}inactive`, type: "string" }),
    ["error property-type-differs CodeSystem.property[0]"],
  ],
  [
    "one of HL7's properties under the code of another",
    withProperty({ code: "inactive", uri: `${HL7}notSelectable`, type: "boolean" }),
    ["error property-code-differs CodeSystem.property[0]"],
  ],
  [
    "a property that HL7 does not know",
    withProperty({ code: "colour", uri: `${HL7}colour`, type: "string" }),
    ["error property-uri-unknown CodeSystem.property[0]"],
  ],
  [
    "a property with a relative URI",
    withProperty({ code: "colour", uri: "colour", type: "string" }),
    ["error property-uri-not-absolute CodeSystem.property[0]"],
  ],
  [
    "properties of one code and URI",
    system({
      property: [
        { code: "hue", uri: "http://example.org/hue", type: "string" },
        { code: "hue", uri: "http://example.org/hue", type: "string" },
      ],
    }),
    ["error property-code-twice CodeSystem.property[1]", "error property-uri-twice CodeSystem.property[1]"],
  ],
  [
    "a value of another type",
    withProperty({ code: "hue", uri: "http://example.org/hue", type: "string" }, { valueInteger: 1 }),
    ["error property-value-type CodeSystem.concept[0].property[0]"],
  ],
  [
    "a value of an unknown property",
    system({ concept: [{ code: "red", property: [{ code: "hue", valueInteger: 1 }] }] }),
    ["warning property-undefined CodeSystem.concept[0].property[0]"],
  ],
  [
    "an unknown parent",
    withProperty({ code: "parent", uri: `${HL7}parent`, type: "code" }, { valueCode: "colour" }),
    ["error property-value-unknown CodeSystem.concept[0].property[0]"],
  ],
  ["a known parent", withProperty({ code: "parent", uri: `${HL7}parent`, type: "code" }, { valueCode: "red" }), []],
  ["a status", withProperty({ code: "status", uri: `${HL7}status`, type: "code" }, { valueCode: "retired" }), []],
];

describe("a code system with", () => {
  it.each(ROWS)("%s", (_, given, says) => {
    expect(told(given)).toEqual(says);
  });
});

describe("CodeSystem.valueSet", () => {
  const canonical = "http://example.org/ValueSet/colours";
  const valueSet = (...include: Json[]) => ({
    resourceType: "ValueSet",
    url: canonical,
    status: "active",
    compose: { include },
  });
  const given = system({ valueSet: canonical });

  it("is all of the system", () => {
    expect(told(given, valueSet({ system: URL }))).toEqual([]);
  });

  it.each([
    ["another system", [{ system: "http://example.org/other" }]],
    ["a list of its codes", [{ system: URL, concept: [{ code: "red" }] }]],
    ["more than the system", [{ system: URL }, { system: "http://example.org/other" }]],
  ])("is not %s", (_, include) => {
    expect(told(given, valueSet(...include))).toEqual(["error value-set-of-system CodeSystem.valueSet"]);
  });
});

describe("a supplement", () => {
  const of = (...concept: Json[]) =>
    system({
      url: `${URL}-more`,
      content: "supplement",
      supplements: URL,
      caseSensitive: undefined,
      concept,
    });

  it("adds to codes that there are", () => {
    expect(told(of({ code: "red" }), system())).toEqual([]);
    expect(told(of({ code: "green" }), system())).toEqual(["error supplement-code CodeSystem.concept[0]"]);
    expect(told(of({ code: "green" }), system({ content: "fragment" }))).toEqual([]);
  });
});
