import { describe, expect, it } from "vitest";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const URL = "http://example.org/CodeSystem/colours";
const SHADES = "http://example.org/CodeSystem/shades";

const COLOURS = {
  resourceType: "CodeSystem",
  url: URL,
  version: "2",
  status: "active",
  content: "complete",
  hierarchyMeaning: "is-a",
  filter: [{ code: "shade", operator: ["=", "in"], value: "a shade" }],
  property: [
    { code: "shade", type: "Coding" },
    { code: "since", type: "dateTime" },
    { code: "warm", type: "boolean" },
    { code: "waves", type: "integer" },
    { code: "near", type: "code" },
  ],
  concept: [{ code: "red", concept: [{ code: "scarlet" }] }, { code: "blue" }],
};
const OTHERS = [
  { resourceType: "CodeSystem", url: SHADES, status: "active", content: "complete", concept: [{ code: "dark" }] },
  { resourceType: "CodeSystem", url: `${URL}-more`, status: "active", content: "supplement", supplements: URL },
  { resourceType: "CodeSystem", url: `${URL}-some`, status: "active", content: "fragment", concept: [{ code: "x" }] },
  { resourceType: "ValueSet", url: "http://example.org/ValueSet/all", status: "active" },
];

const valueSet = (...include: Json[]) => ({
  resourceType: "ValueSet",
  url: "http://example.org/ValueSet/v",
  status: "active",
  compose: { include },
});
const filtered = (property: string, op: string, value: string) =>
  valueSet({ system: URL, filter: [{ property, op, value }] });

const I = "ValueSet.compose.include[0]";
const F = `${I}.filter[0]`;

const ROWS: readonly (readonly [string, Json, readonly string[]])[] = [
  ["known codes", valueSet({ system: URL, concept: [{ code: "scarlet" }] }), []],
  [
    "an unknown code",
    valueSet({ system: URL, concept: [{ code: "grey" }] }),
    [`error include-code-unknown ${I}.concept[0]`],
  ],
  [
    "codes of a version",
    valueSet({ system: URL, version: "2", concept: [{ code: "grey" }] }),
    [`error include-code-unknown ${I}.concept[0]`],
  ],
  ["codes of a version that is not at hand", valueSet({ system: URL, version: "3", concept: [{ code: "grey" }] }), []],
  [
    "a code of a fragment",
    valueSet({ system: `${URL}-some`, concept: [{ code: "y" }] }),
    [`information include-content ${I}.system`],
  ],
  ["a supplement", valueSet({ system: `${URL}-more` }), [`error include-content ${I}.system`]],
  ["a version in its system", valueSet({ system: `${URL}|2` }), [`error include-system-version ${I}.system`]],
  [
    "several value sets at once",
    valueSet({ valueSet: ["http://example.org/ValueSet/all", "http://hl7.org/fhir/ValueSet/administrative-gender"] }),
    [`warning include-value-sets ${I}`],
  ],
  [
    "some displays",
    valueSet({ system: URL, concept: [{ code: "red", display: "red" }, { code: "blue" }] }),
    [`information include-displays ${I}`],
  ],
  ["codes below one", filtered("concept", "is-a", "red"), []],
  ["codes below an unknown one", filtered("concept", "is-a", "grey"), [`error filter-code-unknown ${F}`]],
  ["codes near an unknown one", filtered("near", "=", "grey"), [`warning filter-code-unknown ${F}`]],
  ["an unknown property", filtered("hue", "=", "red"), [`warning filter-property-unknown ${F}`]],
  ["an operator that the system has not", filtered("shade", "regex", "d.*"), [`error filter-operator ${F}`]],
  ["a Coding", filtered("shade", "=", `${SHADES}#dark`), []],
  ["several Codings", filtered("shade", "in", `${SHADES}#dark,${SHADES}#light`), [`error filter-code-unknown ${F}`]],
  ["a Coding without its system", filtered("shade", "=", "dark"), [`error filter-value ${F}`]],
  ["a date after another", filtered("since", "=", "gt2020-01"), []],
  ["a date that is none", filtered("since", "=", "2020-13"), [`error filter-value ${F}`]],
  ["a boolean that is none", filtered("warm", "=", "yes"), [`error filter-value ${F}`]],
  ["an integer that is none", filtered("waves", "=", "1.5"), [`error filter-value ${F}`]],
  ["whether a property is there", filtered("waves", "exists", "true"), []],
  ["whether a property is there, or what", filtered("waves", "exists", "3"), [`error filter-value ${F}`]],
  ["an expression that is none", filtered("code", "regex", "("), [`error filter-value ${F}`]],
  [
    "an unknown system",
    valueSet({ system: "http://example.org/x", filter: [{ property: "p", op: "=", value: "v" }] }),
    [],
  ],
];

