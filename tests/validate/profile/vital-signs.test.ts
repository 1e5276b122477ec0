/** The vital-signs profiles, which an Observation has to meet for its code's sake: single defects in official examples. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../../src/validate/index.js";
import { example, set } from "../examples.js";

const validator = createValidator();
const HEIGHT = "Observation-body-height";
const PRESSURE = "Observation-blood-pressure";

const ROWS: [name: string, example: string, put: Record<string, unknown>, told: string[]][] = [
  [
    "wrong unit of a body height",
    HEIGHT,
    { "valueQuantity.code": "m" },
    ["code-not-in-value-set at Observation.value.ofType(Quantity).code"],
  ],
  ["no unit code", HEIGHT, { "valueQuantity.code": undefined }, ["profile-min at Observation.value.ofType(Quantity)"]],
  [
    "no category",
    HEIGHT,
    { category: undefined },
    ["profile-min at Observation", "profile-slice-missing at Observation"],
  ],
  ["no time", HEIGHT, { effectiveDateTime: undefined }, ["profile-min at Observation"]],
  [
    "a time to the month",
    HEIGHT,
    { effectiveDateTime: "1999-07" },
    ["invariant at Observation.effective.ofType(dateTime)"],
  ],
  ["a period", HEIGHT, { effectiveDateTime: undefined, effectivePeriod: { start: "1999-07", end: "1999-07" } }, []],
  ["no value", HEIGHT, { valueQuantity: undefined }, ["invariant at Observation"]],
  [
    "a text for a value",
    HEIGHT,
    { valueQuantity: undefined, valueString: "tall" },
    ["profile-type at Observation.value.ofType(string)"],
  ],
  [
    "a blood pressure without systolic",
    PRESSURE,
    { "component.0": undefined },
    ["profile-min at Observation", "profile-slice-missing at Observation"],
  ],
  [
    "a component without value",
    PRESSURE,
    { "component.1.valueQuantity": undefined },
    ["invariant at Observation.component[1]"],
  ],
  [
    "another blood pressure unit",
    PRESSURE,
    { "component.1.valueQuantity.code": "kPa" },
    ["profile-value at Observation.component[1].value.ofType(Quantity).code"],
  ],
  [
    "a value beside the components",
    PRESSURE,
    { valueString: "107/60" },
    ["profile-type at Observation.value.ofType(string)"],
  ],
  [
    "another method's code alone",
    HEIGHT,
    { "code.coding.0.code": "3137-7" },
    ["profile-magic-code at Observation.code"],
  ],
];

describe("an Observation with the code of a vital sign", () => {
  it.each(ROWS)("%s", (_, name, put, told) => {
    const errors = (resource: object) =>
      validator
        .validate(resource)
        .filter(({ severity }) => severity === "error")
        .map(line);
    const line = ({ code, bundle }: { code: string; bundle?: { expression?: string } }) =>
      `${code.replace("validate/", "")} at ${bundle?.expression}`;
    const before = errors(example(name));
    const broken = example(name);
    for (const [path, value] of Object.entries(put)) set(broken, path, value);
    expect(errors(broken).filter((one) => !before.includes(one))).toEqual(told);
  });
});
