/** HL7's tests of terminology servers, where they are at hand (CASE2FHIR_TEST_DATA). */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runTxTests } from "./tx-tests.js";

const data = process.env.CASE2FHIR_TEST_DATA;

/** What a validator does not need to answer as a server does, by the suites that ask for it. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "extensions/validate-coding-good-supplement":
    "names that only a supplement gives are looked for in the value set's own",
  "validation/validation-simple-coding-bad-language-vs":
    "names of all languages are right, whatever language is asked for",
  "validation/validation-simple-coding-bad-language-vslang": "names of all languages are right",
  "version/coding-v10-vs1w": "a version is one version, and no pattern of versions",
  "version/code-v10-vs1w": "a version is one version, and no pattern of versions",
  "version/coding-v10-vsnn": "a value set that names no version takes codes of any",
  "version/code-v10-vsnn": "a value set that names no version takes codes of any",
  "version/vs-expand-all-v": "of several versions given, the last one counts",
  "version/vs-expand-v-n-request": "of several versions given, the last one counts",
  "overload/expand-exclude-versioned": "codes are excluded whatever their version",
  "overload/validate-all-good3": "of several versions given, the last one counts",
  "overload/validate-good-code2-v1display": "of several versions given, the last one counts",
  "overload/validate-good-enum-code3": "of several versions given, the last one counts",
  "overload/validate-good2a": "of several versions given, the last one counts",
  "default-valueset-version/direct-expand-one": "of several versions given, the last one counts",
};

describe("HL7's tests of terminology servers", () => {
  if (!data) return it("are to be had", () => console.log("not run, for want of CASE2FHIR_TEST_DATA"));
  const outcomes = runTxTests(join(data, "data/tx-tests"));
  const asked = outcomes.filter(({ unasked }) => unasked === undefined);

  it("are answered as they want, or with not knowing, but for what is listed", () => {
    const differing = asked.filter(({ wanted, said }) => said !== wanted && said !== "unknown");
    expect(differing.map(({ name }) => name).sort()).toEqual(Object.keys(OTHERWISE).sort());
  });

  it("can be asked, most of them, and few leave us not knowing", () => {
    expect(asked.length).toBeGreaterThan(160);
    expect(asked.filter(({ said }) => said === "unknown").length).toBeLessThan(16);
  });
});
