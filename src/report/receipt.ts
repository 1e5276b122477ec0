/** What a load did, in two lines. */
import type { Receipt, ReceiptCounts, Undone, Verified } from "../load/index.js";
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

/** `96 entries: 95 as loaded, 1 different`. */
export function renderVerified(base: string, { entries, equal, different, missing }: Verified["counts"]): string {
  const told = [`${equal} as loaded`, ...some(different, "different"), ...some(missing, "missing")];
  return `${harmless(base)}\n  ${counted(entries, "entry", "entries")}: ${told.join(", ")}\n`;
}

/** What was taken back, and what was not. */
export function renderUndone(base: string, { counts, remaining }: Undone): string {
  const told = [
    ...some(counts.deleted, "deleted"),
    ...some(counts.restored, "restored"),
    ...some(counts.recreated, "stored again"),
    ...some(counts.remaining, "left"),
  ];
  const left = remaining.map((target) => `  left: ${harmless(target)}\n`).join("");
  return `${harmless(base)}\n  ${told.join(", ") || "nothing to take back"}\n${left}`;
}

const some = (count: number, words: string): string[] => (count > 0 ? [`${count} ${words}`] : []);
