/** HL7's own examples of a guide, judged by the guide's packages; and what the guide forbids. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPackages, substituteOf } from "../../src/packages/index.js";
import { createValidator } from "../../src/validate/index.js";
import { extensions, ips, terminology } from "./installed.js";

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
