/** UCUM beside the library of the US National Library of Medicine, which knows more units by guessing. */
import { readFileSync } from "node:fs";
import { UcumLhcUtils } from "@lhncbc/ucum-lhc";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areCommensurable, isUcum, parseUcum, type UcumUnit } from "../../src/fhir/ucum.js";

const { compose } = JSON.parse(readFileSync("node_modules/hl7.fhir.r4.examples/ValueSet-ucum-common.json", "utf8")) as {
  compose: { include: { concept?: { code: string }[] }[] };
};
const COMMON = compose.include.flatMap(({ concept = [] }) => concept.map(({ code }) => code));
const library = UcumLhcUtils.getInstance();

describe("UCUM", () => {
  it.each([
    "mg/dL",
    "10*3/uL",
    "{score}",
    "%",
    "/min",
    "mm[Hg]",
    "Cel",
    "L/(24.h)",
    "m2",
    "10*-6",
    "1",
    "[IU]",
    "%[slope]",
  ])("has %s", (code) => expect(isUcum(code)).toBe(true));

  it.each([
    "",
    "umo/L",
    "mg/kg{body weight}",
    "m/",
    "a.b..c",
    "(m",
    "m)",
    "{a}{b}",
    "IU",
    "mcg",
    "constructor",
    "m2.",
    "{",
    "[in_i",
  ])("has no %j", (code) => expect(isUcum(code)).toBe(false));

  it("has all of HL7's common codes that keep to its syntax", () => {
    expect(COMMON.filter((code) => !isUcum(code) && !/\s/.test(code))).toEqual([]);
  });

  it("makes the same size of them as the library", () => {
    const differing = COMMON.filter((code) => {
      const size = parseUcum(code)?.magnitude;
      const theirs = library.getSpecifiedUnit(code, "validate").unit?.magnitude_;
      return size !== undefined && theirs && Math.abs(size / theirs - 1) > 1e-9;
    });
    expect(differing).toEqual([]);
  });

  it("compares what is of one dimension", () => {
    const unit = (code: string) => parseUcum(code) as UcumUnit;
    expect(areCommensurable(unit("kg"), unit("g"))).toBe(true);
    expect(areCommensurable(unit("kg"), unit("m"))).toBe(false);
  });

  it("reads any text, in time", () => {
    const part = fc.constantFrom("m", "g", "/", ".", "(", ")", "{", "}", "[", "]", "2", "-", "u", "{x}", "[in_i]", " ");
    fc.assert(fc.property(fc.array(part, { maxLength: 60 }), (parts) => typeof isUcum(parts.join("")) === "boolean"));
    expect(isUcum("(".repeat(100_000))).toBe(false);
    expect(isUcum("m.".repeat(90))).toBe(false);
  });
});
