/** One mistake at a time, in every example: each is an error at its line, and nothing crashes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { malform } from "./malform.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/case.yaml`, EXAMPLES)));

describe.each(examples)("%s with one mistake", (name) => {
  const variants = malform(readFileSync(new URL(`${name}/case.yaml`, EXAMPLES), "utf8"));

  it("says so where it is", () => {
    const wrong = variants.flatMap(({ what, text, lines }) => {
      const { findings } = readCase(text);
      const errors = findings.filter(({ severity }) => severity === "error");
      const said = findings.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n");
      const isThere = errors.some((error) => lines.includes(error.case?.line ?? 0));
      const isClean = !/undefined|\{\w+\}(?!`)/.test(said);
      if (isThere && isClean) return [];
      return [
        `${what}, line ${lines}: ${errors.map((error) => `${error.case?.line} ${error.code}`).join(", ") || "no error"}`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  it("is made in each way", () => {
    const kinds = new Set(variants.map(({ what }) => what.split(" ")[0]));
    console.info(`${name}: ${variants.length} mistakes`);
    expect([...kinds]).toEqual(
      expect.arrayContaining(["misspelt", "duplicate", '"2015-02-31"', '"nothing-of-that-name"']),
    );
    expect(variants.length).toBeGreaterThan(100);
  });
});
