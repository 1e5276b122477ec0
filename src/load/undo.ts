/** Takes a load back, by its receipt: what it created is deleted, what it updated or deleted is as it was. */
import type { Bundle, BundleEntry } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import { type Change, isAsBefore, lookAtChanges, sortOut } from "./changes.js";
import { remove } from "./delete.js";
import { type Connection, connect } from "./http/connection.js";
import { readItems } from "./plan/items.js";
import type { Stored } from "./plan/plan.js";
import { chooseStrategy } from "./plan/strategy.js";
import type { DeletedEntry, Receipt } from "./receipt.js";
import type { Run } from "./run.js";
import { askServer } from "./servers/ask.js";
import type { Capabilities } from "./servers/capabilities.js";
import { store } from "./store.js";
import type { VerifyOptions } from "./verify.js";

export interface Undone {
  counts: {
    /** Created by the load, and deleted now. */
    deleted: number;
    /** Updated by the load, and as before now. */
    restored: number;
    /** Deleted by the load, and there again. */
    recreated: number;
    /** Not taken back: changed by others since, or refused. */
    remaining: number;
  };
  /** `Type/id` of what was not taken back. */
  remaining: string[];
  findings: Finding[];
}

/** Takes a load back. What others changed since is left as it is, and said. Never throws; repeating it is safe. */
export async function undo(receipt: Receipt, options: VerifyOptions): Promise<Undone> {
  const undone: Undone = {
    counts: { deleted: 0, restored: 0, recreated: 0, remaining: 0 },
    remaining: [],
    findings: [],
  };
  const { value: connection, failure } = connect(options);
  const asked = connection && (await askServer(connection, { overrides: options.overrides, row: options.row }));
  const unusable = failure ?? asked?.failure;
  if (!connection || !asked || unusable) return { ...undone, findings: unusable ? [unusable] : [] };
  const { capabilities } = asked.known;
  const changes = await lookAtChanges(receipt, connection, capabilities);
  if (changes.failure) return { ...undone, findings: [changes.failure] };
  const { open, findings } = sortOut(changes.value, capabilities);
  undone.findings.push(...findings);

  const restored = await restore(
    open.filter((change) => change.before && !isAsBefore(change)),
    connection,
    capabilities,
    undone.findings,
  );
  const created = open.filter(({ before, now }) => !before && now).map(asDeleted);
  const { removed, findings: refused } = await remove(created, connection, capabilities);
  undone.findings.push(...refused);
  const deleted = new Set(removed.map(({ type, id }) => `${type}/${id}`));

  const again = await lookAtChanges(receipt, connection, capabilities);
  if (again.failure) return { ...undone, findings: [...undone.findings, again.failure] };
  for (const { target, left, before, now } of again.value) {
    const isBack = before ? isAsBefore({ before, now }) : !now;
    if (!isBack) undone.remaining.push(target);
    else if (!before) undone.counts.deleted += deleted.has(target) ? 1 : 0;
    else undone.counts[left ? "restored" : "recreated"] += restored.has(target) ? 1 : 0;
  }
  undone.counts.remaining = undone.remaining.length;
  return undone;
}

/** Puts back what was there, by the same engine that loads; returns what was put back. */
async function restore(
  changes: readonly Change[],
  connection: Connection,
  capabilities: Capabilities,
  findings: Finding[],
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const entry = changes.map(({ before }) => ({ resource: before })) as BundleEntry[];
  const { items } = readItems({ resourceType: "Bundle", type: "collection", entry } as Bundle);
  const stored = new Map<string, Stored>();
  for (const item of items) {
    const now = changes[item.entry]?.now;
    if (now) stored.set(item.urn, now);
  }
  const { strategy } = chooseStrategy(capabilities, items);
  const paths = new Map(items.map(({ urn, type, id }) => [urn, `${type}/${id}`]));
  const run: Run = {
    connection,
    items,
    capabilities,
    strategy,
    paths,
    stored,
    before: new Map(),
    done: new Set(),
    sent: new Map(),
    findings: [],
  };
  await store(run);
  findings.push(...run.findings.map(({ bundle: _, ...found }) => found));
  return new Set(items.filter(({ urn }) => run.done.has(urn)).map(({ type, id }) => `${type}/${id}`));
}

/** What is there now, as it is to be deleted. */
const asDeleted = ({ type, id, now }: Change): DeletedEntry => {
  const { version, resource } = now as Stored;
  return { type, id, ...(version ? { version } : {}), before: resource };
};
