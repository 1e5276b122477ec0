/** Receipts on disk: written by `load`, read by what works from them. */
import { basename, join } from "node:path";
import { stringifyJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { type Journal, type Receipt, whyNoBase } from "../load/index.js";
import { readJson } from "./input.js";
import { openJournal } from "./journal.js";
import { type WriteOptions, whyNotWritable, writeWhole } from "./write.js";

/** What a receipt must have for another look at the server; anything more is believed. */
export async function readReceipt(path: string): Promise<{ receipt: Receipt } | { finding: Finding }> {
  const input = await readJson(path);
  if ("finding" in input) return input;
  const { server, entries, deleted } = (input.json ?? {}) as Partial<Receipt>;
  const why =
    typeof server?.base !== "string" || whyNoBase(server.base) !== undefined
      ? "it names no server"
      : !Array.isArray(entries) || !Array.isArray(deleted)
        ? "it has no entries"
        : entries.some((entry) => typeof entry !== "object" || typeof entry?.outcome !== "string")
          ? "an entry tells no outcome"
          : undefined;
  if (why) return { finding: finding("load/not-a-receipt", { why }) };
  return { receipt: input.json as Receipt };
}

export interface OpenReceipt {
  journal: Journal;
  /** Writes the receipt. The journal stays until the load is complete. */
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
      const failure = await writeWhole(path, `${stringifyJson(receipt)}\n`);
      if (failure) return [failure];
      if (!receipt.complete) return [finding("load/unfinished", { file: path })];
      opened.end();
      return [];
    },
  };
}
