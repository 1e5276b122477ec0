/**
 * The R4 JSON cases of HL7's validator test suite, judged by ours: each row is one file, judged by the base definitions
 * or by a profile, with the definitions and settings that the row names.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { matchPaths } from "./paths.mjs";
import { xmlToJson } from "./xml.mjs";

/** Where the suite lies; undefined without CASE2FHIR_TEST_DATA. */
export function suiteFolder() {
  const data = process.env.CASE2FHIR_TEST_DATA;
  const folder = data && join(data, "data/hl7-tests");
  return folder && existsSync(folder) ? folder : undefined;
}

export const readCases = (folder) => JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")).cases;

/** What an option of HL7's manifest is for our validator; the others concern only the test bed or messages. */
const SETTINGS = {
  "security-checks": (value) => ({ securityChecks: value }),
  examples: (value) => ({ exampleUrls: String(value) !== "false" }),
  noHtmlInMarkdown: (value) => ({ htmlInMarkdown: value ? "error" : "warning" }),
  validateReference: (value) => ({ unresolvedReferences: value.startsWith("CHECK_EXISTS") ? "error" : "ignore" }),
  validateContains: (value) => ({ contained: value === "IGNORE" ? "ignore" : "check" }),
};

/** HL7's tests allow example.org, and an extension nobody knows is an error; their outcomes are of about that day. */
const SUITE = { exampleUrls: true, extensions: [], now: () => "2026-06-01T00:00:00.000Z" };

const settingsOf = ({ options }) =>
  Object.assign({}, SUITE, ...Object.entries(options).map(([name, value]) => SETTINGS[name]?.(value)));

const isError = ({ severity }) => severity === "error" || severity === "fatal";

/**
 * Makes the judge of rows.
 *
 * @param {{ createValidator: Function, parseJson: (text: string) => unknown }} library ours, built or as source
 * @param {string} folder of the suite
 * @returns {(row: object) => object} what we say of a row, beside what Java said, matched by path
 */
export function rowJudge({ createValidator, parseJson }, folder) {
  const read = (name) => {
    const text = readFileSync(join(folder, "files", name), "utf8");
    return name.endsWith(".xml") ? xmlToJson(text) : parseJson(text);
  };
  /** Most rows share a validator: those without definitions of their own. */
  const validators = new Map();
  const validatorFor = (names, settings) => {
    const key = JSON.stringify([names, settings]);
    if (!validators.has(key)) {
      validators.set(key, createValidator({ ...settings, definitions: names.map(read) }));
    }
    return validators.get(key);
  };
  return (row) => {
    const profile = row.stage === "profile" ? row.profileSource : null;
    const names = new Set([...row.profiles, ...row.supporting, ...(profile ? [profile] : [])]);
    const validator = validatorFor([...names], settingsOf(row));
    const ours = judge(() => {
      const resource = read(row.file);
      return validator.validate(resource, profile ? { profiles: [read(profile).url] } : {});
    });
    const errors = ours.filter(isError);
    const matches = matchPaths(
      row.errors.map(({ path }) => path),
      errors.map(({ path }) => path),
    );
    return { row, ours, errors, matches, agrees: errors.length > 0 === row.expectedHasError };
  };
}

/** Findings as the comparison needs them; text that is no JSON is one error, as it is for Java. */
function judge(call) {
  try {
    return call().map(({ severity, code, message, bundle }) => ({
      severity,
      code,
      message,
      path: bundle?.expression ?? "",
    }));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ severity: "error", code: "not-json", message: error.message, path: "" }];
  }
}

/**
 * The figures over judged rows, in percent with one decimal.
 *
 * agreement: rows where both pass or both fail; recall: of the rows that fail for Java; specificity: of those that pass;
 * samePath: Java's errors that have one of ours at the same path or one level apart; precision: ours that have one of
 * Java's. Rows whose errors Java only counts tell nothing of paths.
 */
export function figures(judged) {
  const failing = judged.filter(({ row }) => row.expectedHasError);
  const passing = judged.filter(({ row }) => !row.expectedHasError);
  const withPaths = judged.filter(({ row }) => row.errors.length > 0 || row.expectedErrors === 0);
  const matched = sum(withPaths, ({ matches }) => matches.length);
  return {
    rows: judged.length,
    agreement: share(judged.filter(agrees).length, judged.length),
    recall: share(failing.filter(agrees).length, failing.length),
    specificity: share(passing.filter(agrees).length, passing.length),
    samePath: share(
      matched,
      sum(withPaths, ({ row }) => row.errors.length),
    ),
    precision: share(
      matched,
      sum(withPaths, ({ errors }) => errors.length),
    ),
  };
}

const agrees = (one) => one.agrees;
const sum = (items, count) => items.reduce((total, item) => total + count(item), 0);
const share = (part, whole) => (whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10);
