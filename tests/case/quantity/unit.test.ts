import { describe, expect, test } from "vitest";
import { readUnit } from "../../../src/case/quantity/index.js";
import { TRAPS, UNIT_PARTS, WHOLE_UNITS } from "../../../src/case/quantity/spellings.js";
import { ucumDimension } from "../../../src/case/quantity/ucum.js";

describe("the table of spellings", () => {
  test.each(Object.entries(WHOLE_UNITS))("%s is UCUM's %s", (text, ucum) => {
    expect(ucumDimension(ucum)).toBeDefined();
    expect(readUnit(text, 0).value).toEqual({ text, ucum });
  });

  test.each(Object.entries(UNIT_PARTS))("%s is UCUM's %s", (text, ucum) => {
    expect(ucumDimension(ucum)).toBeDefined();
    expect(readUnit(text, 0).value).toEqual({ text, ucum });
    // What is no ratio scale (temperature, pH, decibel) has no unit per itself in UCUM, nor has the dioptre in its library.
    const below = ucumDimension(`mg/${ucum}`) ? { text: `mg/${text}`, ucum: `mg/${ucum}` } : undefined;
    expect(readUnit(`mg/${text}`, 0).value).toEqual(below);
    expect(below === undefined).toBe(["Cel", "[degF]", "[pH]", "dB{HL}", "[diop]"].includes(ucum));
  });

  test.each(Object.entries(TRAPS))("%s is refused although UCUM has it, or people do", (text, { meant }) => {
    expect(ucumDimension(text) !== undefined).toBe(text !== "gr");
    expect(readUnit(text, 0).refusal).toMatchObject({
      code: "case/wrong-unit",
      params: { hint: `did you mean "${meant}"?` },
    });
    expect(readUnit(meant, 0).value).toBeDefined();
  });
});

test("a prefix before a unit that takes none is no unit", () => {
  expect(ucumDimension("umo/L")).toBeUndefined();
  expect(readUnit("umo/L", 0).value).toBeUndefined();
});

test.each([
  ["mg/m2", "mg/m2"],
  ["mg/m²", "mg/m2"],
  ["µg/L", "ug/L"],
  ["μmol/l", "umol/L"],
  ["10^9/L", "10*9/L"],
  ["x10^9/L", "10*9/L"],
  ["× 10⁹/L", "10*9/L"],
  ["10⁹ / l", "10*9/L"],
  ["10*9/l", "10*9/L"],
  ["mg / 24 h", "mg/(24.h)"],
  ["mg/24h", "mg/(24.h)"],
  ["g/day", "g/d"],
  ["mg per kg per day", "mg/kg/d"],
  ["mL/min/1.73 m²", "mL/min/{1.73_m2}"],
  ["mIU/mL", "m[IU]/mL"],
  ["tablets", "{tablet}"],
  ["mcmol/L", "umol/L"],
  ["Mio/µL", "10*6/uL"],
  ["breaths per minute", "/min"],
  ["beats / minute", "/min"],
  ["patches", "{patch}"],
  ["Capsules", "{capsule}"],
  ["{cells}/uL", "{cells}/uL"],
  ["mL\u202f/\u2009min", "mL/min"],
  ["mmol/L", "mmol/L"],
  ["kg/m 2", "kg/m2"],
  ["/mm 3", "/mm3"],
  ["x 10 9 /L", "10*9/L"],
  ["10e3/µL", "10*3/uL"],
  ["µ3", "um3"],
  ["µ 3", "um3"],
  ["μ³", "um3"],
  ["µ", "um"],
  ["mg dL⁻¹", "mg/dL"],
  ["µmol·L-1", "umol/L"],
  ["mL min-1 m-2", "mL/min/m2"],
  ["G L-1", "10*9/L"],
  ["u/l", "U/L"],
  ["× ULN", "{ULN}"],
  ["mg/g creatinine", "mg/g{creat}"],
  ["%", "%"],
  ["mg.h/L", "mg.h/L"],
  ["ng/mL{FEU}", "ng/mL{FEU}"],
])("%s is %s", (text, ucum) => {
  expect(readUnit(text, 0).value).toEqual({ text, ucum });
});

test.each([
  ["mgg", 'did you mean "mg"?'],
  ["mmol/Lt.", 'did you mean "mmol/L"?'],
  ["tablettes", 'did you mean "tablets"?'],
  ["mg/L, high", "`mg/L (high)`"],
  ["mg/L high", "`mg/L (high)`"],
  ["x 30 mm", "2 x 1 cm"],
  ["blasts", "{blasts}"],
  ["mg//L", "mg/L"],
  ["{}", "{text: ...}"],
  ["mkg", "{text: ...}"],
  ["mg/L (high) x", "{text: ...}"],
  ["mg/L, ref abc", "{text: ...}"],
  ["mg/L ref 3-4", "`mg/L (ref 3-4)`"],
  ["", "{text: ...}"],
  ["5", "{text: ...}"],
  ["constructor", "{constructor}"],
  ["__proto__", "{__proto__}"],
])("%s is unknown, with a hint: %s", (text, hint) => {
  const { refusal } = readUnit(text, 7);
  expect(refusal).toMatchObject({ code: "case/unknown-unit", offset: 7 });
  expect(refusal?.params.hint).toContain(hint);
});
