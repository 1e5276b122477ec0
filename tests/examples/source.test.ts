/**
 * Each example against the text it was taken from, which is not ours to ship: it is read where CASE2FHIR_TEST_DATA says.
 * Nothing is left out, nothing is cited that is not there, and no sentence is copied.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkEvidence, readCase } from "../../src/case/index.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const folder = process.env.CASE2FHIR_TEST_DATA;
/** The first example's text has a check of its own, tests/seed. */
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/facts.json`, EXAMPLES)));

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}/-]+/gu) ?? [];
const runs = (text: string, length = 7) => {
  const all = words(text);
  return all.slice(length - 1).map((_, i) => all.slice(i, i + length).join(" "));
};

function against(reports: string): void {
  const texts = readdirSync(reports)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => readFileSync(join(reports, name)));
  const bySum = new Map(
    texts.map((bytes) => [createHash("sha256").update(bytes).digest("hex"), bytes.toString("utf8")]),
  );

  describe.each(examples)("%s", (name) => {
    const file = (of: string) => readFileSync(new URL(`${name}/${of}`, EXAMPLES), "utf8");
    const { case: source } = readCase(file("case.yaml"), { file: "case.yaml" });
    const sha256 = source?.document.source?.sha256 ?? "";
    const text = bySum.get(sha256);

    it("cites every sentence of its text, and tells no number that what it cites has not", () => {
      if (!source || text === undefined) throw new Error(`no text has the hash ${sha256}`);
      expect(checkEvidence(source, { text, sha256, file: "text.txt" }).map(({ message }) => message)).toEqual([]);
    });

    it("is told in our own words: no seven in a row are the text's", () => {
      const theirs = new Set(runs((text ?? "").replaceAll(/^#.*$/gm, "")));
      expect(theirs.size).toBeGreaterThan(100);
      const ours = ["case.yaml", "facts.json", "README.md"].flatMap((of) => runs(file(of)));
      expect([...new Set(ours)].filter((run) => theirs.has(run))).toEqual([]);
    });
  });
}

const reports = folder && join(folder, "data/reports");
if (reports && existsSync(reports)) against(reports);
else
  it("the texts of the examples are not here: name their folder in CASE2FHIR_TEST_DATA", () => {
    console.warn("tests/examples: not compared with the texts of the examples, CASE2FHIR_TEST_DATA is not set");
    expect(process.env.CI, "CI needs CASE2FHIR_TEST_DATA").toBeUndefined();
  });
