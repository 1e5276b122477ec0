import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDose } from "../../../src/case/quantity/index.js";

const amount = (value: string, ucum: string) => ({ value, unit: { ucum } });
const times = (frequency: number, period: number, periodUnit: string, more = {}) => ({
  frequency,
  period,
  periodUnit,
  ...more,
});

describe("doses", () => {
  test.each([
    ["10 mg", { quantity: amount("10", "mg") }],
    ["0.50 mg", { quantity: amount("0.50", "mg") }],
    ["5-10 mg", { quantity: { ...amount("5", "mg"), high: "10" } }],
    ["about 10 mg", { quantity: { ...amount("10", "mg"), approximate: true } }],
    ["8 mg/kg", { quantity: amount("8", "mg/kg") }],
    ["8 mg/kg body weight", { quantity: amount("8", "mg/kg") }],
    ["12 mg/m2", { quantity: amount("12", "mg/m2") }],
    ["2 g/kg", { quantity: amount("2", "g/kg") }],
    ["5000 IU", { quantity: amount("5000", "[IU]") }],
    ["3 mL/m2", { quantity: amount("3", "mL/m2") }],
    ["30 Gy", { quantity: amount("30", "Gy") }],
    ["5 mCi", { quantity: amount("5", "mCi") }],
    ["20 mmol", { quantity: amount("20", "mmol") }],
    ["10 mg once", { quantity: amount("10", "mg"), count: 1 }],
    ["a single dose", { count: 1 }],
    ["5 mg, max 20 mg/day as needed", { asNeeded: true, max: { per: { value: "1", unit: "d" } } }],
    ["2 doses twice daily", { quantity: amount("2", "{dose}"), timing: times(2, 1, "d") }],
    ["¼ tablet", { quantity: amount("0.25", "{tablet}") }],
    ["over several hours", { over: undefined }],
    ["1 g over 30-60 minutes", { over: { value: 30, high: 60, unit: "min" } }],
    ["10 mg in the morning and at night", { when: ["MORN", "NIGHT"] }],
    ["AUC 5-6", { quantity: { ...amount("5", "{AUC}"), high: "6" } }],
    [
      "total 120 g = 2 g/kg over 72 hours",
      {
        quantity: amount("120", "g"),
        per: { value: "72", unit: "h" },
        same: [{ quantity: amount("2", "g/kg"), per: { value: "72", unit: "h" } }],
      },
    ],
    ["10 mg as needed", { quantity: amount("10", "mg"), asNeeded: true }],
    ["as needed", { asNeeded: true }],
    ["2 puffs every 4 hours as needed", { quantity: amount("2", "{puff}"), timing: times(1, 4, "h"), asNeeded: true }],
  ])("%s", (text, expected) => {
    expect(readDose(text).value).toMatchObject({ ...expected, text });
  });

  test.each([
    ["daily", times(1, 1, "d")],
    ["once daily", times(1, 1, "d")],
    ["twice daily", times(2, 1, "d")],
    ["Twice Daily", times(2, 1, "d")],
    ["three times daily", times(3, 1, "d")],
    ["thrice weekly", times(3, 1, "wk")],
    ["4 times a day", times(4, 1, "d")],
    ["2-3 times a day", times(2, 1, "d", { frequencyMax: 3 })],
    ["ten times per month", times(10, 1, "mo")],
    ["once a week", times(1, 1, "wk")],
    ["twice weekly", times(2, 1, "wk")],
    ["weekly", times(1, 1, "wk")],
    ["monthly", times(1, 1, "mo")],
    ["hourly", times(1, 1, "h")],
    ["every 4 weeks", times(1, 4, "wk")],
    ["every 8 hours", times(1, 8, "h")],
    ["every four to", undefined],
    ["every 4-6 hours", times(1, 4, "h", { periodMax: 6 })],
    ["every day", times(1, 1, "d")],
    ["every other day", times(1, 2, "d")],
    ["every two weeks", times(1, 2, "wk")],
    ["twice every 3 weeks", times(2, 3, "wk")],
    ["once every 6 months", times(1, 6, "mo")],
    ["0 times daily", undefined],
    ["3-2 times daily", undefined],
    ["every 0 days", undefined],
  ])("10 mg %s", (often, timing) => {
    expect(readDose(`10 mg ${often}`).value?.timing).toEqual(timing);
  });

  test.each([
    ["100 mg/day", amount("100", "mg"), { value: "1", unit: "d" }],
    ["100 mg per day", amount("100", "mg"), { value: "1", unit: "d" }],
    ["10 mg/24 h", amount("10", "mg"), { value: "24", unit: "h" }],
    ["1 mg/kg/day", { value: "1", unit: { text: "mg/kg", ucum: "mg/kg" } }, { value: "1", unit: "d" }],
    ["10 mg per kg per day", { value: "10", unit: { text: "mg per kg", ucum: "mg/kg" } }, { value: "1", unit: "d" }],
    ["750 mg/m2/month", amount("750", "mg/m2"), { value: "1", unit: "mo" }],
    ["70 mg/week", amount("70", "mg"), { value: "1", unit: "wk" }],
    ["5 mcg/kg/min", { value: "5", unit: { text: "mcg/kg", ucum: "ug/kg" } }, { value: "1", unit: "min" }],
    ["2 L/min", amount("2", "L"), { value: "1", unit: "min" }],
    ["0.1 mL/10 kg/12 h", amount("0.1", "mL/(10.kg)"), { value: "12", unit: "h" }],
    ["2 g/d/kg", amount("2", "g/kg"), { value: "1", unit: "d" }],
  ])("%s is an amount per time, not a dose that often", (text, quantity, per) => {
    const { value } = readDose(text);
    expect(value).toMatchObject({ quantity, per });
    expect(value).not.toHaveProperty("timing");
  });
});

