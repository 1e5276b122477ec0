/** Which errors of ours HL7's own validator finds too, at the same place. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorsOf, placeOf } from "../oracles/hl7/issues.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const work = join(root, ".cache/conformance");
const shared = process.env.CASE2FHIR_TEST_DATA && join(process.env.CASE2FHIR_TEST_DATA, "data/bundles");

/** The list of errors that are known, each with HL7's words. */
export const KNOWN_ERRORS = join(here, "known-errors.json");

/** The official examples and, where they are to be had, the Bundles that others wrote. */
export const folders = [
  join(root, "node_modules/hl7.fhir.r4.examples"),
  ...(shared && existsSync(shared) ? [shared] : []),
];

/** Above this size HL7's validator takes many minutes: it gets a Bundle of the entries in question alone. */
const WHOLE = 5_000_000;

/** What HL7's validator does not look at without a server to ask, and why it is an error all the same. */
const UNSEEN = {
  "validate/code-unknown":
    "(not looked at offline) the code system is complete as HL7 publishes it, or its codes have a form that this one has not: datatypes.html#Coding",
  "validate/wrong-display":
    "(not looked at offline) the display is to follow the rules of the code system: datatypes.html#Coding",
  "validate/reference-type":
    "(not looked at offline) the URL names a type that the element's definition does not list: ElementDefinition.type.targetProfile",
};

/** Where HL7 tells it of the whole Bundle and we of the entry. */
const TOLD_OF_BUNDLE = new Set(["validate/full-url-twice", "validate/reference-not-by-full-url"]);

/**
 * Judges the files of a folder by our validator and, where that errs, by HL7's.
 *
 * @param {import("../oracles/hl7/oracle.mjs").Oracle} oracle
 * @param {string} folder
 * @param {ReadonlySet<string>} [files] their names; all of the folder when absent
 * @returns {Promise<object>} our judgement, each of its rows with `hl7`: what HL7's validator says there, null if nothing
 */
export async function confirmErrors(oracle, folder, files) {
  const { judgeFolder } = await judge();
  const findings = new Map();
  const judgement = judgeFolder(folder, {
    files,
    onFinding: (file, finding) => findings.set(file, [...(findings.get(file) ?? []), finding]),
  });
  const rows = [];
  for (const [file, ours] of findings) {
    const path = join(folder, file);
    const outcome = await oracle.validate(statSync(path).size > WHOLE ? cutBundle(path, file, ours) : path);
    const theirs = errorsOf(outcome).map((issue) => ({ at: plain(placeOf(issue)), says: issue.details.text }));
    for (const row of judgement.rows.filter((one) => one.file === file)) {
      const at = TOLD_OF_BUNDLE.has(row.code) ? "Bundle" : plain(row.at);
      rows.push({
        ...row,
        hl7: theirs.find((one) => isNear(one.at, at))?.says.slice(0, 200) ?? UNSEEN[row.code] ?? null,
      });
    }
  }
  return { ...judgement, rows };
}

/** Without indexes, the url of an extension and the type of a choice; the last step may differ between the two as well. */
const plain = (expression) => expression.replace(/\[\d+\]|\[url='[^']*'\]|\.ofType\(\w+\)/g, "");
const isNear = (a, b) => a === b || parent(a) === b || parent(b) === a;
const parent = (expression) => expression.slice(0, expression.lastIndexOf("."));

/** judge.ts as Node can run it. */
async function judge() {
  const { build } = await import("esbuild");
  const outfile = join(work, "judge.mjs");
  const entryPoints = [join(here, "judge.ts")];
  await build({ entryPoints, outfile, bundle: true, packages: "external", platform: "node", format: "esm" });
  return import(outfile);
}

function cutBundle(path, file, findings) {
  const bundle = JSON.parse(readFileSync(path, "utf8"));
  const kept = new Set(findings.map(({ bundle: place }) => place.entry));
  for (const { message } of findings) {
    const first = /^bdl-7: entry (\d+)/.exec(message)?.[1];
    if (first) kept.add(Number(first));
  }
  const entry = bundle.entry.filter((_, i) => kept.has(i));
  const cut = join(work, file);
  mkdirSync(work, { recursive: true });
  writeFileSync(cut, JSON.stringify({ ...bundle, entry }));
  return cut;
}
