/** The receipt that stands where a new one is to be written: what undoes the earlier load must not get lost. */
import { constants, copyFileSync, existsSync, statSync } from "node:fs";
import { type Finding, finding } from "../finding/finding.js";
import type { Receipt } from "../load/index.js";
import { readReceipt } from "./read-receipt.js";
import { reasonOf } from "./system.js";

/** Whether there is something to take back. */
const changesAnything = ({ entries, deleted }: Receipt): boolean =>
  deleted.length > 0 || entries.some(({ outcome }) => outcome === "created" || outcome === "updated");

/**
 * Saves the receipt of an earlier load that is complete and changed something. One that is not complete is continued: the new
 * one tells of both.
 *
 * @returns `isKept`: the new load changed nothing, and the earlier receipt stays the one of this file; what was done is a finding
 */
export async function saveEarlier(
  path: string,
  receipt: Receipt,
): Promise<{ isKept: boolean; findings: Finding[]; failure?: Finding }> {
  const none = { isKept: false, findings: [] };
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return none;
  const read = await readReceipt(path);
  if ("finding" in read || !read.receipt.complete || !changesAnything(read.receipt)) return none;
  const isSame = read.receipt.server.base === receipt.server.base;
  if (isSame && receipt.complete && !changesAnything(receipt)) {
    return { isKept: true, findings: [finding("load/receipt-kept", { file: path })] };
  }
  const beside = freeNameBeside(path);
  try {
    copyFileSync(path, beside, constants.COPYFILE_EXCL);
  } catch (error) {
    const reason = reasonOf(error as NodeJS.ErrnoException);
    return { ...none, failure: finding("cli/cannot-write", { file: beside, reason }) };
  }
  return { isKept: false, findings: [finding("load/receipt-beside", { file: path, earlier: beside })] };
}

/** `receipt.json` beside itself is `receipt.1.json`, then `receipt.2.json`; the endings stay. */
function freeNameBeside(path: string): string {
  const [, stem = "", ending = ""] = /^(.*?)((?:\.receipt)?\.json)?$/s.exec(path) ?? [];
  let number = 1;
  while (existsSync(`${stem}.${number}${ending}`)) number++;
  return `${stem}.${number}${ending}`;
}
