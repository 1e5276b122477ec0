import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const CODES = `codes:
  body temperature: LNC#8310-5 "Body temperature"
  heart rate: LNC#8867-4 "Heart rate"
  blood pressure: LNC#85354-9 "Blood pressure panel with all children optional"
  ear temperature: LNC#8331-1 "Oral temperature"
`;
const errors = (bundle: unknown) =>
  createValidator()
    .validate(bundle)
    .filter(({ severity }) => severity === "error");
const sign = (when: string, results: string) =>
  mapped(`timeline:\n  - {${when}findings: {results: {${results}}}}\n${CODES}`);

describe("a vital sign", () => {
  it("has the category and the unit of its profile", () => {
    const { bundle, one } = sign("when: 2024-08-12, ", "body temperature: 38.9 °C");
    expect(one("Observation")).toMatchObject({
      category: [{ coding: [{ code: "vital-signs" }] }],
      code: { coding: [{ code: "8310-5" }], text: "body temperature" },
      valueQuantity: { value: 38.9, code: "Cel" },
      effectiveDateTime: "2024-08-12",
    });
    expect(errors(bundle)).toEqual([]);
  });

  it.each([
    ["when: 2024-08, ", { start: "2024-08", end: "2024-08" }],
    ["", { _start: expect.anything(), _end: expect.anything() }],
  ])("known to the month or not at all is a period: %s", (when, period) => {
    const { bundle, one } = sign(when, "heart rate: 120 /min");
    expect(one("Observation")).not.toHaveProperty("effectiveDateTime");
    expect(one("Observation").effectivePeriod).toEqual(period);
    expect(errors(bundle)).toEqual([]);
  });

  it("of a moment that nobody dates tells the moment at both ends, and once in its narrative", () => {
    const { all, bundle } = mapped(`timeline:
  - {findings: {present: [{id: rash, name: rash}]}}
  - {when: about 25 minutes after rash, vitals: {results: {heart rate: 110 /min}}}
${CODES}`);
    const { effectivePeriod, text } = all("Observation").find(({ code }) => code?.text === "heart rate") ?? {};
    expect(effectivePeriod).toBeDefined();
    expect(JSON.stringify(effectivePeriod?._start)).toContain("about 25 minutes after rash");
    expect(effectivePeriod?._end).toEqual(effectivePeriod?._start);
    expect(text?.div).toContain("; effective about 25 minutes after rash");
    expect(text?.div).not.toContain("until");
    expect(errors(bundle)).toEqual([]);
  });

  it("has its time and its category in the Trace, as they stand", () => {
    const { trace, one } = sign("when: 2024-08, ", "heart rate: 120 /min");
    const name = `Observation/${one("Observation").id}`;
    const traced = trace.resources
      .find(({ resource }) => resource === name)
      ?.elements.map(({ expression }) => expression);
    expect(traced).toContain("Observation.category");
    expect(traced).toContain("Observation.effectivePeriod");
    expect(traced?.join()).not.toContain("effectiveDateTime");
  });

  it("of two numbers is a blood pressure with its parts", () => {
    const { bundle, one } = sign("when: 2024-08-12, ", "blood pressure: 160/90 mmHg");
    const { component, ...observation } = one("Observation");
    expect(component).toMatchObject([
      { code: { coding: [{ code: "8480-6" }] }, valueQuantity: { value: 160, code: "mm[Hg]" } },
      { code: { coding: [{ code: "8462-4" }] }, valueQuantity: { value: 90, code: "mm[Hg]" } },
    ]);
    expect(observation).not.toHaveProperty("valueString");
    expect(errors(bundle)).toEqual([]);
  });

  it("that was not measured says so", () => {
    const { bundle, one } = sign("when: 2024-08-12, ", "heart rate: not done");
    expect(one("Observation").dataAbsentReason?.coding?.[0]?.code).toBe("not-performed");
    expect(errors(bundle)).toEqual([]);
  });

  it.each([
    ["heart rate: 110-120 /min", "one number"],
    ["heart rate: high", "one number"],
    ["body temperature: 311 K", "a unit of Cel"],
    ["blood pressure: 160 mmHg", "two numbers"],
    ["ear temperature: 38 °C", "LOINC 8310-5"],
  ])("told otherwise keeps its words and loses the code, and that is said: %s", (result, why) => {
    const { bundle, findings, one } = sign("when: 2024-08-12, ", result);
    expect(one("Observation").code).toEqual({ text: result.split(":")[0] });
    expect(findings.find(({ code }) => code === "map/vital-sign-in-words")?.message).toContain(why);
    expect(errors(bundle)).toEqual([]);
  });

  it("under a verdict is not one number either", () => {
    const { bundle, one } = mapped(`findings: {high: [heart rate]}\n${CODES}`);
    expect(one("Observation").code).toEqual({ text: "heart rate" });
    expect(errors(bundle)).toEqual([]);
  });
});
