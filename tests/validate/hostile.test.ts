/** Input that is broken or hostile: a finding or silence, in good time, never a crash. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import { createValidator } from "../../src/validate/index.js";
import { MAX_FINDINGS } from "../../src/validate/report.js";
import { example, set } from "./examples.js";

const validator = createValidator();
const codes = (resource: unknown) => validator.validate(resource).map(({ code }) => code);

describe("what is no resource", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "Patient"],
    ["a number", 42],
    ["an array", [{ resourceType: "Patient" }]],
  ])("%s", (_, value) => {
    expect(codes(value)).toEqual(["validate/not-an-object"]);
  });

  it("an object without type, or of a type that R4 does not have", () => {
    expect(codes({})).toEqual(["validate/resource-type-missing"]);
    expect(codes({ resourceType: 7 })).toEqual(["validate/resource-type-unknown"]);
    expect(codes({ resourceType: "DomainResource" })).toEqual(["validate/resource-type-unknown"]);
    expect(codes({ resourceType: "constructor" })).toEqual(["validate/resource-type-unknown"]);
  });

  it("suggests the type that was meant", () => {
    expect(validator.validate({ resourceType: "Pateint" })[0]?.hint).toBe('did you mean "Patient"?');
  });
});

describe("objects that no JSON makes", () => {
  const broken = () => {
    throw new Error("not now");
  };
  const getter = (key: string) => Object.defineProperty({}, key, { get: broken, enumerable: true });
  const itself: Record<string, unknown> = { resourceType: "Patient" };
  itself.contained = [itself];

  it.each([
    ["a BigInt", { resourceType: "Patient", name: [{ family: 3n }] }, "Resource.name[0].family"],
    ["a getter that throws", { resourceType: "Patient", name: [getter("family")] }, "Resource.name[0].family"],
    ["a getter of the type", getter("resourceType"), "Resource.resourceType"],
    ["a Proxy", new Proxy({}, { get: broken, ownKeys: broken }), "Resource"],
    ["a getter in what contains itself", Object.assign(getter("id"), itself), "Resource.id"],
  ])("%s", (_, resource, expression) => {
    const found = validator.validate(resource, { file: "a.json" });
    expect(found.map(({ code, bundle }) => [code, bundle])).toEqual([
      ["validate/not-json-value", { file: "a.json", expression }],
    ]);
  });

  it("one that contains itself", () => {
    expect(codes(itself)).toEqual(["validate/too-deep"]);
  });

  it("undefined is no value of an element, and no value of a list", () => {
    expect(codes({ resourceType: "Patient", gender: undefined, name: undefined })).toEqual([]);
    expect(codes({ resourceType: "Patient", name: [undefined] })).toEqual(["validate/wrong-json-type"]);
  });
});

describe("hostile input", () => {
  it("nests ten thousand levels deep", () => {
    let extension: object = { url: "http://example.org/x", valueString: "x" };
    for (let i = 0; i < 10_000; i++) extension = { url: "http://example.org/x", extension: [extension] };
    expect(codes({ resourceType: "Basic", code: { text: "x" }, extension: [extension] })).toEqual([
      "validate/too-deep",
    ]);
  });

  it("contains itself", () => {
    const loop: Record<string, unknown> = { resourceType: "Patient" };
    loop.contained = [loop];
    expect(codes(loop)).toEqual(["validate/too-deep"]);
  });

  it("has keys that mean something to JavaScript", () => {
    const findings = validator.validate(
      JSON.parse('{"resourceType":"Patient","__proto__":{"active":true},"constructor":1,"toString":"x"}'),
    );
    const places = findings.filter(({ severity }) => severity === "error").map(({ bundle }) => bundle?.expression);
    expect(places.sort()).toEqual(["Patient.__proto__", "Patient.constructor", "Patient.toString"]);
    expect(({} as Record<string, unknown>).active).toBeUndefined();
  });

  it("has values that mean something to JavaScript", () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      const link = { other: { reference: "Patient/1" }, type: "refer" };
      const maritalStatus = { coding: [{ system: name, code: "M" }] };
      const div = `<div xmlns="http://www.w3.org/1999/xhtml"><${name} foo="1">x</${name}></div>`;
      const communication = [{ language: { coding: [{ system: name, code: name }] } }];
      const text = { status: "generated", div };
      const said = codes({ resourceType: "Patient", text, maritalStatus, link: [link], communication });
      expect(said.filter((code) => code.startsWith("validate/narrative"))).not.toEqual([]);
      const condition = {
        resourceType: "Condition",
        subject: { reference: "Patient/1" },
        clinicalStatus: maritalStatus,
      };
      expect(codes(condition)).toContain("validate/code-not-in-value-set");
    }
  });

  it("has very long values, each read once", () => {
    const data = `${"=".repeat(400_000)}A`;
    const photo = [{ contentType: "image/png", data, size: 3 }];
    const reference = `Patient/${"a".repeat(60)}`;
    const fullUrl = `http://x.org/${"a".repeat(200_000)}`;
    const observation = { resourceType: "Observation", status: "final", code: { text: "x" }, subject: { reference } };
    expect(codes({ resourceType: "Patient", photo })).not.toEqual([]);
    codes({ resourceType: "Bundle", type: "collection", entry: [{ fullUrl, resource: observation }] });
  });

  it("contains thousands of resources, each pointing to the next", () => {
    const contained = Array.from({ length: 4000 }, (_, i) => ({
      resourceType: "Basic",
      id: `b${i}`,
      code: { text: "x" },
      subject: { reference: `#b${i + 1}` },
    }));
    const last = { resourceType: "Patient", id: "b4000" };
    const whole = { resourceType: "Basic", code: { text: "x" }, subject: { reference: "#b0" } };
    const said = codes({ ...whole, contained: [...contained, last] });
    expect(said).not.toContain("validate/reference-unresolved");
    expect(validator.validate({ ...whole, contained: [last] }).length).toBeGreaterThan(0);
  });

  it("was mended in place and is judged anew", () => {
    const div = (id: string) =>
      `<div xmlns="http://www.w3.org/1999/xhtml"><p id="${id}">x <a href="#there">y</a></p></div>`;
    const patient = { resourceType: "Patient", text: { status: "generated", div: div("elsewhere") } };
    expect(codes(patient)).toContain("validate/narrative-link");
    patient.text.div = div("there");
    expect(codes(patient)).not.toContain("validate/narrative-link");
  });

  it("has more errors than anybody reads", () => {
    const given = Array.from({ length: 300_000 }, () => 1);
    const findings = validator.validate({ resourceType: "Patient", name: [{ given }] });
    expect(findings.length).toBe(MAX_FINDINGS + 1);
    expect(findings.at(-1)?.code).toBe("validate/too-many-findings");
  });

  it("has an error behind a long array of right values", () => {
    const given: unknown[] = Array.from({ length: 30_000 }, () => "x");
    given[25_000] = 7;
    const places = validator
      .validate({ resourceType: "Patient", name: [{ given }] })
      .map(({ bundle }) => bundle?.expression);
    expect(places).toContain("Patient.name[0].given[25000]");
  });

  it.each([
    ["open tags", "<".repeat(200_000)],
    ["open comments", "<!--".repeat(50_000)],
    ["quotes", `<a ${'"'.repeat(200_000)}`],
    ["spaces", `<a${" ".repeat(200_000)}`],
  ])("has a narrative of %s", (_, div) => {
    const patient = example("Patient-example");
    set(patient, "text.div", div);
    expect(codes(patient)).toContain("validate/narrative-not-well-formed");
  });

  it("is any JSON at all", () => {
    const type = fc.constantFrom("Patient", "Observation", "Bundle", "Questionnaire", "Parameters", "Composition");
    fc.assert(
      fc.property(type, fc.jsonValue(), (resourceType, body) => {
        validator.validate({ ...(body as object), resourceType });
      }),
    );
  });

  it("is an official example with any value anywhere", () => {
    const names = ["Patient-example", "Observation-blood-pressure", "Bundle-bundle-transaction", "Questionnaire-3141"];
    const keys = names.map((name) => paths(example(name), ""));
    fc.assert(
      fc.property(fc.nat({ max: names.length - 1 }), fc.nat(), fc.jsonValue(), (which, at, value) => {
        const resource = example(names[which] as string);
        const places = keys[which] as string[];
        set(resource, places[at % places.length] as string, value);
        validator.validate(resource);
      }),
      { numRuns: 300 },
    );
  });
});

/** All places of a value, as tests/validate/examples.ts writes them. */
function paths(value: unknown, at: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = at ? `${at}.${key}` : key;
    return [path, ...paths(item, path)];
  });
}

