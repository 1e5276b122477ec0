/** Values at the edge of what their types allow, and just beyond it, in resources. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { PRIMITIVES } from "../../src/validate/primitives.js";
import { said, whole } from "./whole.js";

const INT_MAX = 2 ** 31 - 1;

/** What is told of a value of a primitive type. */
const valued = (type: string, value: unknown): string[] =>
  said({ resourceType: "Parameters", parameter: [{ name: "x", [`value${type}`]: value }] }).map(
    (one) => one.split(" ")[1] ?? "",
  );

describe("a value", () => {
  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ["Integer", [0, INT_MAX, -INT_MAX - 1], [INT_MAX + 1, -INT_MAX - 2]],
    ["PositiveInt", [1, INT_MAX], [0, -1, INT_MAX + 1]],
    ["UnsignedInt", [0, INT_MAX], [-1, INT_MAX + 1]],
    ["Decimal", [0, -0.5, 1e300], []],
    ["Boolean", [true, false], []],
    [
      "Uuid",
      [`urn:uuid:${"a".repeat(8)}-0000-4000-8000-${"0".repeat(12)}`],
      [
        `urn:uuid:${"a".repeat(8)}-0000-4000-8000-${"0".repeat(13)}`,
        `urn:uuid:0${"a".repeat(8)}-0000-4000-8000-${"0".repeat(12)}`,
        "urn:oid:1.2.3",
        "http://hospital.test",
      ],
    ],
    ["Oid", ["urn:oid:1.2.3", "urn:oid:2.16.840"], ["urn:oid:11.2", "urn:oid:1.2.", "urn:oid:1.02", "urn:oid:1"]],
    ["Id", ["a".repeat(64)], ["a".repeat(65), "a/b"]],
    ["Time", ["23:59:59"], ["24:00:00", "23:60:00", "23:59"]],
    ["Base64Binary", ["AAAA"], ["AAA", "A=AA"]],
  ])("of type %s: %j, but not %j", (type, right, wrong) => {
    for (const value of right) expect(valued(type, value), String(value)).toEqual([]);
    for (const value of wrong) expect(valued(type, value), String(value)).toEqual(["invalid-value"]);
  });

  it.each<[string, readonly unknown[]]>([
    ["Integer", ["1", true, 0.5]],
    ["Decimal", ["1.5", false]],
    ["Boolean", ["true", 1]],
    ["String", [1, true]],
    ["Date", [2024]],
  ])("of type %s is not JSON of another type: %j", (type, values) => {
    for (const value of values) expect(valued(type, value), String(value)).toEqual(["wrong-json-type"]);
  });

  it("that is wrong is told with what was expected", () => {
    for (const [type, { expected }] of Object.entries(PRIMITIVES)) expect(expected, type).toMatch(/^\S.{9,}/);
    const [found] = whole(createValidator().validate({ resourceType: "Patient", birthDate: "yesterday" }));
    expect(found?.hint).toContain("2024-02-29");
  });
});

describe("the id", () => {
  it("of a resource is of few signs, that of an element of any but spaces", () => {
    expect(said({ resourceType: "Patient", id: "a_b" })).toEqual(["error invalid-value Patient.id"]);
    expect(said({ resourceType: "Patient", name: [{ id: "a_b/c#d", text: "x" }] })).toEqual([]);
    expect(said({ resourceType: "Patient", name: [{ id: "a b", text: "x" }] })).toEqual([
      "error invalid-value Patient.name[0].id",
    ]);
  });
});

describe("a media type", () => {
  it.each([
    ["text/plain", true],
    ["text/plain; charset=utf-8", true],
    ["text/plain ;charset=utf-8", true],
    ["application/fhir+json", true],
    ["a text/plain", false],
    ["text/plain x", false],
    ["plain", false],
  ])("%j: %j", (contentType, isOne) => {
    const photo = [{ contentType, url: "http://hospital.test/x" }];
    const expected = isOne ? [] : ["error invalid-value Patient.photo[0].contentType"];
    expect(said({ resourceType: "Patient", photo })).toEqual(expected);
  });
});

describe("the system", () => {
  const coded = (system: string) =>
    said({ resourceType: "Patient", maritalStatus: { coding: [{ system, code: "x" }] } });
  it("of a Coding is absolute", () => {
    expect(coded("snomed")).toContain("error system-not-absolute Patient.maritalStatus.coding[0].system");
    expect(coded("urn:oid:1.2.3")).not.toContain("error system-not-absolute Patient.maritalStatus.coding[0].system");
    expect(coded("").filter((one) => one.startsWith("error"))).toEqual([
      "error invalid-value Patient.maritalStatus.coding[0].system",
    ]);
  });

  it("of a value set's codes is absolute", () => {
    const compose = { include: [{ system: "snomed" }] };
    expect(said({ resourceType: "ValueSet", status: "draft", compose })).toContain(
      "error system-not-absolute ValueSet.compose.include[0].system",
    );
  });

  it("of an Identifier that is a URI says that the value is one", () => {
    const identified = (value: unknown) =>
      said({ resourceType: "Patient", identifier: [{ system: "urn:ietf:rfc:3986", value }] });
    expect(identified("urn:oid:1.2.3")).toEqual([]);
    expect(identified("1.2.3")).toEqual(["error identifier-value-not-uri Patient.identifier[0].value"]);
    expect(identified(123)).toEqual(["error wrong-json-type Patient.identifier[0].value"]);
  });
});

describe("what a resource contains", () => {
  it("has ids of its own", () => {
    const contained = [{ resourceType: "Practitioner", id: "p" }, { resourceType: "Practitioner", id: "p" }, null];
    const told = said({ resourceType: "Patient", contained, generalPractitioner: [{ reference: "#p" }] });
    expect(told).toContain("error contained-id-twice Patient.contained[1]");
    expect(told).toContain("error wrong-json-type Patient.contained[2]");
  });
});
