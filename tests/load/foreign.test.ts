/** Other people's Bundles, loaded twice: HL7's own examples, and Synthea's where CASE2FHIR_TEST_DATA says where they are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import { load } from "../../src/load/index.js";
import { embedded, options } from "./harness.js";

const examples = fileURLToPath(new URL("../../node_modules/hl7.fhir.r4.examples/", import.meta.url));
const shared = process.env.CASE2FHIR_TEST_DATA && join(process.env.CASE2FHIR_TEST_DATA, "data/bundles");

const read = (file: string) => parseJson(readFileSync(file, "utf8"));

async function loadTwice(bundle: Bundle, count: number) {
  const { base } = await embedded();
  const first = await load(bundle, options(base));
  expect(first.findings.filter((one) => one.severity !== "information")).toEqual([]);
  expect(first.receipt.counts).toMatchObject({ entries: count, created: count, equal: count });
  const second = await load(bundle, options(base));
  expect(second.receipt.counts).toMatchObject({ entries: count, unchanged: count, equal: count });
}

describe("other people's Bundles", () => {
  it.each([
    ["3ad0687e-f477-468c-afd5-fcc2bf897809", 59],
    ["father", 8],
    ["registry", 57],
    ["ussg-fht", 11],
    ["types", 63],
  ])("HL7's Bundle %s", async (id, count) => {
    await loadTwice(read(join(examples, `Bundle-${id}.json`)) as Bundle, count);
  });

  it.each(["Clemente_Kreiger", "Louis_Erdman"])("Synthea's %s", async (name) => {
    if (!shared) {
      console.log("not loaded: Synthea's Bundles, for want of CASE2FHIR_TEST_DATA");
      expect(process.env.CI, "CASE2FHIR_TEST_DATA must be set in CI").toBeFalsy();
      return;
    }
    const bundle = read(join(shared, `synthea2019-${name}.json`)) as Bundle;
    await loadTwice(bundle, bundle.entry?.length ?? 0);
  });
});
