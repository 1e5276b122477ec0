/** Both sides of what tells a slice: what is of it, and what only looks like it. */
import { describe, expect, it } from "vitest";
import { said } from "../whole.js";
import { BASE, profile, told } from "./profiles.js";

const patient = (more: object) => ({ resourceType: "Patient", ...more });
const by = (type: string, path: string) => ({ slicing: { discriminator: [{ type, path }], rules: "open" } });

describe("a slice told by something being there", () => {
  const named = (...names: object[]) =>
    told(
      [
        profile("p", "Patient", {
          "Patient.name": by("exists", "family"),
          "Patient.name:with": { max: "1" },
          "Patient.name:with.family": { min: 1 },
          "Patient.name:without": { max: "1" },
          "Patient.name:without.family": { max: "0" },
        }),
      ],
      patient({ name: names }),
    );

  it("has what must be there, or lacks what must not", () => {
    expect(named({ family: "x" }, { text: "x" })).toEqual([]);
    expect(named({ family: "x" }, { family: "y" })).toEqual(["profile-max at Patient"]);
    expect(named({ text: "x" }, { text: "y" })).toEqual(["profile-max at Patient"]);
  });

  it("is not told by what may be there or not", () => {
    const open = profile("p", "Patient", {
      "Patient.name": by("exists", "family"),
      "Patient.name:any": { max: "1" },
      "Patient.name:any.family": { max: "1" },
    });
    expect(told([open], patient({ name: [{ family: "x" }, { text: "x" }] }))).toEqual([]);
  });
});

describe("a slice told by a binding", () => {
  const GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";
  const coded = (strength: string, code: string) =>
    told(
      [
        profile("p", "Patient", {
          "Patient.communication": by("value", "language"),
          "Patient.communication:one": { min: 1 },
          "Patient.communication:one.language": { binding: { strength, valueSet: GENDER } },
        }),
      ],
      patient({
        communication: [{ language: { coding: [{ system: "http://hl7.org/fhir/administrative-gender", code }] } }],
      }),
    ).filter((one) => one.includes("slice"));

  it("is one of its codes, where it is required", () => {
    expect(coded("required", "male")).toEqual([]);
    expect(coded("required", "none")).toEqual(["profile-slice-missing at Patient"]);
  });
});

describe("a slice of extensions", () => {
  const KIND = "http://hospital.test/kind";
  const OTHER = "http://hospital.test/other";
  const kind = {
    ...profile("kind", "Extension", { "Extension.value[x]": { min: 1, type: [{ code: "string" }] } }),
    url: KIND,
  };
  const extended = (...urls: string[]) => patient({ extension: urls.map((url) => ({ url, valueString: "x" })) });

  it.each([
    [
      "the profile of its type",
      { "Patient.extension:kind": { min: 1, max: "1", type: [{ code: "Extension", profile: [KIND] }] } },
    ],
    [
      "a fixed url",
      { "Patient.extension:kind": { min: 1, max: "1" }, "Patient.extension:kind.url": { fixedUri: KIND } },
    ],
  ])("is told by %s", (_, slice) => {
    const sliced = profile("p", "Patient", { "Patient.extension": by("value", "url"), ...slice });
    expect(told([sliced, kind], extended(KIND))).toEqual([]);
    expect(told([sliced, kind], extended(KIND, OTHER))).toEqual([]);
    expect(told([sliced, kind], extended(OTHER))).toEqual(["profile-slice-missing at Patient"]);
    expect(told([sliced, kind], extended(KIND, KIND))).toEqual(["profile-max at Patient"]);
  });
});

describe("the profile of a reference's target", () => {
  const named = profile("named", "Patient", { "Patient.name": { min: 1 } });
  const asking = profile("p", "Observation", {
    "Observation.subject": { type: [{ code: "Reference", targetProfile: [`${BASE}named`] }] },
  });
  const observation = (reference: string, more: object = {}) => ({
    ...{ resourceType: "Observation", status: "final", code: { text: "x" }, subject: { reference } },
    ...more,
  });
  const right = { resourceType: "Patient", id: "a", name: [{ text: "x" }] };
  const wrong = { resourceType: "Patient", id: "a", gender: "male" };

  it("is met by what is contained", () => {
    expect(told([asking, named], observation("#a", { contained: [right] }))).toEqual([]);
    expect(told([asking, named], observation("#a", { contained: [wrong] }))).toHaveLength(1);
  });

  it("is met by an entry of the Bundle, and left open elsewhere", () => {
    const bundle = (target: object, reference: string) => ({
      resourceType: "Bundle",
      type: "collection",
      entry: [
        {
          fullUrl: "http://hospital.test/Observation/o",
          resource: { ...observation(reference), id: "o", meta: { profile: [`${BASE}p`] } },
        },
        { fullUrl: "http://hospital.test/Patient/a", resource: target },
      ],
    });
    const errors = (target: object, reference: string) =>
      said(bundle(target, reference), { definitions: [asking, named] }).filter((one) => one.startsWith("error"));
    expect(errors(right, "Patient/a")).toEqual([]);
    expect(errors(wrong, "Patient/a")).toHaveLength(1);
    expect(errors(wrong, "http://elsewhere.test/Patient/a")).toEqual([]);
  });
});