describe("what is refused", () => {
  test.each([
    [
      "12 mg/m3",
      "case/wrong-unit",
      3,
      5,
      { what: "a concentration, and not an amount", hint: 'a dose per body surface is written "mg/m2"' },
    ],
    ["20 mg/mL", "case/wrong-unit", 3, 5, { what: "a concentration, and not an amount" }],
    ["1 %", "case/wrong-unit", 2, 1, {}],
    ["38 °C", "case/wrong-unit", 3, 2, {}],
    ["2 cm", "case/wrong-unit", 2, 2, {}],
    ["5 days", "case/wrong-unit", 2, 4, {}],
    ["120 mmHg", "case/wrong-unit", 4, 4, {}],
    ["10 MG", "case/wrong-unit", 3, 2, { hint: 'did you mean "mg"?' }],
    ["10  mg  bid", "case/unreadable-dose", 8, 3, {}],
    ["10 gr", "case/wrong-unit", 3, 2, { hint: 'did you mean "g"?' }],
    [
      "100 U",
      "case/wrong-unit",
      4,
      1,
      { hint: "write `units` for units of the product, or `IU` for international units" },
    ],
    ["10 U/kg/h", "case/wrong-unit", 3, 6, { hint: expect.stringContaining("`units/kg/h`") }],
    ["2 mU/min", "case/wrong-unit", 2, 6, { hint: "write `mIU/min` for international units" }],
    ["10 U/mL", "case/wrong-unit", 3, 4, { what: "a concentration, and not an amount" }],
    [
      "-10 mg",
      "case/unreadable-dose",
      0,
      3,
      { problem: "a dose is not less than nothing", hint: "leave the sign out if it is a slip" },
    ],
    ["10 {}", "case/unknown-unit", 3, 2, {}],
    ["1,500 mg", "case/ambiguous-number", 0, 5, { first: "1.500", second: "1500" }],
    [".5 mg", "case/odd-number", 0, 2, { hint: "write `0.5`" }],
    ["10 mgs2", "case/unknown-unit", 3, 4, {}],
    ["10 mg with water", "case/unreadable-dose", 6, 10, {}],
    ["10 mg twice daily twice daily", "case/unreadable-dose", 5, 12, { problem: "this is said twice" }],
    ["10 mg as needed, max 5 apples", "case/unknown-unit", 23, 6, {}],
    ["10 mg bid", "case/unreadable-dose", 6, 3, { hint: "write `twice daily`" }],
    ["10 mg b.i.d.", "case/unreadable-dose", 6, 6, { hint: "write `twice daily`" }],
    ["10 mg q8h", "case/unreadable-dose", 6, 3, { hint: "write `every 8 hours`" }],
    ["100 mg/day twice daily", "case/unreadable-dose", 10, 12, {}],
    ["<10 mg", "case/unreadable-dose", 0, 3, {}],
    ["10", "case/unreadable-dose", 2, 1, { problem: "the amount has no unit" }],
    ["10 twice daily", "case/unreadable-dose", 2, 1, { problem: "the amount has no unit" }],
    ["AUC", "case/unreadable-dose", 0, 3, {}],
    ["mg", "case/unreadable-dose", 0, 2, {}],
    ["", "case/unreadable-dose", 0, 1, {}],
    [
      "repeated high doses",
      "case/unreadable-dose",
      0,
      19,
      { hint: "to keep it in words, write `{text: repeated high doses}`" },
    ],
  ])("%s", (text, code, offset, length, params) => {
    expect(readDose(text).refusal).toMatchObject({ code, offset, length, params });
  });
});

test("several blanks mean no more than one", () => {
  const { value } = readDose(" 10  mg   every  4   hours  as   needed");
  expect(value).toEqual(readDose("10 mg every 4 hours as needed").value);
  expect(readDose("10 mg  twice daily").value?.timing).toEqual(times(2, 1, "d"));
});

test("any text is read or refused within itself", () => {
  const part = fc.constantFrom(
    "5",
    "0.50",
    "-",
    " ",
    "mg",
    "/",
    "kg",
    "day",
    "twice daily",
    "every 4 weeks",
    "as needed",
    "once",
    "max",
    "over 2 hours",
    "at",
    "=",
    "total",
    "half a",
    "per",
    "24 h",
    "(",
    "m2",
    "%",
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(part).map((parts) => parts.join(" ")),
    fc.array(part).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (source) => {
      const { value, refusal } = readDose(source);
      expect(value === undefined).not.toBe(refusal === undefined);
      if (refusal) expect(refusal.offset).toBeLessThanOrEqual(source.length);
      if (value) expect(value.text).toBe(source.replace(/[ \t]{2,}/g, " ").trim());
    }),
    { numRuns: 1000 },
  );
});
