/** The journal of a load on disk: NDJSON beside the receipt, until the load is complete. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { parseJson, stringifyJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { Journal, type JournalLine } from "../load/index.js";
import { reasonOf } from "./system.js";

export interface OpenJournal {
  journal: Journal;
  /** Ends it: a load that is complete has no use for it any more. */
  end(): void;
}

/**
 * Opens the journal that belongs to a receipt: `RECEIPT.journal`. What an unfinished load wrote there is read.
 *
 * @returns the finding when it cannot be read
 */
export function openJournal(receipt: string): OpenJournal | { finding: Finding } {
  const path = `${receipt}.journal`;
  try {
    const lines = existsSync(path) ? readLines(readFileSync(path, "utf8")) : [];
    const append = async (more: readonly JournalLine[]) => appendNow(path, more);
    return { journal: new Journal({ lines, append }), end: () => rmSync(path, { force: true }) };
  } catch (error) {
    return { finding: finding("cli/cannot-read", { file: path, reason: reasonOf(error as NodeJS.ErrnoException) }) };
  }
}

/** The last line may be half written: what it would have told was not done yet. */
function readLines(text: string): JournalLine[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => parseJson(line) as JournalLine);
}

function appendNow(path: string, lines: readonly JournalLine[]): void {
  const file = openSync(path, "a");
  try {
    for (const line of lines) writeSync(file, `${stringifyJson(line, 0)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
