import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { HEAD, mapped } from "./mapped.js";

const drug = (body: string) => {
  const { all } = mapped(`medications:\n  - ${body}\n`);
  const statements = all("MedicationStatement");
  return { whole: statements.find(({ partOf }) => !partOf), steps: statements.filter(({ partOf }) => partOf) };
};

describe("courses", () => {
  it("take over the route and the dose that they do not say", () => {
    const { whole, steps } = drug(
      "{name: x, route: oral, dose: 10 mg once daily, courses: [{id: a, from: 2015}, {dose: 5 mg, from: 2016}, {id: b, route: intravenous, from: 2017}]}",
    );
    expect(steps.map(({ dosage }) => [dosage?.[0]?.text, dosage?.[0]?.route?.text])).toEqual([
      ["10 mg once daily", "oral"],
      ["5 mg", "oral"],
      ["10 mg once daily", "intravenous"],
    ]);
    expect(whole).not.toHaveProperty("dosage");
  });

  it("leave to the drug what none of them takes over, and how many cycles there were", () => {
    const { whole } = drug(
      "{name: x, route: oral, dose: 10 mg, cycles: 4, courses: [{dose: 5 mg, route: nasal}, {paused: true}]}",
    );
    expect(whole?.dosage).toMatchObject([
      { text: "10 mg, 4 cycles", route: { text: "oral" }, timing: { repeat: { count: 4 } } },
    ]);
  });

  it("are part of their drug and named as it is", () => {
    const { whole, steps } = drug(
      '{name: x, codes: RXN#1 "x", courses: [{dose: 1 g}, {dose: 2 g, codes: RXN#2 "x 2 g"}]}',
    );
    expect(steps.map(({ partOf }) => partOf?.[0]?.reference)).toEqual(
      Array(2).fill(`MedicationStatement/${whole?.id}`),
    );
    expect(steps.map(({ medicationCodeableConcept: m }) => [m?.text, m?.coding?.[0]?.code])).toEqual([
      ["x", "1"],
      ["x", "2"],
    ]);
  });

  it("that pause are on hold, without a dose", () => {
    const { steps } = drug(
      "{name: x, dose: 10 mg, courses: [{from: 2015}, {paused: true, from: 2016-01, lasting: 4 weeks}, {dose: 5 mg}]}",
    );
    expect(steps.map(({ status }) => status)).toEqual(["completed", "on-hold", "unknown"]);
    expect(steps[1]).not.toHaveProperty("dosage");
    expect(steps[1]?.effectivePeriod?.start).toBe("2016-01");
  });

  it("a pause that says a dose is refused", () => {
    const { findings } = mapped(
      "medications: [{name: x, courses: [{paused: true, dose: 5 mg, route: oral, cycles: 2}]}]\n",
    );
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(
      Array(3).fill("case/dose-while-paused"),
    );
  });
});

