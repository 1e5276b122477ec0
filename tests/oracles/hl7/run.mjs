/**
 * `npm run oracle:java [-- FILE…]`: what HL7's own validator says; exit code 1 when it finds an error. Without files it
 * judges every example, as each kind of Bundle, and our guide; whether the guide refuses what breaks its promises; of the
 * errors that our validator is known to find in official examples, whether HL7's finds them too; and mutants of official
 * examples, each with a single defect, whether both validators pass or fail them, but for what is known to differ
 * (../known-differences.mjs). `--mutants` does the last alone, `--all` makes thousands of them, `--json FILE` keeps what
 * was said of each.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, main } from "../../../src/build/build.mjs";
import { install } from "../../../src/build/install.mjs";
import { confirmErrors, folders, KNOWN_ERRORS } from "../../conformance/confirm.mjs";
import { KNOWN_DIFFERENCES } from "../known-differences.mjs";
import { judgeChanges } from "./changes.mjs";
import { exampleFiles, isPlain } from "./examples.mjs";
import { errorsOf, isError, lineOf, warningsOf } from "./issues.mjs";
import { beside, byKind, compare, figuresOf, SIZES } from "./mutants/compare.mjs";
import { ORACLE, startOracle } from "./oracle.mjs";

await main(async () => {
  install();
  const { values: options, positionals: given } = parseArgs({
    options: { mutants: { type: "boolean" }, all: { type: "boolean" }, json: { type: "string" } },
    allowPositionals: true,
  });
  const oracle = await startOracle();
  try {
    const figures = { oracle: ORACLE };
    if (!options.mutants) {
      const files = given.length > 0 ? given : await exampleFiles();
      Object.assign(figures, await judge(oracle, files, given.length > 0));
      if (given.length === 0) {
        Object.assign(figures, await judgeChanges(oracle, files.filter(isPlain)), await confirmKnown(oracle));
      }
      const { errors, accepted, unconfirmed } = figures;
      if (files.length === 0 || [errors, accepted, unconfirmed].some((count) => count > 0)) process.exitCode = 1;
    }
    if (given.length === 0) figures.mutants = await judgeMutants(oracle, options);
    console.log(JSON.stringify(figures));
  } finally {
    oracle.close();
  }
});

/** Prints the errors of every file, and its warnings where they are wanted. */
async function judge(oracle, files, wantsWarnings) {
  const told = { files: 0, errors: 0, warnings: 0 };
  for (const file of files) {
    const outcome = await oracle.validate(file);
    const errors = errorsOf(outcome);
    const warnings = warningsOf(outcome);
    told.files += 1;
    told.errors += errors.length;
    told.warnings += warnings.length;
    console.log(`${file}: ${errors.length} errors, ${warnings.length} warnings`);
    for (const issue of outcome.issue ?? []) {
      if (isError(issue) || (wantsWarnings && issue.severity === "warning")) console.log(`  ${lineOf(issue)}`);
    }
  }
  return told;
}

function knownErrors() {
  return JSON.parse(readFileSync(KNOWN_ERRORS, "utf8"));
}

async function confirmKnown(oracle) {
  const known = knownErrors();
  const here = known.filter(({ file }) => folders.some((folder) => existsSync(join(folder, file))));
  if (here.length < known.length) {
    console.log(`${known.length - here.length} known errors are not judged, for want of CASE2FHIR_TEST_DATA`);
    if (process.env.CI) process.exitCode = 1;
  }
  const names = new Set(here.map(({ file }) => file));
  const found = [];
  for (const folder of folders) found.push(...(await confirmErrors(oracle, folder, names)).rows);
  const confirmed = found.filter(({ hl7 }) => hl7 !== null);
  for (const { file, code, at } of found.filter(({ hl7 }) => hl7 === null)) {
    console.log(`HL7's validator does not confirm ${code} at ${at} of ${file}`);
  }
  console.log(
    `${confirmed.length} of ${found.length} kinds of errors in official examples and Bundles of others are HL7's too`,
  );
  return { knownErrors: here.length, confirmed: confirmed.length, unconfirmed: found.length - confirmed.length };
}

/**
 * Official examples and single defects put into them, by both validators; the kinds they disagree on are printed. What
 * disagrees and is not known to, or is known to and does not, ends the run with exit code 1.
 */
async function judgeMutants(oracle, { all = false, json }) {
  await build(["definitions", "library"]);
  const rows = await compare(oracle, await import("../../../dist/lib/index.js"), all ? SIZES.all : SIZES.some);
  if (json) writeFileSync(json, `${JSON.stringify(rows, undefined, 1)}\n`);
  const kinds = byKind(rows);
  const { unknown, settled } = beside(rows, KNOWN_DIFFERENCES, new Set(knownErrors().map(({ file }) => file)), all);
  for (const [kind, { judged, agree, onlyHl7, onlyOurs }] of Object.entries(kinds)) {
    if (agree < judged)
      console.log(`${kind}: ${agree} of ${judged} agree; HL7 alone errs ${onlyHl7}, ours ${onlyOurs} times`);
  }
  for (const { kind, example, theirs, ours } of unknown) {
    console.log(`not known to differ: ${kind}, in ${example}`);
    const [{ path, id, says }] = [...theirs, ...ours];
    console.log(`  only ${theirs.length > 0 ? "HL7's" : "ours"}: ${path} ${id} ${says}`);
  }
  for (const name of settled) console.log(`agrees, and stands in known-differences.mjs still: ${name}`);
  if (unknown.length + settled.length > 0) process.exitCode = 1;
  return { ...figuresOf(kinds), unknown: unknown.length, settled: settled.length };
}
