/**
 * How far we agree with what HL7's Java validator said of HL7's own test suite (`npm run oracle:hl7-tests` shows each
 * disagreement). What is gained must not be lost.
 */
import { describe, expect, it } from "vitest";
import { createValidator, parseJson } from "../../../src/index.js";
import { figures, readCases, rowJudge, suiteFolder } from "./cases.mjs";

/** What was reached, in percent; a change may raise these figures, not lower them. */
const REACHED = { agreement: 77, recall: 63, specificity: 95, samePath: 61, precision: 80 };

describe("HL7's own test suite", () => {
  const folder = suiteFolder();

  it("agrees with HL7's Java validator as far as before", () => {
    if (!folder) {
      console.log("not judged: HL7's test suite, for want of CASE2FHIR_TEST_DATA");
      expect(process.env.CI, "CASE2FHIR_TEST_DATA must be set in CI").toBeFalsy();
      return;
    }
    const judged = readCases(folder).map(rowJudge({ createValidator, parseJson }, folder));
    const reached = figures(judged);
    console.log(`HL7's test suite: ${JSON.stringify(reached)}`);
    for (const [name, least] of Object.entries(REACHED))
      expect(reached[name as keyof typeof REACHED], name).toBeGreaterThanOrEqual(least);
  });
});