describe("a filter", () => {
  const says = (property: string, value: string, op = "=", system: Json = COLOURS) =>
    told(filtered(property, op, value), system, ...OTHERS);

  it.each<[string, readonly string[], readonly string[]]>([
    ["status", ["active"], [" active"]],
    ["inactive", ["true", "false"], ["yes", "1"]],
    ["notSelectable", ["true"], ["TRUE"]],
    ["effectiveDate", ["2020", "ge2020-01-02"], ["2020-13", "yesterday"]],
    ["deprecationDate", ["2020"], ["x"]],
    ["retirementDate", ["2020"], ["x"]],
    ["synonym", ["red"], ["red "]],
    ["comment", [" any text "], []],
    ["itemWeight", ["1", "-1.5", "gt2e3"], ["1.", "heavy"]],
    ["waves", ["1", "-1", "lt5"], ["1.5", "x1", "1x"]],
  ])("by %s, which every system may have: %j, but not %j", (property, right, wrong) => {
    for (const value of right) expect(says(property, value), value).toEqual([]);
    for (const value of wrong) expect(says(property, value), value).toEqual([`error filter-value ${F}`]);
  });

  it("by what the system says it can be filtered by takes any text", () => {
    const system = { ...COLOURS, filter: [{ code: "hue", operator: ["="], value: "a hue" }, { code: "x" }] };
    expect(says("hue", "anything at all", "=", system)).toEqual([]);
    expect(says("hue", "1", "in", system)).toEqual([`error filter-operator ${F}`]);
  });

  it("by the hierarchy needs one", () => {
    const { hierarchyMeaning: _, ...flat } = COLOURS;
    for (const property of ["parent", "child", "partOf"]) {
      expect(says(property, "red"), property).toEqual([]);
      expect(says(property, "grey"), property).toEqual([`error filter-code-unknown ${F}`]);
      expect(says(property, "red", "=", flat), property).toEqual([`warning filter-property-unknown ${F}`]);
    }
  });

  it("by an expression is one of a property, not of the concepts", () => {
    expect(says("code", "r.*", "regex")).toEqual([]);
    expect(says("concept", "r.*", "regex")).toEqual([`error filter-operator ${F}`]);
  });

  it("of several values judges each", () => {
    expect(says("near", "red,blue", "in")).toEqual([]);
    expect(says("near", "red,grey", "not-in")).toEqual([`warning filter-code-unknown ${F}`]);
    expect(says("near", "red,blue")).toEqual([`warning filter-code-unknown ${F}`]);
  });
});

describe("a value set of", () => {
  it.each(ROWS)("%s", (_, given, says) => {
    expect(told(given, COLOURS, ...OTHERS)).toEqual(says);
  });
});

describe("an expansion", () => {
  const expanded = (parameter: Json[], contains: Json[]) => ({
    ...valueSet({ system: URL }),
    expansion: { timestamp: "2020-01-01", parameter, contains },
  });
  const count = { name: "count", valueInteger: 1 };

  it.each([
    ["says how it was made", [count], [{ system: URL, version: "2", code: "red" }], []],
    [
      "says from which version",
      [count, { name: "used-codesystem", valueUri: `${URL}|2` }],
      [{ system: URL, code: "red" }],
      [],
    ],
    [
      "does not say how",
      [],
      [{ system: URL, version: "2", code: "red" }],
      ["warning expansion-parameters ValueSet.expansion"],
    ],
    [
      "does not say from which version",
      [count],
      [{ abstract: true, display: "all", contains: [{ system: URL, code: "red" }] }],
      ["warning expansion-system ValueSet.expansion"],
    ],
  ])("%s", (_, parameter, contains, says) => {
    expect(told(expanded(parameter, contains), COLOURS)).toEqual(says);
  });
});

describe("a concept map", () => {
  const map = (group: Json) => ({ resourceType: "ConceptMap", status: "active", group: [group] });
  const element = (code: string, target: string) => [{ code, target: [{ code: target, equivalence: "equal" }] }];
  const E = "ConceptMap.group[0].element[0]";

  it("keeps to its value sets", () => {
    const gender = "http://hl7.org/fhir/ValueSet/administrative-gender";
    const warm = { ...valueSet({ system: URL, concept: [{ code: "red" }] }), url: "http://example.org/ValueSet/warm" };
    const group = { source: URL, target: SHADES, element: element("blue", "dark") };
    const given = (rest: Json) => told({ ...map(group), ...rest }, COLOURS, ...OTHERS, warm);
    expect(given({ sourceUri: "http://example.org/ValueSet/warm" })).toEqual([
      `error map-code-not-in-value-set ${E}.code`,
    ]);
    expect(given({ targetCanonical: gender })).toEqual([`error map-code-not-in-value-set ${E}.target[0].code`]);
    expect(given({ sourceUri: "http://example.org/ValueSet/unknown" })).toEqual([]);
  });

  it.each([
    ["translates known codes", { source: URL, target: SHADES, element: element("red", "dark") }, []],
    [
      "knows its source",
      { source: URL, target: SHADES, element: element("grey", "dark") },
      [`error map-code-unknown ${E}.code`],
    ],
    [
      "knows its target",
      { source: URL, target: SHADES, element: element("red", "light") },
      [`error map-code-unknown ${E}.target[0].code`],
    ],
    [
      "may know a part of it",
      { source: `${URL}-some`, target: SHADES, element: element("y", "dark") },
      [`warning map-code-unknown ${E}.code`],
    ],
    [
      "names its systems",
      { source: URL, element: element("red", "dark") },
      ["warning map-system-missing ConceptMap.group[0]"],
    ],
  ])("%s", (_, group, says) => {
    expect(told(map(group), COLOURS, ...OTHERS)).toEqual(says);
  });
});
