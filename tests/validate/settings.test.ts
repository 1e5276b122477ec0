/** How strict a validator is, where HL7 leaves it open. */
import { describe, expect, it } from "vitest";
import { createValidator, type ValidatorOptions } from "../../src/validate/index.js";
import { said, whole } from "./whole.js";

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

describe("an extension that nobody defines", () => {
  const about = (url: string, name = "extension") => ({ resourceType: "Patient", [name]: [{ url, valueString: "x" }] });
  const told = (resource: object, extensions?: ValidatorOptions["extensions"]) =>
    said(resource, extensions ? { extensions } : {});
  const unknown = (severity: string, name = "extension") => [`${severity} extension-unknown Patient.${name}[0]`];
  const ELSEWHERE = "http://hospital.test/x";

  it("is an error where it must be known", () => {
    expect(told(about(ELSEWHERE))).toEqual(unknown("information"));
    expect(told(about(ELSEWHERE), [])).toEqual(unknown("error"));
    expect(told(about(ELSEWHERE), ["http://hospital.test/"])).toEqual(unknown("information"));
    expect(told(about(ELSEWHERE), ["http://clinic.test/"])).toEqual(unknown("error"));
  });

  it("is an error as a modifier, but under addresses where nobody expects a definition", () => {
    const modifier = (url: string) => told(about(url, "modifierExtension"));
    expect(modifier(ELSEWHERE)).toEqual(unknown("error", "modifierExtension"));
    expect(modifier("http://example.org/x")).toEqual(unknown("information", "modifierExtension"));
    expect(modifier("http://hl7.org/fhir/tools/x")).toEqual(unknown("information", "modifierExtension"));
    expect(modifier("http://hospital.test/?http://hl7.org/fhir/tools/x")).toEqual(
      unknown("error", "modifierExtension"),
    );
  });

  it("is no profile of something else", () => {
    expect(told(about("http://hl7.org/fhir/StructureDefinition/bodyweight"))).toEqual(unknown("error"));
  });
});

describe("what stands where something else belongs", () => {
  it.each([
    [null, "null"],
    [[], "an array"],
    [{ a: 1 }, "an object"],
    [1, "the number 1"],
    ["x", 'the string "x"'],
  ])("is named: %j", (value, name) => {
    const within = { resourceType: "Patient", contact: [{ name: [value] }], maritalStatus: value, active: value };
    const messages = whole(createValidator().validate(within)).map(({ message }) => message);
    expect(
      messages.some((message) => message.includes(name)),
      messages.join("; "),
    ).toBe(true);
  });

  it("is shown as far as it fits", () => {
    const shown = (gender: string) => createValidator().validate({ resourceType: "Patient", gender })[0];
    expect(shown("x".repeat(58))?.message).toContain("x".repeat(58));
    expect(shown("x".repeat(59))?.message).not.toContain("x".repeat(59));
    expect(shown("mail")?.hint).toContain("male");
  });
});
