/** What the terminology says of the values that memberOf() is asked about. */
import { expect, it } from "vitest";
import { Definitions, sourceOf } from "../../src/definitions/definitions.js";
import { Terminology } from "../../src/terminology/index.js";
import { isMember } from "../../src/validate/answers.js";

const GENDER = "http://hl7.org/fhir/administrative-gender";
const beyond = {
  resourceType: "ValueSet",
  url: "http://example.org/beyond",
  compose: { include: [{ system: "http://example.org/not-here" }, { system: GENDER, concept: [{ code: "male" }] }] },
};
const terminology = new Terminology(new Definitions([sourceOf([beyond])]));

it.each([
  ["male", true],
  ["man", false],
  [{ system: GENDER, code: "male" }, true],
  [{ system: GENDER, code: "man" }, false],
  [{ system: "http://example.org", code: "male" }, false],
  [
    {
      coding: [
        { system: "http://example.org", code: "m" },
        { system: GENDER, code: "male" },
      ],
    },
    true,
  ],
  [{ coding: [{ system: "http://example.org", code: "m" }] }, false],
  [{ text: "male" }, false],
  [{ coding: [{ display: "male" }] }, false],
  [1, false],
])("%j in administrative-gender: %s", (value, expected) => {
  expect(isMember(terminology, "http://hl7.org/fhir/ValueSet/administrative-gender", value)).toBe(expected);
});

it("does not say no to what it does not know", () => {
  const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
  expect(isMember(terminology, beyond.url, coding(GENDER, "male"))).toBe(true);
  expect(isMember(terminology, beyond.url, coding("http://example.org/not-here", "x"))).toBeUndefined();
  expect(isMember(terminology, "http://example.org/nowhere", coding(GENDER, "male"))).toBeUndefined();
});
