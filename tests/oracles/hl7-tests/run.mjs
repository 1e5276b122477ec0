/**
 * `npm run oracle:hl7-tests [-- --row ID] [--json FILE]`: how far the built library agrees with what HL7's Java
 * validator said (with a terminology server) of HL7's own test suite. Prints every disagreement; the last line is JSON:
 * the figures over all rows, and over those whose errors do not all need external terminology.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build, main } from "../../../src/build/build.mjs";
import { figures, readCases, rowJudge, suiteFolder } from "./cases.mjs";

await main(async () => {
  const { values: options } = parseArgs({ options: { row: { type: "string" }, json: { type: "string" } } });
  const folder = suiteFolder();
  if (!folder) throw new Error("CASE2FHIR_TEST_DATA does not lead to HL7's test suite (data/hl7-tests)");
  await build(["definitions", "library"]);
  const judge = rowJudge(await import("../../../dist/lib/index.js"), folder);
  const rows = readCases(folder).filter(({ id }) => options.row === undefined || id === options.row);
  if (rows.length === 0) throw new Error(`there is no row ${options.row}`);

  const judged = rows.map(judge);
  const told = options.row === undefined ? judged.flatMap(disagreement) : judged.map(whole);
  for (const text of told) console.log(text);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(judged, undefined, 2)}\n`);
  const offline = judged.filter(({ row }) => !row.allErrorsNeedExternalTerminology);
  console.log(JSON.stringify({ ...figures(judged), withoutExternalTerminology: figures(offline) }));
});

/** The lines about a row: nothing where every error has its counterpart. */
function disagreement({ row, errors, matches, agrees }) {
  const isAlone = (side) => (_, i) => !matches.some((pair) => pair[side] === i);
  const lines = [
    ...row.errors.filter(isAlone(0)).map((error) => line("Java", error)),
    ...errors.filter(isAlone(1)).map((error) => line("ours", error)),
  ];
  return agrees && lines.length === 0 ? [] : [title(row, errors, agrees), ...lines];
}

/** All that both say of a row. */
function whole({ row, ours, errors, matches, agrees }) {
  const { file, profileSource, profiles, supporting, options, issues } = row;
  const theirs = new Set(matches.map(([i]) => `${row.errors[i].path} ${row.errors[i].message}`));
  const mine = new Set(matches.map(([, i]) => errors[i]));
  return [
    title(row, errors, agrees),
    JSON.stringify({ file, profileSource, profiles, supporting, options }),
    ...issues.map((issue) => line("Java", issue, theirs.has(`${issue.path} ${issue.message}`))),
    ...ours.map((found) => line("ours", found, mine.has(found))),
  ].join("\n");
}

function title({ id, expectedHasError }, errors, agrees) {
  const verdict = (fails) => (fails ? "fails" : "passes");
  const both = `Java ${verdict(expectedHasError)}, ours ${verdict(errors.length > 0)}`;
  return `${id}: ${both}${agrees ? "" : "  DISAGREES"}`;
}

/** One issue; `=` marks those that the other validator has at the same path. */
function line(who, { severity, path, message, code }, isPaired) {
  const says = code.startsWith("validate/") ? `[${code}] ${message}` : message;
  return `  ${isPaired ? "=" : " "} ${who} ${severity.padEnd(11)} ${path || "(root)"}  ${says}`;
}
