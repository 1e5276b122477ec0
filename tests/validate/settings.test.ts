/** How strict a validator is, where HL7 leaves it open. */
import { describe, expect, it } from "vitest";
import { createValidator, type ValidatorOptions } from "../../src/validate/index.js";

const errors = (resource: object, settings: ValidatorOptions = {}) =>
  createValidator(settings)
    .validate(resource)
    .filter(({ severity }) => severity === "error")
    .map(({ bundle }) => bundle?.expression);

const condition = {
  resourceType: "Condition",
  subject: { reference: "Patient/1" },
  contained: [{ resourceType: "Practitioner", id: "not an id", name: "x" }],
};
const patient = { resourceType: "Patient", id: "a", name: [{ text: "<b>Peter</b>" }] };
const document = {
  resourceType: "DocumentReference",
  status: "current",
  content: [{ attachment: { url: "http://repository.example.org/x" } }],
};

describe("settings", () => {
  it("leave out what is contained, and whether it is used", () => {
    expect(errors(condition)).toContain("Condition.contained[0].id");
    expect(errors(condition)).toContain("Condition.contained[0].name");
    expect(errors(condition, { contained: "ignore" })).toEqual([]);
  });

  it("call text that looks like HTML an error", () => {
    expect(errors(patient)).toEqual([]);
    expect(errors(patient, { securityChecks: true })).toEqual(["Patient.name[0].text"]);
  });

  it("do not allow URLs of example.org", () => {
    expect(errors(document)).toEqual([]);
    expect(errors(document, { exampleUrls: false })).toEqual(["DocumentReference.content[0].attachment.url"]);
  });

  it("want what is referred to here", () => {
    const subject = "Condition.subject";
    expect(errors(condition, { contained: "ignore" })).not.toContain(subject);
    expect(errors(condition, { unresolvedReferences: "error" })).toContain(subject);
  });
});
