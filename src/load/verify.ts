/** Whether a server still has what a receipt says was loaded. */
import { type Finding, finding } from "../finding/finding.js";
import { type ConnectionOptions, connect } from "./http/connection.js";
import { differences } from "./read/compare.js";
import { storedOf } from "./read/look.js";
import { differenceFinding } from "./read/prove.js";
import { readAll } from "./read/read.js";
import type { Receipt } from "./receipt.js";
import { askServer } from "./servers/ask.js";
import type { Evidence } from "./servers/known.js";

export interface VerifyOptions extends ConnectionOptions, Partial<Pick<Evidence, "overrides" | "row">> {}

export interface Verified {
  counts: { entries: number; equal: number; different: number; missing: number };
  findings: Finding[];
}

/** Reads everything that a receipt names and compares it with what the receipt says it should be. Writes nothing. */
export async function verify(receipt: Receipt, options: VerifyOptions): Promise<Verified> {
  const kept = receipt.entries.filter(({ assigned, resource }) => assigned && resource);
  const counts = { entries: kept.length, equal: 0, different: 0, missing: 0 };
  const failed = (failure: Finding): Verified => ({ counts, findings: [failure] });
  const { value: connection, failure } = connect(options);
  if (failure) return failed(failure);
  const { known, failure: unusable } = await askServer(connection, { overrides: options.overrides, row: options.row });
  if (unusable) return failed(unusable);
  const targets = kept.map(({ assigned }) => `${assigned?.type}/${assigned?.id}`);
  const gone = receipt.deleted.map(({ type, id }) => `${type}/${id}`);
  const read = await readAll(connection, [...targets, ...gone], known.capabilities);
  if (read.failure) return failed(read.failure);
  const findings: Finding[] = [];
  for (const [i, { resource: expected, entry }] of kept.entries()) {
    const { resource, failure: unread } = read.value[i] ?? {};
    const place = { bundle: { entry } };
    if (unread) findings.push({ ...unread, ...place });
    if (!resource || !expected) {
      counts.missing++;
      if (!unread)
        findings.push(
          finding("load/read-back-failed", { target: targets[i], status: 404, text: "it is not there" }, place),
        );
      continue;
    }
    const there = storedOf(resource, connection.base);
    const differing = differences(expected, there.resource);
    findings.push(...differing.map((one) => differenceFinding(expected, there, one, entry)));
    counts[differing.length === 0 ? "equal" : "different"]++;
  }
  const back = gone.filter((_, i) => read.value[kept.length + i]?.resource);
  findings.push(...back.map((target) => finding("load/there-again", { target })));
  return { counts, findings };
}
