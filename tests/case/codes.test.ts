import { describe, expect, test } from "vitest";
import { checkCode } from "../../src/case/codes.js";
import { readCase } from "../../src/case/index.js";

const check = (code: string) => checkCode(code, () => ({ line: 1, column: 1 }));

describe("a code", () => {
  test.each([
    ["SNOMED", "SCT"],
    ["SNOMEDCT", "SCT"],
    ["LOINC", "LNC"],
    ["RXNORM", "RXN"],
    ["MONDOO", "MONDO"],
  ])("%s is no alias: %s is meant", (alias, meant) => {
    const [found, ...more] = check(`${alias}#1 "x"`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: "case/unknown-code-system",
      message: `no code system is known as "${alias}"; did you mean ${meant}?`,
    });
  });

  test("nothing is suggested where nothing is near, and the hint lists what there is", () => {
    expect(check('WOMBATS#1 "x"')).toMatchObject([
      { message: 'no code system is known as "WOMBATS"', hint: expect.stringContaining("ATC, DCM") },
    ]);
  });

  test.each(["271807003", "snomed#1", "SCT 1", "#1", 'SCT#1 \\"A\\" extra', "SCT#1 A"])(
    "%s has one finding, of its form",
    (code) => {
      const text = `language: 1\ncase: a\nnamespace: urn:x:y\npatient: {sex: female}\nconditions: [{name: rash}]\ncodes: {rash: "${code}"}\n`;
      expect(readCase(text).findings.map((found) => found.code)).toEqual(["case/wrong-form"]);
    },
  );
});
