import { expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { mapCase } from "../../src/map/index.js";

const HEAD = "language: 1\ncase: c\nnamespace: 10.1234/x\npatient: {}\n";

it("a chain of six thousand links is followed to its end, and a circle at its end is found", () => {
  const count = 6_000;
  const chain = (last: string) =>
    Array.from(
      { length: count },
      (_, i) => `  - {id: c${i}, name: n${i}, due to: ${i + 1 < count ? `c${i + 1}` : last}}`,
    );
  const told = `timeline:\n  - {when: 2015, encounter: {type: inpatient, because: c0}}\n  - {id: end, when: 2016}\n`;
  const whole = `${HEAD}${told}procedures: [{id: root, name: root}]\nconditions:\n${chain("root").join("\n")}\n`;
  const { case: read, findings } = readCase(whole);
  expect(findings).toEqual([]);
  const entries = read && mapCase(read, { type: "batch" }).bundle?.entry;
  expect(entries?.length).toBe(count + 4);
  const { findings: circular } = readCase(`${HEAD}conditions:\n${chain("c0").join("\n")}\n`);
  expect(circular.map(({ code }) => code)).toEqual(["case/circular-link"]);
});
