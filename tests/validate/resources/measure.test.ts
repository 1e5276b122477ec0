import { describe, expect, it } from "vitest";
import { told } from "./told.js";

type Json = Record<string, unknown>;

const URL = "http://example.org/Measure/m";
const LIBRARY = "http://example.org/Library/l";
const S = "http://example.org/codes";
const POPULATIONS = "http://terminology.hl7.org/CodeSystem/measure-population";

const code = (one: string, system = S) => ({ code: { coding: [{ system, code: one }] } });
const cql = (expression: string) => ({ criteria: { language: "text/cql", expression } });

const measure = (scoring: string, ...group: Json[]): Json => ({
  resourceType: "Measure",
  url: URL,
  status: "active",
  scoring: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/measure-scoring", code: scoring }] },
  group,
});

const library = (elm: string) => ({
  resourceType: "Library",
  url: LIBRARY,
  name: "Flu",
  content: [{ contentType: "application/elm+xml", data: Buffer.from(elm).toString("base64") }],
});

const ELM = library(
  '<library xmlns="urn:hl7-org:elm:r1"><statements><def locator="1" name="Initial Population"/></statements></library>',
);

describe("a measure", () => {
  const withCriteria = (expression: string, rest: Json = {}) => ({
    ...measure("cohort", { population: [cql(expression)] }),
    library: [LIBRARY],
    ...rest,
  });

  it.each([
    ["with an expression of its library", withCriteria("Initial Population"), []],
    ["with an expression of its library by name", withCriteria('Flu."Initial Population"'), []],
    ["with CQL of its own", withCriteria("Count([Device: Ventilators])"), []],
    [
      "with an expression that its library has not",
      withCriteria("Denominator"),
      ["error measure-expression-unknown Measure.group[0].population[0].criteria"],
    ],
    ["without groups", measure("cohort"), ["warning measure-without-groups Measure"]],
    ["without populations", measure("cohort", {}), ["warning measure-without-populations Measure.group[0]"]],
    [
      "with two groups that nobody can tell apart",
      measure("cohort", { population: [code("a")] }, { ...code("g"), population: [code("a")] }),
      ["warning measure-part-without-code Measure.group[0]"],
    ],
    [
      "with two populations that nobody can tell apart",
      measure("cohort", { population: [code("a"), {}] }),
      ["warning measure-part-without-code Measure.group[0].population[1]"],
    ],
  ])("%s", (_, given, says) => {
    expect(told(given, ELM)).toEqual(says);
  });

  it("names libraries that are not at hand, or say nothing", () => {
    expect(told(withCriteria("Denominator"))).toEqual(["information library-not-found Measure.library[0]"]);
    expect(told(withCriteria("Denominator"), library("<library/>"))).toEqual([]);
  });
});

describe("a report", () => {
  const report = (group: Json[], rest: Json = {}): Json => ({
    resourceType: "MeasureReport",
    status: "complete",
    type: "summary",
    measure: URL,
    period: { start: "2020" },
    group,
    ...rest,
  });
  const populations = [code("in"), code("out"), code("measure-observation", POPULATIONS)];
  const one = measure("proportion", { population: populations });
  const counted = [
    { ...code("in"), count: 1 },
    { ...code("out"), count: 1 },
  ];
  const group = (rest: Json = {}) => ({ population: counted, measureScore: { value: 0.5 }, ...rest });
  const G = "MeasureReport.group[0]";

  it.each([
    ["has what the measure has", [group()], []],
    [
      "has a population more",
      [group({ population: [...counted, { ...code("x"), count: 1 }] })],
      [`error measure-part-unknown ${G}.population[2]`],
    ],
    ["has a population less", [group({ population: counted.slice(0, 1) })], [`error report-part-missing ${G}`]],
    [
      "has a population twice",
      [group({ population: [...counted, ...counted.slice(0, 1)] })],
      [`error report-part-twice ${G}.population[2]`],
    ],
    [
      "does not say which population",
      [group({ population: [...counted, { count: 1 }] })],
      [`error report-part-without-code ${G}.population[2]`],
    ],
    [
      "does not count",
      [group({ population: [code("in"), counted[1]] })],
      [`warning report-without-count ${G}.population[0]`],
    ],
    ["has no score", [group({ measureScore: undefined })], [`error score-missing ${G}`]],
    [
      "has a score without a value",
      [group({ measureScore: { comparator: "<" } })],
      [`error score-without-value ${G}.measureScore`],
    ],
    [
      "has a score above 1",
      [group({ measureScore: { value: 1.1 } })],
      [`error score-out-of-range ${G}.measureScore.value`],
    ],
    [
      "has a score with a unit",
      [group({ measureScore: { value: 1, unit: "kg" } })],
      [`error score-unit ${G}.measureScore.unit`],
    ],
  ])("%s", (_, groups, says) => {
    expect(told(report(groups), one)).toEqual(says);
  });

  it("collects data without scores", () => {
    const given = report([group()], { type: "data-collection" });
    expect(told(given, one)).toEqual([`error score-forbidden ${G}.measureScore`]);
  });

  it("has a ratio with a unit", () => {
    const ratio = measure("ratio", { population: populations });
    expect(told(report([group()]), ratio)).toEqual([`warning score-without-unit ${G}.measureScore`]);
  });

  it("tells several groups by their codes", () => {
    const two = measure("other", { ...code("a"), population: [] }, { ...code("b"), population: [] });
    expect(told(report([code("b"), code("a")]), two)).toEqual([]);
    expect(told(report([code("a"), code("c")]), two)).toEqual([
      "error measure-part-unknown MeasureReport.group[1]",
      "error report-part-missing MeasureReport",
    ]);
    expect(told(report([code("a")], { type: "data-collection" }), two)).toEqual([]);
  });

  it("has the measure's stratifiers", () => {
    const strata = measure("other", { population: [], stratifier: [code("age")] });
    expect(told(report([{ stratifier: [{ code: [code("age").code] }] }]), strata)).toEqual([]);
    expect(told(report([{ stratifier: [{ code: [code("sex").code] }] }]), strata)).toEqual([
      `error measure-part-unknown ${G}.stratifier[0]`,
      `error report-part-missing ${G}`,
    ]);
  });

  it("counts the subjects that it lists", () => {
    const list = {
      resourceType: "List",
      id: "subjects",
      status: "current",
      mode: "snapshot",
      entry: [{ item: { reference: "Patient/1" } }],
    };
    const listed = (count: number) => [{ ...code("in"), count, subjectResults: { reference: "#subjects" } }];
    const given = (count: number, type: string) => report([{ population: listed(count) }], { type, contained: [list] });
    const other = measure("other", { population: [code("in")] });
    expect(told(given(1, "subject-list"), other)).toEqual([]);
    expect(told(given(2, "subject-list"), other)).toEqual([`error report-count ${G}.population[0].count`]);
    expect(told(given(1, "summary"), other)).toEqual([`error report-subjects ${G}.population[0].subjectResults`]);
  });

  it("names a measure that is at hand, contained or not", () => {
    expect(told(report([group()]))).toEqual(["warning measure-not-found MeasureReport"]);
    const given = report([group({ measureScore: undefined })], { measure: "#m", contained: [{ ...one, id: "m" }] });
    expect(told(given)).toEqual([`error score-missing ${G}`]);
  });
});
