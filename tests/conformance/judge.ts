/**
 * Judges every official R4 example and every Bundle that others wrote, and puts the errors into rows that can be
 * compared with known-errors.json: file, code and place without indexes, and how often.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../../src/fhir/json.js";
import type { Finding } from "../../src/finding/finding.js";
import { createValidator } from "../../src/validate/index.js";

/** One kind of error in one file. */
export interface ErrorRow {
  file: string;
  code: string;
  /** FHIRPath without indexes. */
  at: string;
  count: number;
}

export interface Judgement {
  resources: number;
  flagged: number;
  errors: number;
  rows: ErrorRow[];
}

/** File -> why it is not judged; everything else in the folder is. */
export const SKIPPED: Readonly<Record<string, string>> = {
  "package.json": "the package's own description is no resource",
  "Bundle-dataelements.json": "HL7's validator fails on its logical models, so nobody can say who is right",
};

export interface JudgeOptions {
  /** Names of the files to judge; all of the folder when absent. */
  files?: ReadonlySet<string>;
  /** Hears every error. */
  onFinding?: (file: string, finding: Finding) => void;
}

export function judgeFolder(folder: string, { files: wanted, onFinding }: JudgeOptions = {}): Judgement {
  const validator = createValidator();
  const judgement: Judgement = { resources: 0, flagged: 0, errors: 0, rows: [] };
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json") && !Object.hasOwn(SKIPPED, name))
    .filter((name) => wanted?.has(name) ?? true);
  for (const file of files.sort()) {
    const findings = validator.validate(parseJson(readFileSync(join(folder, file), "utf8")), { file });
    const errors = findings.filter(({ severity }) => severity === "error");
    for (const error of errors) onFinding?.(file, error);
    judgement.resources += 1;
    judgement.flagged += errors.length > 0 ? 1 : 0;
    judgement.errors += errors.length;
    judgement.rows.push(...rowsOf(file, errors));
  }
  return judgement;
}

export const withoutIndexes = (expression: string): string => expression.replace(/\[\d+\]/g, "");

function rowsOf(file: string, errors: readonly Finding[]): ErrorRow[] {
  const rows = new Map<string, ErrorRow>();
  for (const { code, bundle } of errors) {
    const at = withoutIndexes(bundle?.expression ?? "");
    const row = rows.get(`${code} ${at}`) ?? { file, code, at, count: 0 };
    row.count += 1;
    rows.set(`${code} ${at}`, row);
  }
  return [...rows.values()].sort((a, b) => (`${a.code} ${a.at}` < `${b.code} ${b.at}` ? -1 : 1));
}
