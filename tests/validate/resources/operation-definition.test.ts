import { describe, expect, it } from "vitest";
import { example } from "../examples.js";
import { told } from "./told.js";

interface Element {
  id: string;
  path: string;
  [key: string]: unknown;
}

const URL = "http://example.org/StructureDefinition/in";
const P = "Parameters.parameter";
const PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";

/** A profile of Parameters with one parameter, `subject`. */
function profile(parameter: object, value: object, resource: object): object {
  const base = example("StructureDefinition-Parameters") as { snapshot: { element: Element[] } };
  const of = (path: string) => base.snapshot.element.find((element) => element.path === path) as Element;
  const slice = (suffix: string, rest: object) => ({ ...of(P + suffix), id: `${P}:subject${suffix}`, ...rest });
  const element = [
    ...base.snapshot.element,
    slice("", { sliceName: "subject", min: 1, max: "1", ...parameter }),
    slice(".name", { fixedString: "subject" }),
    slice(".value[x]", value),
    slice(".resource", resource),
  ];
  return { ...base, url: URL, derivation: "constraint", snapshot: { element } };
}

const NONE = { max: "0" };
const REFERENCE = { type: [{ code: "Reference", targetProfile: [PATIENT] }] };

const operation = (parameter: object[], rest: object = {}) => ({
  resourceType: "OperationDefinition",
  name: "Op",
  status: "active",
  kind: "operation",
  code: "op",
  system: false,
  type: true,
  instance: false,
  inputProfile: URL,
  parameter,
  ...rest,
});
const subject = (rest: object = {}) => ({
  name: "subject",
  use: "in",
  min: 1,
  max: "1",
  type: "Reference",
  targetProfile: [PATIENT],
  ...rest,
});

const I = "OperationDefinition.inputProfile";

describe("an operation beside the profile of its input", () => {
  const given = profile({}, REFERENCE, NONE);

  it.each([
    ["says the same", [subject()], []],
    ["has a parameter as output", [subject(), subject({ use: "out", min: 0 })], []],
    [
      "has it more often",
      [subject({ min: 0, max: "*" })],
      [`error operation-parameter-differs ${I}`, `error operation-parameter-differs ${I}`],
    ],
    [
      "has another type",
      [subject({ type: "string", targetProfile: [PATIENT] })],
      [`error operation-type-not-in-profile ${I}`, `error operation-type-not-in-parameter ${I}`],
    ],
    ["has other targets", [subject({ targetProfile: undefined })], [`error operation-type-not-in-parameter ${I}`]],
    ["lacks it", [], [`warning operation-parameter-missing ${I}`]],
    ["has another one", [subject(), subject({ name: "other" })], [`warning operation-parameter-not-in-profile ${I}`]],
  ])("%s", (_, parameters, says) => {
    expect(told(operation(parameters), given)).toEqual(says);
  });

  it("takes a resource", () => {
    const resource = profile({}, NONE, { type: [{ code: "Patient" }] });
    expect(told(operation([subject({ type: "Patient", targetProfile: undefined })]), resource)).toEqual([]);
  });

  it("needs it, and of Parameters", () => {
    expect(told(operation([]))).toEqual([`error operation-profile-unknown ${I}`]);
    expect(told(operation([], { inputProfile: PATIENT }))).toEqual([`error operation-profile-type ${I}`]);
  });
});
