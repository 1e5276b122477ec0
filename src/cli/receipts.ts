/** Receipts on disk, as `load` writes them. */
import { basename, join } from "node:path";
import { stringifyJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Journal, Receipt } from "../load/index.js";
import { saveEarlier } from "./earlier-receipt.js";
import { openJournal } from "./journal.js";
import { type WriteOptions, whyNotWritable, writeWhole } from "./write.js";

export interface OpenReceipt {
  journal: Journal;
  /** Writes the receipt; one of an earlier load is not lost. The journal stays until the load is complete. */
  keep(receipt: Receipt): Promise<Finding[]>;
}

/**
 * Opens the receipt that the command line wants of an input: makes sure that it can be kept, before anything is done, and
 * takes up the journal beside it. One of several is called as its file, with the line if it is one.
 *
 * @returns undefined where no receipt is wanted
 */
export function openReceipt(
  name: string,
  { receipt, receipts }: { receipt?: string | undefined; receipts?: string | undefined },
): OpenReceipt | { finding: Finding } | undefined {
  if (receipt !== undefined) return open(receipt);
  if (receipts === undefined) return undefined;
  return open(join(receipts, `${basename(name).replace(/:(\d+)$/, ".$1")}.receipt.json`), { makeFolder: true });
}

function open(path: string, options: WriteOptions = {}): OpenReceipt | { finding: Finding } {
  const blocked = whyNotWritable(path, options);
  if (blocked) return { finding: blocked };
  const opened = openJournal(path);
  if ("finding" in opened) return opened;
  return {
    journal: opened.journal,
    async keep(receipt) {
      const { isKept, findings, failure: unsaved } = await saveEarlier(path, receipt);
      // Rather none is written than one that takes the place of what undoes the earlier load.
      const failure = unsaved ?? (isKept ? undefined : await writeWhole(path, `${stringifyJson(receipt)}\n`));
      if (failure) return [...findings, failure];
      if (!receipt.complete) return [...findings, finding("load/unfinished", { file: path })];
      opened.end();
      return findings;
    },
  };
}
