/** What a load did, as JSON to keep: enough to prove it again later, and to take it back. */
import { withId } from "../fhir/ids.js";
import type { Resource } from "../fhir/types.js";
import type { Item } from "./plan/items.js";
import type { Stored } from "./plan/plan.js";
import type { StrategyId } from "./plan/strategy.js";
import type { Proof } from "./read/prove.js";
import { expectedOf } from "./read/same.js";
import type { SentItem } from "./run.js";
import type { ServerInfo } from "./servers/ask.js";

/**
 * - `created`, `updated`: a version was written;
 * - `unchanged`: it was there already as it should be;
 * - `failed`: the server refused it;
 * - `unknown`: it was sent, and nobody can say what became of it;
 * - `unsent`: it is not there: it never left, or was looked for in vain after its answer was lost or said otherwise.
 */
export type EntryOutcome = "created" | "updated" | "unchanged" | "failed" | "unknown" | "unsent";

export interface ReceiptEntry {
  /** Index in the Bundle that was given. */
  entry: number;
  type: string;
  /** Its last request; absent when none was needed. */
  request?: SentItem["request"];
  status?: number;
  outcome: EntryOutcome;
  assigned?: { type: string; id: string; version?: string };
  /** Whether what was read back is what was sent; absent when it was not read back. */
  equal?: boolean;
  differences?: number;
  /** What was there before it was updated. */
  before?: Resource;
  /** As the server should have it. */
  resource?: Resource;
}

/** A resource that was taken away, as it was. */
export interface DeletedEntry {
  type: string;
  id: string;
  version?: string;
  before: Resource;
}

export type ReceiptCounts = Record<EntryOutcome, number> & {
  entries: number;
  deleted: number;
  /** Read back and equal. */
  equal: number;
  /** Read back and different. */
  different: number;
};

export interface Receipt {
  server: { base: string } & ServerInfo;
  /** ISO 8601, from the clock that was given; absent without one. */
  loadedAt?: string;
  /** Absent when it did not come to that. */
  strategy?: StrategyId;
  /** Whether everything is there and nothing is left to do. */
  complete: boolean;
  counts: ReceiptCounts;
  entries: ReceiptEntry[];
  deleted: DeletedEntry[];
}

export interface ReceiptParts {
  base: string;
  info: ServerInfo;
  strategy?: StrategyId;
  items: readonly Item[];
  /** By urn: what was there before the load. */
  before: ReadonlyMap<string, Stored>;
  /** By urn: what is there now. */
  stored: ReadonlyMap<string, Stored>;
  /** Urns of the items that are as they should be. */
  done: ReadonlySet<string>;
  sent: ReadonlyMap<string, SentItem>;
  proofs: ReadonlyMap<string, Proof>;
  deleted: DeletedEntry[];
  loadedAt?: string;
}

export function makeReceipt(parts: ReceiptParts): Receipt {
  const { base, info, strategy, items, done, deleted, loadedAt } = parts;
  const entries = items.map((item) => receiptEntry(item, parts));
  return {
    server: { base, ...info },
    ...(loadedAt ? { loadedAt } : {}),
    ...(strategy ? { strategy } : {}),
    complete: items.length > 0 && items.every(({ urn }) => done.has(urn)),
    counts: countsOf(entries, deleted),
    entries,
    deleted,
  };
}

function receiptEntry(item: Item, { before, stored, done, sent, proofs }: ReceiptParts): ReceiptEntry {
  const { urn, type, entry } = item;
  const { request, status, ...own } = sent.get(urn) ?? {
    state: done.has(urn) ? ("stored" as const) : ("unsent" as const),
  };
  const { equal, differences, expected, ...proof } = proofs.get(urn) ?? {};
  const there = own.state === "stored" ? stored.get(urn) : undefined;
  const version = proof.version ?? there?.version;
  const first = before.get(urn);
  const outcome = outcomeOf(own.state, first, there && version, request !== undefined);
  return {
    entry,
    type,
    ...(request ? { request } : {}),
    ...(status === undefined ? {} : { status }),
    outcome,
    ...(there ? { assigned: { type, id: there.id, ...(version ? { version } : {}) } } : {}),
    ...(equal === undefined ? {} : { equal }),
    ...(differences ? { differences } : {}),
    ...(outcome === "updated" && first ? { before: first.resource } : {}),
    ...(there ? { resource: withId(expected ?? expectedOf(item, stored), there.id) } : {}),
  };
}

/** A status of 200 alone does not tell an update from nothing done: what was there before does. */
function outcomeOf(
  state: SentItem["state"],
  before: Stored | undefined,
  version: string | undefined,
  written: boolean,
): EntryOutcome {
  if (state !== "stored") return ({ refused: "failed", unknown: "unknown", unsent: "unsent" } as const)[state];
  if (!before) return "created";
  if (before.version !== undefined && version !== undefined)
    return before.version === version ? "unchanged" : "updated";
  return written ? "updated" : "unchanged";
}

export function countsOf(entries: readonly ReceiptEntry[], deleted: readonly DeletedEntry[]): ReceiptCounts {
  const count = (outcome: EntryOutcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    entries: entries.length,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    failed: count("failed"),
    unknown: count("unknown"),
    unsent: count("unsent"),
    deleted: deleted.length,
    equal: entries.filter((entry) => entry.equal === true).length,
    different: entries.filter((entry) => entry.equal === false).length,
  };
}