describe("numbers and bytes", () => {
  it("knows 1.0 from 1", () => {
    const findings = validator.validate(parseJson('{"resourceType":"Patient","multipleBirthInteger":1.0}'));
    expect(findings.map(({ bundle }) => bundle?.expression)).toContain("Patient.multipleBirth.ofType(integer)");
  });

  it("does not change what it judges", () => {
    const bundle = example("Bundle-bundle-transaction");
    const before = JSON.stringify(bundle);
    validator.validate(bundle);
    expect(JSON.stringify(bundle)).toBe(before);
  });

  it("says the file, the entry and the expression of a finding", () => {
    const bundle = example("Bundle-bundle-transaction");
    set(bundle, "entry.1.resource.gender", "man");
    const [found] = validator.validate(bundle, { file: "b.json" }).filter(({ severity }) => severity === "error");
    expect(found?.bundle).toEqual({ file: "b.json", entry: 1, expression: "Bundle.entry[1].resource.gender" });
    expect(found?.hint).toBe("one of: male, female, other, unknown");
  });
});

describe("what holds itself, or is named as JavaScript names its own", () => {
  const looped = (resource: Record<string, unknown>, key: string): object => {
    resource[key] = [resource];
    return resource;
  };

  it.each(["constructor", "toString", "__proto__"])("a document that begins with a %s", (resourceType) => {
    const entry = [
      {
        fullUrl: "urn:uuid:0c3201bd-1cbf-4d64-b04d-cd9187a4c6e0",
        resource: JSON.parse(`{"resourceType":"${resourceType}"}`),
      },
    ];
    expect(codes({ resourceType: "Bundle", type: "document", entry })).toContain("validate/resource-type-unknown");
  });

  it("Parameters among their own", () => {
    expect(codes(looped({ resourceType: "Parameters" }, "parameter"))).toEqual(["validate/too-deep"]);
  });

  it("a resource that contains itself, with a link to look for", () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml"><a href="#x">y</a></div>';
    const patient = { resourceType: "Patient", text: { status: "generated", div } };
    expect(codes(looped(patient, "contained"))).toEqual(["validate/too-deep"]);
  });
});

describe("a narrative", () => {
  const told = (inner: string) => {
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
    return codes({ resourceType: "Patient", text: { status: "generated", div } });
  };

  it.each([
    ["an ampersand in an attribute", '<a href="http://x.org?a=1&b=2">x</a>', ["validate/narrative-not-well-formed"]],
    ["an attribute twice", '<p class="a" class="b">x</p>', ["validate/narrative-not-well-formed"]],
    ["both as XML wants them", '<p class="a" title="b &amp; c">x</p>', []],
  ])("with %s", (_, inner, says) => {
    expect(told(inner)).toEqual(says);
  });
});
