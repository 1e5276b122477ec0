/** Which profiles a resource is judged by. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../../src/validate/index.js";
import { BASE, profile } from "./profiles.js";

const named = profile("named", "Patient", { "Patient.name": { min: 1 } });
const kind = profile("kind", "Extension", {
  "Extension.url": { fixedUri: `${BASE}kind` },
  "Extension.value[x]": { min: 1, type: [{ code: "code" }] },
});
const validator = createValidator({ definitions: [named, kind] });
const told = (resource: object, profiles: string[] = []) =>
  validator
    .validate(
      { text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' }, ...resource },
      { profiles },
    )
    .map(({ severity, code, bundle }) => `${severity} ${code.replace("validate/", "")} at ${bundle?.expression}`);

const patient = (more: object) => ({ resourceType: "Patient", ...more });
const claiming = (...profiles: string[]) => patient({ meta: { profile: profiles } });

describe("a resource is judged", () => {
  it("by the profiles that it claims, each once", () => {
    expect(told(claiming(`${BASE}named`, `${BASE}named`), [`${BASE}named`])).toEqual(["error profile-min at Patient"]);
  });

  it("by those that are asked for", () => {
    expect(told(patient({}), [`${BASE}named`])).toEqual(["error profile-min at Patient"]);
    expect(told(patient({ name: [{ text: "x" }] }), [`${BASE}named`])).toEqual([]);
  });

  it("not by what nobody knows, which is said", () => {
    expect(told(claiming(`${BASE}none`))).toEqual(["warning profile-not-found at Patient.meta.profile[0]"]);
    expect(told(patient({}), [`${BASE}none`])).toEqual(["error profile-not-found at Patient"]);
    expect(told(claiming(`${BASE}named|9`))).toEqual(["warning profile-not-found at Patient.meta.profile[0]"]);
  });

  it("by a profile that it contains, where that is right itself", () => {
    const text = { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };
    const { fhirVersion, ...contained } = { ...named, id: "p", experimental: true } as Record<string, unknown>;
    const claims = (definition: object, more: object = {}) =>
      told({ ...claiming("#p"), text, contained: [definition], ...more }).filter((one) => !one.includes(" invariant "));
    expect(claims(contained)).toEqual(["error profile-min at Patient"]);
    expect(claims(contained, { name: [{ text: "x" }] })).toEqual([]);
    expect(claims({ ...contained, status: "none" }).at(-1)).toBe(
      "warning profile-not-found at Patient.meta.profile[0]",
    );
    expect(claims({ resourceType: "Basic", id: "p", code: { text: "x" } })).toContain(
      "warning profile-not-found at Patient.meta.profile[0]",
    );
    expect(claims({ ...contained, id: "q" })).toContain("error canonical-not-contained at Patient.meta.profile[0]");
  });

  it("by those that a guide wants every resource of the type to meet", () => {
    const guide = {
      resourceType: "ImplementationGuide",
      url: "http://example.org/guide",
      global: [{ type: "Patient", profile: `${BASE}named` }],
    };
    const global = createValidator({ definitions: [named, guide] });
    const errors = (resource: object) => global.validate(resource).filter(({ severity }) => severity === "error");
    expect(errors(patient({})).map(({ code }) => code)).toEqual(["validate/profile-min"]);
    expect(errors({ resourceType: "Organization", name: "x" })).toEqual([]);
  });

  it("never by a profile of another type", () => {
    expect(told({ resourceType: "Organization", name: "x" }, [`${BASE}named`])).toEqual([
      "error profile-wrong-type at Organization",
    ]);
  });

  it("in a Bundle, too", () => {
    const bundle = {
      resourceType: "Bundle",
      type: "collection",
      entry: [{ fullUrl: "http://example.org/1", resource: claiming(`${BASE}named`) }],
    };
    const findings = validator.validate(bundle).filter(({ severity }) => severity === "error");
    expect(findings.map(({ code, bundle: at }) => `${code} ${at?.expression}`)).toEqual([
      "validate/profile-min Bundle.entry[0].resource",
    ]);
  });

  it("and its extensions by their definitions", () => {
    const extended = (more: object) => patient({ extension: [{ url: `${BASE}kind`, ...more }] });
    expect(told(extended({ valueCode: "a" }))).toEqual([]);
    expect(told(extended({ valueString: "a" }))).toEqual([
      "error profile-type at Patient.extension[0].value.ofType(string)",
    ]);
  });
});
