/** Takes a load back, by its receipt: what it created is deleted, what it updated or deleted is as it was. */
import { referencesOf } from "../fhir/references.js";
import type { Bundle, BundleEntry, Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { differences } from "./compare.js";
import { type Connection, connect, type Result } from "./connection.js";
import { remove } from "./delete.js";
import { readItems } from "./items.js";
import { storedOf } from "./look.js";
import type { Stored } from "./plan.js";
import { readAll } from "./read.js";
import type { DeletedEntry, Receipt } from "./receipt.js";
import { askServer } from "./servers/ask.js";
import type { Capabilities } from "./servers/capabilities.js";
import { type Run, store } from "./store.js";
import { chooseStrategy, isIdAllowed } from "./strategy.js";
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

/** One resource as the load left it, as it is, and as it was. */
interface Change {
  target: string;
  type: string;
  id: string;
  /** What the load left; nothing when it deleted it. */
  left?: Resource;
  version?: string;
  /** What is there now. */
  now?: Stored;
  /** What was there before the load; nothing when it created it. */
  before?: Resource;
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

  const lost = await restore(
    open.filter((change) => change.before && !isAsBefore(change)),
    connection,
    capabilities,
    undone.findings,
  );
  const created = open.filter(({ before, now }) => !before && now);
  const { removed } = await removeAll(created, connection, capabilities, undone.findings);

  const again = await lookAtChanges(receipt, connection, capabilities);
  if (again.failure) return { ...undone, findings: [...undone.findings, again.failure] };
  for (const { target, left, before, now } of again.value) {
    const isBack = before ? isAsBefore({ before, now }) : !now;
    if (!isBack) undone.remaining.push(target);
    else if (!before) undone.counts.deleted += removed.has(target) ? 1 : 0;
    else undone.counts[left ? "restored" : "recreated"] += lost.has(target) ? 1 : 0;
  }
  undone.counts.remaining = undone.remaining.length;
  return undone;
}

async function lookAtChanges(
  { entries, deleted }: Receipt,
  connection: Connection,
  capabilities: Capabilities,
): Promise<Result<Change[]>> {
  const written = entries.flatMap(({ outcome, assigned, resource, before }): Change[] => {
    if (!assigned || (outcome !== "created" && outcome !== "updated")) return [];
    const { type, id, version } = assigned;
    return [
      {
        target: `${type}/${id}`,
        type,
        id,
        ...(version ? { version } : {}),
        ...(resource ? { left: resource } : {}),
        ...(before ? { before: withoutServerMeta(before) } : {}),
      },
    ];
  });
  const gone = deleted.map(
    ({ type, id, before }): Change => ({ target: `${type}/${id}`, type, id, before: withoutServerMeta(before) }),
  );
  const changes = [...written, ...gone];
  const read = await readAll(
    connection,
    changes.map(({ target }) => target),
    capabilities,
  );
  if (read.failure) return { failure: read.failure };
  const failure = read.value.find((one) => one.failure)?.failure;
  if (failure) return { failure };
  return {
    value: changes.map((change, i) => {
      const { resource } = read.value[i] ?? {};
      return resource ? { ...change, now: storedOf(resource, connection.base) } : change;
    }),
  };
}

const isAsBefore = ({ before, now }: Pick<Change, "before" | "now">): boolean =>
  before !== undefined && now !== undefined && differences(before, now.resource).length === 0;

/** What can be taken back, and why the rest cannot. */
function sortOut(changes: readonly Change[], capabilities: Capabilities): { open: Change[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const keep = new Set<string>();
  const byTarget = new Map(changes.map((change) => [change.target, change]));
  for (const change of changes) {
    const problem = problemOf(change, capabilities);
    if (!problem) continue;
    findings.push(problem);
    keep.add(change.target);
  }
  // What stays needs what it refers to.
  const open = [...keep];
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    for (const { reference } of referencesOf(byTarget.get(target)?.now?.resource)) {
      const other = byTarget.get(reference);
      if (!other || other.before || keep.has(reference)) continue;
      keep.add(reference);
      open.push(reference);
      findings.push(finding("load/still-referred", { target: reference, other: target }));
    }
  }
  return { open: changes.filter(({ target }) => !keep.has(target)), findings };
}

function problemOf(
  { target, id, left, version, now, before }: Change,
  capabilities: Capabilities,
): Finding | undefined {
  if (!left) {
    const possible = isIdAllowed(id, capabilities) && capabilities.putAfterDelete !== "refused";
    return now || possible ? undefined : finding("load/cannot-recreate", { target });
  }
  if (!now) return before ? finding("load/changed-since", { target, what: "deleted" }) : undefined;
  if (version !== undefined && now.version === version) return undefined;
  const isAsLeft = differences(left, now.resource).length === 0;
  return isAsLeft || isAsBefore({ before, now })
    ? undefined
    : finding("load/changed-since", { target, what: "changed" });
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

/** As a client would send it: without what the server says of it (HAPI ends meta.source with the number of a request). */
function withoutServerMeta({ resourceType, id, meta, ...content }: Resource): Resource {
  const { versionId: _version, lastUpdated: _updated, source, ...own } = meta ?? {};
  const told = source?.replace(/#[A-Za-z0-9]{16}$/, "");
  const sent = { ...own, ...(told ? { source: told } : {}) };
  const kept = Object.keys(sent).length > 0 ? { meta: sent } : {};
  return { resourceType, ...(id ? { id } : {}), ...kept, ...content } as Resource;
}

async function removeAll(
  created: readonly Change[],
  connection: Connection,
  capabilities: Capabilities,
  findings: Finding[],
): Promise<{ removed: ReadonlySet<string> }> {
  const entries = created.map(({ type, id, now }): DeletedEntry => {
    const { version, resource } = now as Stored;
    return { type, id, ...(version ? { version } : {}), before: resource };
  });
  const { removed, findings: said } = await remove(entries, connection, capabilities);
  findings.push(...said);
  return { removed: new Set(removed.map(({ type, id }) => `${type}/${id}`)) };
}
