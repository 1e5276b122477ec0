/** What a load did, in two lines. */
import type { Receipt, ReceiptCounts } from "../load/index.js";
import { harmless } from "./style.js";
import { counted } from "./text.js";

/** The outcomes in the order they are told, each with its words. */
const OUTCOMES: readonly (readonly [keyof ReceiptCounts, string])[] = [
  ["created", "created"],
  ["updated", "updated"],
  ["unchanged", "there already and unchanged"],
  ["failed", "refused"],
  ["unknown", "sent without an answer"],
  ["unsent", "not there"],
  ["deleted", "deleted"],
];

/** The server, and how many entries were created, updated, refused and read back equal. */
export function renderReceipt({ server, counts }: Receipt): string {
  const name = [server.software?.name, server.software?.version].filter(Boolean).join(" ");
  return `${harmless(server.base)}${name ? ` (${harmless(name)})` : ""}\n  ${renderCounts(counts)}\n`;
}

/** `63 entries: 60 created, 3 updated; 63 read back equal`. */
export function renderCounts(counts: ReceiptCounts): string {
  if (counts.entries === 0) return "nothing";
  const outcomes = OUTCOMES.filter(([key]) => counts[key] > 0).map(([key, words]) => `${counts[key]} ${words}`);
  const different = counts.different > 0 ? `, ${counts.different} different` : "";
  return `${counted(counts.entries, "entry", "entries")}: ${outcomes.join(", ")}; ${counts.equal} read back equal${different}`;
}
