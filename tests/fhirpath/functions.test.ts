/** Operators and functions beside fhirpath.js, and what only ours has or does otherwise. */
import { describe, expect, it } from "vitest";
import { compileFhirPath, type Environment, EvaluationError, Unanswered } from "../../src/fhirpath/index.js";
import { EXPRESSIONS } from "./expressions.js";
import { isThrow, ourValues, readExample, theirValues } from "./judges.js";

for (const [name, expressions] of Object.entries(EXPRESSIONS))
  describe(`on ${name}`, () => {
    const resource = readExample(name);
    it.each(expressions)("%s", (expression) => {
      const [our, their] = [ourValues(expression, resource), theirValues(expression, resource)];
      if (isThrow(their)) expect(our).toMatch(/^throws /);
      else expect(our).toEqual(their);
    });
  });

const patient = readExample("Patient-example.json");
const values = (
  expression: string,
  environment: Partial<Environment> = {},
  value: object = patient,
  base = "Patient",
) => compileFhirPath(expression, base)?.values(value, { resource: value, rootResource: value, ...environment });

describe("unlike fhirpath.js", () => {
  it.each([
    ["every item is looked for among the others", "name.given.subsetOf('Peter' | 'James' | 'Jim')", [true]],
    ["decimals are added as decimals", "0.1 + 0.2", [0.3]],
    ["equivalent collections may be in another order", "(1 | 2) ~ (2 | 1)", [true]],
    ["as() keeps what is of the type of any number of items", "name.as(HumanName).given.count()", [5]],
    ["the code systems of FHIR are known by name", "%sct | %loinc", ["http://snomed.info/sct", "http://loinc.org"]],
    [
      "value sets are known by name",
      "%`vs-administrative-gender`",
      ["http://hl7.org/fhir/ValueSet/administrative-gender"],
    ],
    [
      "extensions are known by name",
      "birthDate.extension(%`ext-patient-birthTime`).value",
      ["1974-12-25T14:35:45-05:00"],
    ],
    ["what the left side decides is decided", "true or (1 | 2)", [true]],
  ])("%s", (_, expression, expected) => {
    expect(values(expression)).toEqual(expected);
  });
});

describe("what the environment answers", () => {
  it("is what a reference points to", () => {
    const organization = { resourceType: "Organization", id: "1", name: "x" };
    const resolve = (reference: string) => (reference === "Organization/1" ? organization : undefined);
    expect(values("managingOrganization.resolve().name", { resolve })).toEqual(["x"]);
    expect(values("managingOrganization.resolve().ofType(Organization).exists()", { resolve })).toEqual([true]);
    expect(values("managingOrganization.resolve() is Patient", { resolve })).toEqual([false]);
    expect(values("'Organization/2'.resolve()", { resolve })).toEqual([]);
    const cared = {
      resourceType: "Patient",
      generalPractitioner: [{ reference: "x" }, { reference: "Organization/1" }],
    };
    expect(values("generalPractitioner.resolve().name", { resolve }, cared)).toEqual(["x"]);
  });

  it("is whether a code is in a value set, with the code as it stands and its type", () => {
    const asked: unknown[] = [];
    const memberOf = (...question: unknown[]) => asked.push(question) > 0;
    expect(values("gender.memberOf(%`vs-administrative-gender`)", { memberOf })).toEqual([true]);
    expect(asked).toEqual([["http://hl7.org/fhir/ValueSet/administrative-gender", "male", "code"]]);
  });

  it("is whether an element conforms to a profile", () => {
    const conformsTo = (profile: string, _: unknown, type: string) => profile.endsWith(type);
    expect(values("conformsTo('http://example.org/Patient')", { conformsTo })).toEqual([true]);
    expect(values("name.first().conformsTo('http://example.org/Patient')", { conformsTo })).toEqual([false]);
  });

  it.each([
    ["gender.memberOf('x')", { memberOf: () => undefined }],
    ["gender.memberOf('x')", {}],
    ["conformsTo('x')", {}],
    ["managingOrganization.resolve()", {}],
    ["text.`div`.htmlChecks()", {}],
  ])("is missed: %s", (expression, environment) => {
    expect(() => values(expression, environment)).toThrow(EvaluationError);
  });

  it("is the extension whose place is judged", () => {
    expect(values("%extension.value = 1", { extension: { url: "http://example.org", valueInteger: 1 } })).toEqual([
      true,
    ]);
  });
});

describe("resources in resources", () => {
  const bundle = {
    resourceType: "Bundle",
    type: "collection",
    entry: [
      { resource: { resourceType: "Observation", valueString: "a", _valueString: { id: "b" } } },
      { resource: { resourceType: "Patient", name: [{ family: "a" }] } },
      {},
    ],
  };
  it.each([
    ["entry.resource.value", ["a"]],
    ["entry.resource.value.id", ["b"]],
    ["entry.resource.name.family", ["a"]],
    ["entry.resource.ofType(Patient).count()", [1]],
    ["entry.resource.where($this is Observation).value is string", [true]],
    ["entry.where(resource is Patient).count()", [1]],
    ["(entry.resource.value | entry.resource.name.family).count()", [2]],
    ["entry.resource.id", []],
    ["entry.select($index)", [0, 1, 2]],
    ["entry.where(resource.exists()).select($index + 1)", [1, 2]],
  ])("%s", (expression, expected) => {
    expect(values(expression, {}, bundle, "Bundle")).toEqual(expected);
  });
});

