/** The compiled definitions against HL7's own files: nothing lost, nothing invented. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Definitions } from "../../src/definitions/definitions.js";
import { RESOURCE_TYPES, typeDefinition } from "../../src/definitions/r4.js";
import { Terminology } from "../../src/terminology/index.js";

interface HL7Element {
  path: string;
  min: number;
  max: string;
  contentReference?: string;
  type?: { code: string }[];
  binding?: { strength: string; valueSet?: string };
  constraint?: { key: string; expression?: string }[];
}
interface HL7Structure {
  id: string;
  kind: string;
  derivation?: string;
  abstract: boolean;
  snapshot: { element: HL7Element[] };
}

const folder = fileURLToPath(new URL("../../node_modules/hl7.fhir.r4.examples/", import.meta.url));
const structures: HL7Structure[] = readdirSync(folder)
  .filter((file) => file.startsWith("StructureDefinition-"))
  .map((file) => JSON.parse(readFileSync(folder + file, "utf8")));
const types = structures.filter(({ kind, derivation }) => derivation !== "constraint" && kind !== "logical");

const terminology = new Terminology(new Definitions());
const LICENSED_OR_OPEN = new Set(["http://loinc.org/vs/LL379-9", "http://hl7.org/fhir/ValueSet/ucum-units"]);
const BY_FORM = new Set(["http://hl7.org/fhir/ValueSet/mimetypes"]);

describe("compiled R4 definitions", () => {
  it("are small", () => {
    const size = (name: string) =>
      statSync(new URL(`../../src/definitions/generated/${name}.js`, import.meta.url)).size;
    expect(size("types") + size("profiles") + size("r4")).toBeLessThan(4_000_000);
  });

  it("have every type", () => {
    expect(types.filter(({ id }) => !typeDefinition(id))).toEqual([]);
    const concrete = types.filter(({ kind, abstract }) => kind === "resource" && !abstract).map(({ id }) => id);
    expect([...RESOURCE_TYPES].sort()).toEqual(concrete.sort());
    expect(RESOURCE_TYPES).toHaveLength(146);
  });

  it("have every element with HL7's cardinality, as the JSON names it", () => {
    const wrong: string[] = [];
    for (const { kind, snapshot } of types) {
      if (kind === "primitive-type") continue;
      for (const { path, min, max, type, contentReference } of snapshot.element.slice(1)) {
        const parent = typeDefinition(path.slice(0, path.lastIndexOf(".")));
        const name = path.slice(path.lastIndexOf(".") + 1);
        const found = [...(parent?.properties.values() ?? [])].filter(({ element }) => element === name);
        const expectedCount = contentReference ? 1 : (type?.length ?? 0);
        const limit = max === "*" ? Number.POSITIVE_INFINITY : Number(max);
        if (found.length !== expectedCount || found.some((one) => one.min !== min || one.max !== limit))
          wrong.push(path);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("have a list or a form for every required binding that may be passed on", () => {
    const wrong: string[] = [];
    for (const { snapshot } of types)
      for (const { path, binding } of snapshot.element) {
        const url = binding?.strength === "required" ? binding.valueSet?.split("|")[0] : undefined;
        if (url && !BY_FORM.has(url) && !LICENSED_OR_OPEN.has(url) && !terminology.requiredCodes(url))
          wrong.push(`${path} ${url}`);
      }
    expect(wrong).toEqual([]);
  });

  it("have every constraint with an expression", () => {
    const keys = (name: string) => new Set(typeDefinition(name)?.constraints.map(({ key }) => key));
    const missing = types
      .filter(({ kind }) => kind !== "primitive-type")
      .flatMap(({ id, snapshot }) =>
        (snapshot.element[0]?.constraint ?? []).filter(({ key, expression }) => expression && !keys(id).has(key)),
      );
    expect(missing).toEqual([]);
    expect(keys("Patient.contact")).toContain("pat-1");
    expect(typeDefinition("Organization")?.properties.get("telecom")?.definition.constraints).toHaveLength(1);
  });

  it("know the units that the vital signs bind", () => {
    const codes = terminology.requiredCodes("http://hl7.org/fhir/ValueSet/ucum-bodylength|4.0.1");
    expect([...(codes ?? [])]).toEqual(["cm", "[in_i]"]);
  });

  it("know inherited objects of JavaScript as no types", () => {
    expect(typeDefinition("constructor")).toBeUndefined();
    expect(typeDefinition("__proto__")).toBeUndefined();
  });
});
