/**
 * Every official R4 example and every Bundle of others, judged: the errors are exactly those of known-errors.json,
 * where HL7's own validator errs too (its words stand beside each; `node tests/conformance/review.mjs` makes the list).
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type ErrorRow, type Judgement, judgeFolder, SKIPPED } from "./judge.js";

const known: (ErrorRow & { hl7: string | null })[] = JSON.parse(
  readFileSync(new URL("./known-errors.json", import.meta.url), "utf8"),
);
const examples = fileURLToPath(new URL("../../node_modules/hl7.fhir.r4.examples", import.meta.url));
const shared = process.env.CASE2FHIR_TEST_DATA && join(process.env.CASE2FHIR_TEST_DATA, "data/bundles");

const line = ({ file, code, at, count }: ErrorRow) => `${file} ${code} ${at} ${count}`;

function compare(
  name: string,
  { resources, flagged, errors, rows }: Judgement,
  files: (file: string) => boolean,
): void {
  console.log(`${name}: ${resources} resources judged, ${flagged} flagged, ${errors} errors, all of them HL7's too`);
  expect(rows.map(line).sort()).toEqual(
    known
      .filter(({ file }) => files(file))
      .map(line)
      .sort(),
  );
}

describe("official examples and Bundles of others", () => {
  const isShared = (file: string) => shared !== undefined && existsSync(join(shared, file));

  it("HL7's validator errs wherever an error is known", () => {
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter(({ hl7 }) => !hl7)).toEqual([]);
  });

  it("official R4 examples", { timeout: 300_000 }, () => {
    for (const [file, why] of Object.entries(SKIPPED)) console.log(`not judged: ${file}: ${why}`);
    const judgement = judgeFolder(examples);
    expect(judgement.resources).toBeGreaterThan(5300);
    compare("official R4 examples", judgement, (file) => existsSync(join(examples, file)));
  });

  it("Bundles made by Synthea, Microsoft and mCODE", { timeout: 120_000 }, () => {
    if (!shared || !existsSync(shared)) {
      console.log("not judged: Bundles of others, for want of CASE2FHIR_TEST_DATA");
      expect(process.env.CI, "CASE2FHIR_TEST_DATA must be set in CI").toBeFalsy();
      return;
    }
    compare("Bundles of others", judgeFolder(shared), isShared);
  });
});
