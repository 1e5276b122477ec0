/** What a load did, as JSON to keep: made from what was planned, heard and read back. */
import type { Resource } from "../fhir/types.js";
import type { Plan, PlannedRequest } from "./plan.js";
import type { ReadBackEntry } from "./read-back.js";
import type { SentEntry } from "./send.js";
import type { ServerInfo } from "./software.js";

/**
 * - `created`, `updated`: a version was written;
 * - `unchanged`: a PUT of what was there already;
 * - `existing`: ifNoneExist found it there, nothing was written;
 * - `failed`: the server refused it;
 * - `unknown`: it was sent, and its answer was not heard;
 * - `unsent`: it never left.
 */
export type EntryOutcome = "created" | "updated" | "unchanged" | "existing" | "failed" | "unknown" | "unsent";

export interface ReceiptEntry {
  /** Index in the Bundle that was given. */
  entry: number;
  request: { method: "PUT" | "POST"; url: string; ifNoneExist?: string };
  status?: number;
  outcome: EntryOutcome;
  assigned?: { type: string; id: string; version?: string };
  /** Whether what was read back is what was sent; absent when it was not read back. */
  equal?: boolean;
  differences?: number;
}

export type ReceiptCounts = Record<EntryOutcome, number> & {
  entries: number;
  /** Read back and equal. */
  equal: number;
  /** Read back and different. */
  different: number;
};

export interface Receipt {
  server: { base: string } & ServerInfo;
  /** ISO 8601, from the clock that was given; absent without one. */
  loadedAt?: string;
  bundle: Plan["type"];
  counts: ReceiptCounts;
  entries: ReceiptEntry[];
}

export interface ReceiptParts {
  plan: Plan;
  base: string;
  info: ServerInfo;
  sent: readonly SentEntry[];
  back: readonly ReadBackEntry[];
  /** What was there before, by the URL of its PUT. */
  existing: ReadonlyMap<string, Resource>;
  loadedAt?: string;
}

export function makeReceipt({ plan, base, info, sent, back, existing, loadedAt }: ReceiptParts): Receipt {
  const entries = plan.requests.map((request, i) =>
    receiptEntry(request, sent[i] ?? { state: "unsent" }, back[i] ?? {}, existing),
  );
  return {
    server: { base, ...info },
    ...(loadedAt ? { loadedAt } : {}),
    bundle: plan.type,
    counts: countsOf(entries),
    entries,
  };
}

function receiptEntry(
  request: PlannedRequest,
  sent: SentEntry,
  back: ReadBackEntry,
  existing: ReadonlyMap<string, Resource>,
): ReceiptEntry {
  const { method, url, ifNoneExist, entry } = request;
  const place = sent.assigned ?? back.assigned;
  const version = sent.assigned?.version ?? back.version;
  return {
    entry,
    request: { method, url, ...(ifNoneExist === undefined ? {} : { ifNoneExist }) },
    ...(sent.status === undefined ? {} : { status: sent.status }),
    outcome: outcomeOf(request, sent, version, back.equal, existing.get(url)),
    ...(place ? { assigned: { type: place.type, id: place.id, ...(version ? { version } : {}) } } : {}),
    ...(back.equal === undefined ? {} : { equal: back.equal }),
    ...(back.differences === undefined ? {} : { differences: back.differences }),
  };
}

const NOT_STORED = { refused: "failed", unknown: "unknown", unsent: "unsent" } as const;

/** A status of 200 alone does not tell an update from a creation or from nothing done: the version before does. */
function outcomeOf(
  { method, id, ifNoneExist }: PlannedRequest,
  { state, status }: SentEntry,
  version: string | undefined,
  equal: boolean | undefined,
  before: Resource | undefined,
): EntryOutcome {
  if (state !== "stored") return NOT_STORED[state];
  if (status === 201) return "created";
  if (method === "POST") return ifNoneExist === undefined ? "created" : "existing";
  if (!before) return id === undefined ? "updated" : "created";
  const versionBefore = before.meta?.versionId;
  if (versionBefore === undefined || version === undefined) return equal ? "unchanged" : "updated";
  return versionBefore === version ? "unchanged" : "updated";
}

function countsOf(entries: readonly ReceiptEntry[]): ReceiptCounts {
  const count = (outcome: EntryOutcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    entries: entries.length,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    existing: count("existing"),
    failed: count("failed"),
    unknown: count("unknown"),
    unsent: count("unsent"),
    equal: entries.filter((entry) => entry.equal === true).length,
    different: entries.filter((entry) => entry.equal === false).length,
  };
}
