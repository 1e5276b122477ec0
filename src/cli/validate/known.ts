/** Findings that are known and not told: a file that lists them, each with its reason. */
import { type Finding, finding } from "../../finding/finding.js";
import { readJson } from "../input.js";

interface Item {
  /** Our code, or HL7's message id. */
  code: string;
  /** FHIRPath; without indices it means every item. */
  place?: string;
  /** A part of the sentence. */
  message?: string;
  reason: string;
}

export interface Known {
  isKnown(found: Finding): boolean;
  /** What matched nothing, once everything was judged. */
  unused(): Finding[];
}

const NOTHING_KNOWN: Known = { isKnown: () => false, unused: () => [] };

/** @param path a JSON file; nothing is known without one */
export async function readKnown(path: string | undefined): Promise<Known | { finding: Finding }> {
  if (path === undefined) return NOTHING_KNOWN;
  const read = await readJson(path);
  if ("finding" in read) return read;
  const items = (read.json as { ignore?: unknown } | null)?.ignore;
  const why = whyNotItems(items);
  if (why) return { finding: finding("cli/bad-ignore-file", { file: path, why }) };
  return knownFrom(path, items as readonly Item[]);
}

function whyNotItems(items: unknown): string | undefined {
  if (!Array.isArray(items)) return "it has no list `ignore`";
  for (const [i, item] of items.entries()) {
    const { code, place, message, reason } = (item ?? {}) as Record<string, unknown>;
    if (typeof code !== "string") return `item ${i + 1} has no code`;
    if (typeof reason !== "string" || reason.trim() === "") return `item ${i + 1} (${code}) has no reason`;
    if ([place, message].some((one) => one !== undefined && typeof one !== "string"))
      return `place or message of item ${i + 1} (${code}) is no text`;
  }
  return undefined;
}

function knownFrom(file: string, items: readonly Item[]): Known {
  const used = new Set<Item>();
  return {
    isKnown(found) {
      const matching = items.filter((item) => matches(item, found));
      for (const item of matching) used.add(item);
      return matching.length > 0;
    },
    unused: () =>
      items.flatMap((item, i) =>
        used.has(item) ? [] : [finding("cli/ignored-nothing", { number: i + 1, file, code: item.code })],
      ),
  };
}

function matches({ code, place, message }: Item, found: Finding): boolean {
  if (code !== found.code && code !== found.messageId) return false;
  if (message !== undefined && !found.message.includes(message)) return false;
  const expression = found.bundle?.expression ?? "";
  return place === undefined || place === expression || place === expression.replace(/\[\d+\]/g, "");
}
