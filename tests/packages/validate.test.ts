/** HL7's own examples of a guide, judged by the guide's packages; and what the guide forbids. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPackages, substituteOf } from "../../src/packages/index.js";
import { createValidator } from "../../src/validate/index.js";
import { extensions, ips, terminology } from "./installed.js";
import { layPackage, newFolder } from "./made.js";

const { sources } = await openPackages([ips, terminology, extensions], {
  substitutes: [
    "hl7.terminology.r4=hl7.terminology.r4#7.0.1",
    "hl7.fhir.uv.extensions.r4=hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1",
  ].flatMap((text) => substituteOf(text) ?? []),
});
const validator = createValidator({ packages: sources });
const errorsOf = (resource: unknown) =>
  validator
    .validate(resource)
    .filter(({ severity }) => severity === "error")
    .map(({ code, bundle }) => `${code} ${bundle?.expression}`);

const read = (name: string) => JSON.parse(readFileSync(join(ips, "example", name), "utf8"));
const names = readdirSync(join(ips, "example")).filter((name) => name.endsWith(".json") && !name.startsWith("Bundle-"));

describe("the International Patient Summary", () => {
  it("has examples that claim its profiles", () => {
    const claims = names.flatMap((name) => read(name).meta?.profile ?? []);
    expect(claims.filter((url) => String(url).startsWith("http://hl7.org/fhir/uv/ips/")).length).toBeGreaterThan(20);
  });

  it.each(names)("finds nothing wrong with its own %s", (name) => {
    expect(errorsOf(read(name))).toEqual([]);
  });

  it("finds what is missing from them", () => {
    const patient = read(names.find((name) => name.startsWith("Patient-")) as string);
    const { name: _, ...nameless } = patient;
    expect(errorsOf(nameless)).toHaveLength(1);
    expect(errorsOf({ ...nameless, meta: { versionId: "1" } })).toEqual([]);
  });
});

describe("a profile of a package that is depended on and not here", () => {
  const demanding = {
    resourceType: "StructureDefinition",
    url: "http://example.org/fhir/StructureDefinition/of-us-core",
    name: "OfUsCore",
    status: "draft",
    kind: "resource",
    abstract: false,
    type: "Condition",
    baseDefinition: "http://hl7.org/fhir/StructureDefinition/Condition",
    derivation: "constraint",
    differential: {
      element: ["subject", "encounter"].map((name) => ({
        id: `Condition.${name}`,
        path: `Condition.${name}`,
        type: [
          { code: "Reference", targetProfile: ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"] },
        ],
      })),
    },
  };
  const condition = {
    resourceType: "Condition",
    contained: [{ resourceType: "Patient", id: "p" }],
    subject: { reference: "#p" },
  };
  const conditions = {
    resourceType: "Bundle",
    type: "batch",
    entry: [{ resource: condition }, { resource: condition }],
  };

  const told = async (dependencies: Record<string, string>) => {
    const cache = newFolder();
    layPackage(cache, "a#1", dependencies, { "StructureDefinition-x.json": demanding });
    const { sources: packages } = await openPackages(["a#1"], { caches: [cache] });
    const resource = structuredClone(conditions);
    for (const { resource: one } of resource.entry) Object.assign(one, { meta: { profile: [demanding.url] } });
    return createValidator({ packages })
      .validate(resource)
      .filter(({ code }) => code.startsWith("validate/profile"))
      .map(({ severity, code, bundle }) => `${severity} ${code} ${bundle?.expression}`);
  };

  it("is told as not checked, once", async () => {
    expect(await told({ "hl7.fhir.us.core": "6.1.0" })).toEqual([
      "warning validate/profile-not-checked Bundle.entry[0].resource.subject",
    ]);
  });

  it("is an error where nothing says that it exists", async () => {
    expect(await told({})).toEqual(
      [0, 1].map((i) => `error validate/profile-target-unknown Bundle.entry[${i}].resource.subject`),
    );
  });
});
