import { type Finding, finding } from "../finding/finding.js";
import { type Receipt, whyNoBase } from "../load/index.js";
import { readJson } from "./input.js";

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
