/**
 * `node tests/conformance/review.mjs`: writes known-errors.json anew, each row with what HL7's own validator says at
 * the same place; exit code 1 when it says nothing there, which makes the row a bug of ours.
 *
 * Needs Java (tests/oracles/hl7) and, for the Bundles that others wrote, CASE2FHIR_TEST_DATA.
 */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { startOracle } from "../oracles/hl7/oracle.mjs";
import { confirmErrors, folders, KNOWN_ERRORS } from "./confirm.mjs";

const all = [];
const oracle = await startOracle();
for (const folder of folders) {
  const { resources, flagged, errors, rows } = await confirmErrors(oracle, folder);
  console.log(JSON.stringify({ folder: basename(folder), resources, flagged, errors }));
  all.push(...rows);
}
oracle.close();
const unjustified = all.filter(({ hl7 }) => hl7 === null);
for (const row of unjustified) console.error(`HL7's validator says nothing here: ${JSON.stringify(row)}`);
writeFileSync(KNOWN_ERRORS, `${JSON.stringify(all, undefined, 2)}\n`);
console.log(JSON.stringify({ rows: all.length, unjustified: unjustified.length }));
process.exitCode = unjustified.length > 0 ? 1 : 0;
