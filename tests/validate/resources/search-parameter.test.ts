import { describe, expect, it } from "vitest";
import { r4SearchParameter } from "../../../src/definitions/search-parameters.js";
import { example } from "../examples.js";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const NAME = "http://hl7.org/fhir/SearchParameter/Organization-name";

const derived = (rest: Json): Json => ({
  resourceType: "SearchParameter",
  url: "http://example.org/SearchParameter/name",
  name: "Name",
  status: "active",
  description: "A name",
  code: "name",
  type: "string",
  base: ["Organization"],
  expression: "Organization.name | Organization.alias",
  derivedFrom: NAME,
  ...rest,
});

describe("R4's own search parameters", () => {
  it("are as HL7 defines them", () => {
    const { type, base, expression } = example("SearchParameter-Organization-name") as Json;
    expect(r4SearchParameter(NAME)).toMatchObject({ url: NAME, type, base, expression });
  });

  it("are of one version, and no others", () => {
    expect(r4SearchParameter(NAME, "4.0.1")).toBeDefined();
    expect(r4SearchParameter(NAME, "5.0.0")).toBeUndefined();
    expect(r4SearchParameter("http://hl7.org/fhir/SearchParameter/constructor")).toBeUndefined();
    expect(r4SearchParameter("http://example.org/SearchParameter/Organization-name")).toBeUndefined();
  });
});

describe("a search parameter", () => {
  it.each([
    ["as another one", {}, []],
    ["in another order", { expression: "Organization.alias | Organization.name" }, []],
    ["of another type", { type: "token" }, ["error search-type-differs SearchParameter.type"]],
    ["of another base", { base: ["Organization", "Patient"] }, ["error search-base-differs SearchParameter.base[1]"]],
    [
      "by other elements",
      { expression: "Organization.name" },
      ["warning search-expression-differs SearchParameter.expression"],
    ],
    [
      "that is no FHIRPath",
      { expression: "Organization.name |", derivedFrom: undefined },
      ["error expression SearchParameter.expression"],
    ],
    [
      "by an element that is not there",
      { expression: "Organization.name | Organization.nickname", derivedFrom: undefined },
      ["error expression SearchParameter.expression"],
    ],
    [
      "by elements of each of its bases",
      { base: ["Organization", "Patient"], expression: "Organization.alias | Patient.name", derivedFrom: undefined },
      [],
    ],
    ["of nothing", { derivedFrom: `${NAME}s` }, ["warning search-derivation-unknown SearchParameter.derivedFrom"]],
    ["with a sign of searches", { code: "a.b" }, ["warning search-code-sign SearchParameter.code"]],
    [
      "of one component",
      { type: "composite", derivedFrom: undefined, component: [{ definition: NAME, expression: "name" }] },
      ["error search-components SearchParameter"],
    ],
  ])("%s", (_, rest, says) => {
    expect(told(derived(rest))).toEqual(says);
  });

  it("searches one of several bases", () => {
    const url = "http://hl7.org/fhir/SearchParameter/individual-gender";
    const given = derived({ derivedFrom: url, type: "token", base: ["Patient"], expression: "Patient.gender" });
    expect(told(given)).toEqual([]);
  });
});

describe("a CapabilityStatement", () => {
  it("has search parameters of their types", () => {
    const statement = example("CapabilityStatement-example") as Json;
    expect(told(statement)).toEqual([]);
    const definition = "http://hl7.org/fhir/SearchParameter/Patient-identifier";
    const rest = [
      {
        mode: "server",
        resource: [{ type: "Patient", searchParam: [{ name: "identifier", definition, type: "date" }] }],
      },
    ];
    expect(told({ ...statement, rest })).toEqual([
      "error search-type-differs CapabilityStatement.rest[0].resource[0].searchParam[0].type",
    ]);
  });
});