describe("a dose", () => {
  const dosage = (body: string) => drug(`{name: x, ${body}}`).whole?.dosage?.[0];

  it("is an amount with its unit and how often", () => {
    expect(dosage("dose: 7.50 mg twice daily")).toMatchObject({
      text: "7.50 mg twice daily",
      timing: { repeat: { frequency: 2, period: 1, periodUnit: "d" } },
      doseAndRate: [{ doseQuantity: { value: 7.5, unit: "mg", system: "http://unitsofmeasure.org", code: "mg" } }],
    });
    expect(mapped("medications: [{name: x, dose: 7.50 mg}]\n").json).toContain('"value": 7.50');
  });

  it("per day is a rate and no single dose", () => {
    const { doseAndRate } = dosage("dose: 100 mg/day") ?? {};
    expect(doseAndRate?.[0]?.rateRatio).toMatchObject({
      numerator: { value: 100, code: "mg" },
      denominator: { value: 1, code: "d" },
    });
    expect(doseAndRate?.[0]).not.toHaveProperty("doseQuantity");
  });

  it("may be a range", () => {
    expect(dosage("dose: 5-10 mg")?.doseAndRate?.[0]?.doseRange).toMatchObject({
      low: { value: 5 },
      high: { value: 10, code: "mg" },
    });
  });

  it("in words stays in words", () => {
    expect(dosage("dose: {text: repeated pulses}")).toEqual({ text: "repeated pulses" });
  });

  it.each([
    ["dose: 25 mg twice daily", { frequency: 2, period: 1, periodUnit: "d" }],
    ["dose: 10 mg once", undefined],
    ["dose: 10 mg as needed", undefined],
    ["dose: 100 mg/day", undefined],
    ["dose: {text: two pulses}", undefined],
    ["route: oral", undefined],
  ])("that says more than an amount is not given once per cycle: %s", (said, repeat) => {
    const found = dosage(`${said}, cycles: 3`);
    expect(found?.text).toMatch(/3 cycles$/);
    expect(found?.timing?.repeat).toEqual(repeat);
  });

  it("that is an amount alone is given once per cycle", () => {
    expect(dosage("dose: 12 mg/m2, cycles: 3")).toMatchObject({
      text: "12 mg/m2, 3 cycles",
      timing: { repeat: { count: 3 } },
    });
  });

  it("once is counted as one", () => {
    expect(dosage("dose: 10 mg once")?.timing?.repeat).toMatchObject({ count: 1 });
  });

  it("says how long, when, for what and at most how much", () => {
    expect(dosage("dose: '500 mg over 30 minutes every 6 hours as needed for pain, max 4 g/day'")).toMatchObject({
      timing: { repeat: { frequency: 1, period: 6, periodUnit: "h", duration: 30, durationUnit: "min" } },
      asNeededCodeableConcept: { text: "pain" },
      doseAndRate: [{ doseQuantity: { value: 500, code: "mg" } }],
      maxDosePerPeriod: { numerator: { value: 4, code: "g" }, denominator: { value: 1, code: "d" } },
    });
    expect(dosage("dose: '0.3 mg/kg at night, max 20 mg'")).toMatchObject({
      timing: { repeat: { when: ["NIGHT"] } },
      maxDosePerAdministration: { value: 20, code: "mg" },
    });
  });

  it("told two ways stands there twice, with its rate beside it", () => {
    expect(dosage("dose: 120 g = 2 g/kg")?.doseAndRate).toMatchObject([
      { doseQuantity: { value: 120, code: "g" } },
      { doseQuantity: { value: 2, code: "g/kg" } },
    ]);
    expect(dosage("dose: 1 L at 125 mL/h")?.doseAndRate).toMatchObject([
      { doseQuantity: { value: 1, code: "L" }, rateRatio: { numerator: { value: 125, code: "mL" } } },
    ]);
  });

  it("in all is a rate, and no single dose", () => {
    const { doseAndRate } = dosage("dose: total 120 g = 2 g/kg over 72 hours") ?? {};
    expect(doseAndRate).toMatchObject([
      { rateRatio: { numerator: { value: 120, code: "g" }, denominator: { value: 72, code: "h" } } },
      { rateRatio: { numerator: { value: 2, code: "g/kg" }, denominator: { value: 72, code: "h" } } },
    ]);
  });

  it("per time may be a range, none of whose ends is lost", () => {
    expect(dosage("dose: 5-10 mg/day")?.doseAndRate?.[0]).toEqual({
      rateRange: {
        low: { value: 5, unit: "mg/d", system: "http://unitsofmeasure.org", code: "mg/d" },
        high: { value: 10, unit: "mg/d", system: "http://unitsofmeasure.org", code: "mg/d" },
      },
    });
  });

  it("is no limit", () => {
    const { findings } = mapped("medications: [{name: x, dose: at most 4 g/day}]\n");
    expect(findings[0]?.message).toContain("a dose is not a limit");
  });
});

describe("a dose seen at a moment", () => {
  const AT_DISCHARGE = `timeline:
  - {from: 2024-03-05, until: 2024-03-12, encounter: {type: inpatient}}
  - when: 2024-03-12
`;

  it("is dated by when it was seen, and by nothing else", () => {
    const { one } = mapped(`${AT_DISCHARGE}    medications: [{name: x, dose: 20 mg once daily, as of: discharge}]\n`);
    const { dateAsserted, _dateAsserted, effectivePeriod, effectiveDateTime } = one("MedicationStatement");
    expect([dateAsserted, effectivePeriod, effectiveDateTime]).toEqual(["2024-03-12", undefined, undefined]);
    expect(JSON.stringify(_dateAsserted)).toContain('"discharge"');
  });

  it("keeps what else is said of its time, and may be a course", () => {
    const { steps } = drug(
      "{name: x, courses: [{id: a, dose: 5 mg, from: 2015, until: 2016}, {id: b, dose: 10 mg, as of: 2017-02}]}",
    );
    const [first, second] = steps;
    expect([first?.dateAsserted, first?.effectivePeriod]).toEqual([undefined, { start: "2015", end: "2016" }]);
    expect(second?.dateAsserted).toBe("2017-02");
    expect(second?.effectivePeriod?.start).toBeUndefined();
  });

  it("needs a time that can be read", () => {
    const { findings } = readCase(`${HEAD}patient: {}\nmedications: [{name: x, as of: last visit}]\n`);
    expect(findings.map(({ code }) => code)).toEqual(["case/unknown-anchor"]);
  });
});

it("lets a course count from the end of the one before it, whose start nobody tells", () => {
  const { findings, all } = mapped(`
medications:
  - name: isoniazid
    courses:
      - {id: first, dose: 300 mg/day, lasting: 2 months}
      - {id: second, dose: 300 mg/day, lasting: 7 months, from: after end of first}
`);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const second = all("MedicationStatement").find(({ effectivePeriod }) => effectivePeriod?._start);
  expect(JSON.stringify(second?.effectivePeriod?._start)).toContain("after end of first");
});