describe("names that lead nowhere", () => {
  const unknown = (expression: string, base?: string) =>
    compileFhirPath(expression, base)?.unknownNames.map(({ name, at }) => `${name} at ${at}`);
  it.each([
    ["name.first", "Patient", ["first at 5"]],
    ["valueQuantity", "Observation", ["valueQuantity at 0"]],
    ["value.ofType(Quantity).unit", "Observation", []],
    ["value.ofType(Quantity).coding", "Observation", ["coding at 23"]],
    ["Patient.name | Person.name", "Patient", ["Person at 15"]],
    ["Resource.id | DomainResource.text", "Patient", []],
    ["contact.where(name.given.exists() and nme.exists())", "Patient", ["nme at 38"]],
    ["repeat(item | answerOption).linkId", "Questionnaire", []],
    ["repeat(item | answerOptions).linkId", "Questionnaire", ["answerOptions at 14"]],
    ["entry.resource.whatever", "Bundle", []],
    ["birthDate.extension.url", "Patient", []],
    ["anything", undefined, []],
  ])("%s about %s", (expression, base, expected) => {
    expect(unknown(expression, base)).toEqual(expected);
  });
});

describe("what would never end", () => {
  it.each([
    "'a'.repeat($this & 'x')",
    "'a'.repeat($this & $this)",
    "name.repeat(given).repeat(%resource.name.given & $this)",
    "descendants().where(%resource.descendants().where(%resource.descendants().where(%resource.descendants().where(false).exists()).exists()).exists())",
  ])("%s has no answer", (expression) => {
    expect(() => values(expression)).toThrow(EvaluationError);
  });
});

it("leaves to others what FHIRPath does not have", () => {
  for (const expression of ["name.where(hasExtension('x'))", "name.given.startsWith()", "%unknown", "1 is Nothing"])
    expect(compileFhirPath(expression, "Patient")).toBeUndefined();
});

describe("start <= end", () => {
  const period = (start: string, end: string) =>
    compileFhirPath("start.hasValue().not() or end.hasValue().not() or (start <= end)", "Period")?.boolean(
      { start, end },
      { resource: patient, rootResource: patient },
    );
  it.each([
    ["2016", "2016", true],
    ["2016", "2017-02", true],
    ["2016-01", "2016-02-01", true],
    ["2016", "2016-02", undefined],
    ["2016-02", "2016", undefined],
    ["2017", "2016-12-31", false],
    ["2016-02-02T10:00:00Z", "2016-02-02T11:30:00+02:00", false],
    ["2016-02-02T10:00:00Z", "2016-02-02T12:00:00+02:00", true],
    ["2016-02-02T23:59:60Z", "2016-02-03T00:00:00Z", true],
    ["2016-02-02T10:00:00.5Z", "2016-02-02T10:00:00.49Z", false],
    ["2016-12-31T20:00:00-05:00", "2017-01-01T00:59:59Z", false],
  ])("%s, %s: %s", (start, end, expected) => {
    expect(period(start, end)).toBe(expected);
  });

  it("cannot be told of what is no date", () => {
    expect(() => period("last week", "2016")).toThrow(EvaluationError);
  });
});

describe("units and the time", () => {
  it.each([
    ["1 'g' = 1000 'mg'", [true]],
    ["1 'g' > 1001 'mg'", [false]],
    ["1 'g' < 1 'm'", []],
    ["7 'mg/dL' = 0.07 'g/L'", [true]],
    ["0.3 'mL' = 300 'uL'", [true]],
    ["60 'min' <= 1 'h'", [true]],
    ["60 seconds = 1 'min'", [true]],
    ["5 'no unit' = 5 'g'", []],
    ["1 year > 11 months", [true]],
    ["1 week = 7 days", [true]],
    ["1 year = 365 days", []],
    ["2 seconds = 2000 milliseconds", [true]],
  ])("%s", (expression, expected) => {
    expect(values(expression)).toEqual(expected);
  });

  it("cannot be compared where a factor is not enough", () => {
    expect(() => values("37 'Cel' < 300 'K'")).toThrow(EvaluationError);
    expect(values("37 'Cel' < 38 'Cel'")).toEqual([true]);
  });

  it("are asked for", () => {
    expect(() => values("today()")).toThrow(Unanswered);
    const now = () => "2026-02-03T04:05:06.789+01:00";
    expect(values("now() | today() | timeOfDay()", { now })).toEqual([now(), "2026-02-03", "04:05:06"]);
    expect(values("birthDate < today() - 51 years", { now })).toEqual([true]);
  });

  it.each([
    ["@2012-01-31 + 1 month", "2012-02-29"],
    ["@2013-01-31 + 1 month", "2013-02-28"],
    ["@2012-02-29 + 1 year", "2013-02-28"],
    ["@2012-02-29 - 1 day", "2012-02-28"],
    ["@2012 + 13 months", "2013"],
    ["@2012-11 + 2 months", "2013-01"],
    ["@2012 - 1 year", "2011"],
    ["@0099-12-31 + 1 day", "0100-01-01"],
    ["@2012-01-01T23:30:00+02:00 + 1 hour", "2012-01-02T00:30:00+02:00"],
    ["@2012-01-01T10:00:00Z + 1.5 seconds", "2012-01-01T10:00:01.500Z"],
    ["@2012-01-01T10:00:00.250Z + 750 'ms'", "2012-01-01T10:00:01.000Z"],
    ["@2012-01-01T10:59 + 1 minute", "2012-01-01T11:00"],
    ["@T23:30 + 45 minutes", "00:15"],
    ["@2012-01-01 + 36 hours", "2012-01-02"],
  ])("%s", (expression, expected) => {
    expect(values(expression)).toEqual([expected]);
  });

  it("has no unit that is no calendar's", () => {
    expect(() => values("@2012 + 1 'a'")).toThrow(EvaluationError);
    expect(() => values("@2012 + 1 'kg'")).toThrow(EvaluationError);
  });
});
