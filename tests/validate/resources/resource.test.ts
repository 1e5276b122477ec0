import { describe, expect, it } from "vitest";
import { createValidator } from "../../../src/validate/index.js";
import { example, set } from "../examples.js";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const div = (attributes: string) => `<div xmlns="http://www.w3.org/1999/xhtml"${attributes}>Text</div>`;

describe("every resource", () => {
  const label = (code: string) => ({ system: "http://example.org/labels", code });
  const labelled = (...security: Json[]) => ({ ...example("Patient-example"), meta: { security } });

  it("has a security label once", () => {
    expect(told(labelled(label("A"), label("B")))).toEqual([]);
    expect(told(labelled(label("A"), label("B"), label("A")))).toEqual(["error label-twice Patient.meta.security[2]"]);
  });

  it.each([
    [' lang="de" xml:lang="de"', 0],
    [" lang='de' xml:lang='de'", 0],
    [' lang="de"', 1],
    [' lang="en" xml:lang="en"', 2],
    ["", 2],
  ])("says its language in the narrative: %s", (attributes, count) => {
    const patient = {
      ...example("Patient-example"),
      language: "de",
      text: { status: "generated", div: div(attributes) },
    };
    expect(told(patient)).toEqual(Array(count).fill("warning narrative-language Patient.text.div"));
  });
});

describe("an observation", () => {
  const observation = (without: string): object => {
    const given = example("Observation-example-haplotype1");
    set(given, "performer", [{ display: "somebody" }]);
    set(given, "effectiveDateTime", "2020");
    if (without) set(given, without, undefined);
    return given;
  };

  const severities = (without: string, bestPractice: "ignore" | "warning" | "error") =>
    createValidator({ bestPractice })
      .validate(observation(without))
      .filter(({ code }) => code === "validate/observation-incomplete")
      .map(({ severity }) => severity);

  it.each([
    ["", []],
    ["subject", ["warning"]],
    ["performer", ["warning"]],
    ["effectiveDateTime", ["warning"]],
  ])("should not lack %s", (element, says) => {
    expect(severities(element, "warning")).toEqual(says);
  });

  it("is judged by the best practice as strictly as asked for", () => {
    expect(severities("subject", "ignore")).toEqual([]);
    expect(severities("subject", "error")).toEqual(["error"]);
  });
});

describe("an implementation guide", () => {
  const guide = (dependency: Json) => ({
    ...example("ImplementationGuide-example"),
    dependsOn: [{ uri: "http://hl7.org/fhir/uv/ips/ImplementationGuide/hl7.fhir.uv.ips", ...dependency }],
  });
  const D = "ImplementationGuide.dependsOn[0]";

  it.each([
    [{ packageId: "hl7.fhir.uv.ips", version: "1.1.0" }, []],
    [{ uri: "http://hl7.org/fhir/uv/ips" }, [`error guide-url ${D}.uri`]],
    [{ uri: "http://hl7.org/fhir/ImplementationGuide/a|1.0", version: "1.1" }, [`error guide-version ${D}.uri`]],
    [{ uri: "http://hl7.org/fhir/ImplementationGuide/a|1.0" }, [`error guide-version ${D}.uri`]],
    [{ packageId: "ips" }, [`error guide-package ${D}.packageId`]],
    [{ version: "1.1 beta" }, [`error guide-package-version ${D}.version`]],
  ])("depends on %j", (dependency, says) => {
    expect(told(guide(dependency))).toEqual(says);
  });
});
