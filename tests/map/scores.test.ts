import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const errors = (body: string) => mapped(body).findings.filter(({ severity }) => severity === "error");
const rightByR4 = (map: ReturnType<typeof mapped>) =>
  createValidator()
    .validate(map.bundle)
    .filter(({ severity }) => severity === "error");

describe("a score", () => {
  const map = mapped(`
labs:
  trends:
    Apgar score:
      2016-01-01: {result: 8, components: {heart rate: 2, "muscle tone": "1 (low)", reflexes: not done, colour: {text: pink}}}
      2016-01-02: {result: 10}
`);
  const [score] = map.all("Observation");

  it("is one value, and its parts are components, in the order of their names", () => {
    expect(score?.valueQuantity).toEqual({ value: 8 });
    expect(score?.component).toMatchObject([
      { code: { text: "colour" }, valueString: "pink" },
      { code: { text: "heart rate" }, valueQuantity: { value: 2 } },
      { code: { text: "muscle tone" }, valueQuantity: { value: 1 }, interpretation: [{ text: "low" }] },
      { code: { text: "reflexes" }, dataAbsentReason: { coding: [{ code: "not-performed" }] } },
    ]);
    expect(rightByR4(map)).toEqual([]);
  });

  it("keeps a part in words whose code is that of the whole, since obs-7 wants one value for one code", () => {
    const { findings, ...mapping } = mapped(`
labs:
  results:
    CRP: {result: 9 g/dL, codes: 'LNC#1988-5 "C reactive protein"', components: {serum: 2}}
codes:
  serum: LNC#1988-5 "C reactive protein"
`);
    expect(mapping.one("Observation")).toMatchObject({
      code: { coding: [{ code: "1988-5" }] },
      component: [{ code: { text: "serum" }, valueQuantity: { value: 2 } }],
    });
    expect(findings.find(({ code }) => code === "map/part-in-words")?.message).toContain('"serum" stays text');
    expect(rightByR4({ findings, ...mapping })).toEqual([]);
  });

  it("with a part that cannot be read is an error at that part", () => {
    const [error] = errors(
      "exam:\n  results:\n    Apgar score:\n      result: 8\n      components: {heart rate: good}\n",
    );
    expect(error).toMatchObject({ code: "case/unreadable-result", case: { line: 9, column: 32 } });
  });
});

describe("a genetic variant", () => {
  const variant = (more: string) => mapped(`genetics: [{gene: JAK2, ${more}}]\n`);

  it("in HGVS is an Observation with its gene, its code and what is known of it as components", () => {
    const map = variant('variant: "NM_004972.3:c.1849G>T", zygosity: heterozygous, significance: pathogenic');
    expect(map.one("Observation")).toMatchObject({
      category: [{ coding: [{ code: "laboratory" }] }],
      code: { coding: [{ system: "http://loinc.org", code: "69548-6" }], text: "JAK2 NM_004972.3:c.1849G>T" },
      valueCodeableConcept: { coding: [{ code: "52101004" }] },
      component: [
        { code: { coding: [{ code: "48018-6" }] }, valueCodeableConcept: { text: "JAK2" } },
        {
          code: { text: "variant" },
          valueCodeableConcept: { coding: [{ system: "http://varnomen.hgvs.org", code: "NM_004972.3:c.1849G>T" }] },
        },
        { code: { text: "zygosity" }, valueCodeableConcept: { text: "heterozygous" } },
        { code: { text: "significance" }, valueCodeableConcept: { text: "pathogenic" } },
      ],
    });
    expect(rightByR4(map)).toEqual([]);
  });

  it.each([
    ["absent", "2667000"],
    ["unclear", "373068000"],
  ])("that was looked for may be %s", (result, code) => {
    const { one } = variant(`variant: V617F, result: ${result}`);
    expect(one("Observation").valueCodeableConcept?.coding?.[0]?.code).toBe(code);
    expect(one("Observation").component?.[1]?.valueCodeableConcept).toEqual({ text: "V617F" });
  });

  it("without its gene is an error", () => {
    expect(() => mapped("genetics: [{variant: V617F}]\n")).toThrow("gene");
  });
});
