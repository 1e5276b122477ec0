/** The check of facts itself, on a made-up case: what it accepts, and each way to be wrong. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../../map/mapped.js";
import { check, compile } from "./check.js";
import { type Fact, parseFacts, sentencesOf, type Trap } from "./fact.js";
import { numbersMissing } from "./numbers.js";
import { isStructure, resourcesOf } from "./resources.js";
import { suggest } from "./suggest.js";

const CASE = `${HEAD}source: {title: A made-up case}
patient: {sex: male, age: 40 years, cite: 1}
conditions:
  - {id: gout, name: gout, onset: 2024-03, severity: severe, cite: 2}
  - {name: septic arthritis, certainty: excluded, cite: 6}
timeline:
  - when: two weeks after onset of gout
    cite: 3
    findings: {present: [joint swelling], absent: [fever, rash]}
    vitals: {results: {blood pressure: 121/68 mmHg}}
    labs:
      results:
        uric acid: {result: "9.5 mg/dL (high)", cite: 4}
        joint fluid: {text: cloudy, cite: 4}
        white cells: normal
    medications:
      - {name: colchicine, dose: 0.5 mg twice daily, cite: 5-6}
      - {name: aspirin, status: not taken}
`;
const mapped = resourcesOf(CASE);

const words = "extension(%`ext-originalText`).value='two weeks after onset of gout'";
const gout = "Condition.where(code.text='gout' and onset=@2024-03)";
const urate = `Observation.where(code.text='uric acid' and value.value=9.5 and effective.${words})`;
const pressure =
  "Observation.where(component.where(code.text='first number').value.value=121 and component.where(code.text='second number').value.value=68)";

const fact = (more: Partial<Fact>): Fact => ({ id: "F1", statement: "", ...more });
const whysOf = (facts: Fact[], traps: Trap[] = []): string[] =>
  check({ facts, traps }, mapped).wrong.map(({ why }) => why);

describe("a fact that the Bundle says", () => {
  it.each<[string, Partial<Fact>]>([
    ["a diagnosis with its date", { negation: false, time: "in March 2024", cite: "2", where: gout }],
    ["what was not there", { negation: true, cite: "3", where: "Observation.where(code.text='fever')" }],
    [
      "several in one",
      { negation: true, where: ["Observation.where(code.text='fever')", "Observation.where(code.text='rash')"] },
    ],
    ["what was ruled out", { negation: true, cite: "5,6", where: "Condition.where(code.text='septic arthritis')" }],
    ["what was not taken", { negation: true, where: "MedicationStatement.where(medication.text='aspirin')" }],
    ["a number with its time", { value: "9,5mg/dl; elevated", time: "after two weeks", where: urate }],
    ["two numbers", { value: "121/68mmHg", where: pressure }],
    ["words", { value: "cloudy", where: "Observation.where(code.text='joint fluid' and value='cloudy')" }],
    ["a dose", { value: "0.5 mg", cite: "5", where: "MedicationStatement.where(dosage.text='0.5 mg twice daily')" }],
    ["who it is", { value: "male", where: "Patient.where(gender='male')" }],
  ])("%s", (_, more) => expect(whysOf([fact(more)])).toEqual([]));
});

describe("a fact that the Bundle does not say", () => {
  it.each<[string, Partial<Fact>, string]>([
    ["no expression", {}, "no `where`"],
    ["nothing selected", { where: "Condition.where(code.text='gouty arthritis')" }, "selects 0 resources"],
    ["several selected", { where: "Observation.where(value.text='absent')" }, "selects 2 resources"],
    ["no FHIRPath", { where: "Condition.where(code.text='gout'" }, "Condition.where(code.text='gout': "],
    ["no resource", { where: "Condition.where(code.text='gout').code" }, "must select resources"],
    ["told as absent, is present", { negation: true, where: gout }, "negation is true, but"],
    [
      "told as present, is absent",
      { negation: false, where: "Observation.where(code.text='fever')" },
      "says that it is not so",
    ],
    ["negation of what cannot be negated", { negation: true, where: "Patient" }, "nothing that it selects can say so"],
    [
      "negation in words that nobody looks at",
      { negation: true, where: "Observation.where(code.text='white cells')" },
      "selects any valueCodeableConcept",
    ],
    ["another number", { value: "9.6 mg/dL", where: urate }, "value has 9.6"],
    [
      "any number",
      { value: "9.5 mg/dL", where: "Observation.where(code.text='uric acid')" },
      "selects any valueQuantity",
    ],
    [
      "any second number",
      { value: "121/68", where: "Observation.where(component.where(value.value=121).exists())" },
      "selects any component[1]",
    ],
    ["any words", { value: "cloudy", where: "Observation.where(code.text='joint fluid')" }, "selects any valueString"],
    [
      "any dose",
      { value: "0.5 mg", where: "MedicationStatement.where(medication.text='colchicine')" },
      "selects any dosage",
    ],
    ["any date", { time: "March 2024", where: "Condition.where(code.text='gout')" }, "selects any time"],
    ["any phrase", { time: "later", where: "Observation.where(code.text='fever')" }, "selects any time"],
    ["no time", { time: "today", where: "Patient.where(gender='male')" }, "nothing that it selects tells one"],
    ["another sentence", { cite: "9", where: gout }, "it is told in 9, but what"],
  ])("%s", (_, more, why) => expect(whysOf([fact(more)]).join("\n")).toContain(why));

  it("selects what is there, and what it says of it is another matter", () => {
    expect(whysOf([fact({ where: gout })])).toEqual([]);
  });
});

it("a trap is sprung by what it selects", () => {
  const trap = (where: string): Trap => ({ id: "N1", statement: "", where });
  expect(whysOf([], [trap("Condition.where(code.text='sepsis')")])).toEqual([]);
  expect(whysOf([], [trap(gout)])).toEqual([expect.stringContaining("selects Condition/")]);
  expect(whysOf([], [trap("Condition.where(")])).toHaveLength(1);
});

it("everything clinical is a fact; the patient and what only gives order need not be", () => {
  const clinical = mapped.resources.filter((one) => !isStructure(one));
  expect(check({ facts: [], traps: [] }, mapped).unclaimed).toEqual(clinical);
  expect(clinical.map(({ resourceType }) => resourceType)).not.toContain("Patient");
  const [, ...others] = clinical.map((one, i) => fact({ id: `F${i}`, where: suggest(one, mapped) }));
  expect(check({ facts: others, traps: [] }, mapped).unclaimed).toEqual([clinical[0]]);
});

it("an expression is suggested for each resource, and selects only that", () => {
  for (const one of mapped.resources.filter((resource) => !isStructure(resource)))
    expect(mapped.resources.filter(compile(suggest(one, mapped)))).toEqual([one]);
});

it("reads lists of facts strictly", () => {
  expect(() => parseFacts('{"facts": [{"id": "F1", "whre": "x"}]}')).toThrow("F1 has the unknown key whre");
  expect(() => parseFacts('{"facts": [{"id": "F1"}], "traps": [{"id": "F1"}]}')).toThrow("F1 is there twice");
});

it("counts the sentences of a citation", () => {
  expect([...sentencesOf("2, c4-c6,9-10")]).toEqual(["2", "c4", "c5", "c6", "9", "10"]);
});

it.each([
  ["60x10 6 /L", [60], []],
  ["37 x 10 9 /L", [38], ["37"]],
  ["750 mg/m 2 /month", [750], []],
  ["400/mm 3", [400], []],
  ["0.1 ml/10 kg/12h", [0.1], []],
  ["120 mm/1 st hour", [120], []],
  ["1,3 mg/m 2", [1.3], []],
  ["450 000/mm 3", [450_000], []],
  ["5.000/l", [5000], []],
  ["-2.6", [-2.6], []],
  ["4cm x 3 cm", [4], ["3"]],
  ["severe", [], []],
])("the numbers of %s", (value, numbers, missing) => {
  expect(
    numbersMissing(
      value,
      numbers.map((number) => ({ path: [], value: number })),
    ),
  ).toEqual(missing);
});
