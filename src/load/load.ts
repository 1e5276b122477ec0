/** The whole load: prepare, store, take away, prove, receipt. */
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { checkOnServer } from "./check.js";
import { remove } from "./delete.js";
import { type Prepared, type PrepareOptions, prepare } from "./prepare.js";
import { findLeft } from "./prune.js";
import { type Proof, prove } from "./read/prove.js";
import { type DeletedEntry, makeReceipt, type Receipt } from "./receipt.js";
import type { Run } from "./run.js";
import { store } from "./store.js";

export interface LoadOptions extends Omit<PrepareOptions, "timeoutMs"> {
  /** The longest one request may take, in milliseconds; two minutes unless told. */
  timeoutMs?: number;
  /** Asks the server's $validate about every resource before anything is written. */
  check?: boolean;
  /** Deletes what an earlier load of the same case stored and this one no longer has; else it is only reported. */
  prune?: boolean;
}

export interface Loaded {
  /** Complete whatever happened: it says of every resource what became of it. */
  receipt: Receipt;
  findings: Finding[];
}

const TIMEOUT_MS = 120_000;

export const withDefaults = (options: LoadOptions): PrepareOptions => ({
  ...options,
  timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
});

/** What a load would do, and what it would say before it writes: reads from the server, writes nothing. */
export async function prepareLoad(bundle: Bundle, options: LoadOptions): Promise<Prepared> {
  const prepared = await prepare(bundle, withDefaults(options));
  const { run, before } = prepared;
  if (!run) return prepared;
  if (options.check) run.findings.push(...(await checkOnServer(run)));
  if (before.size > 0 || options.prune) {
    const { entries, findings } = await findLeft(run);
    run.findings.push(...findings, ...noLonger(entries));
  }
  return prepared;
}

/**
 * Loads a Bundle into a FHIR server and reads it back. Never throws; repeating it is safe.
 *
 * @param bundle any R4 Bundle, ours or not
 */
export async function load(bundle: Bundle, options: LoadOptions): Promise<Loaded> {
  const prepared = await prepare(bundle, withDefaults(options));
  const { run, findings } = prepared;
  const done = run && (await write(run, options, prepared));
  const loadedAt = options.clock?.().toISOString();
  const receipt = makeReceipt({
    base: prepared.connection?.base ?? "",
    info: prepared.info,
    items: prepared.items,
    before: prepared.before,
    stored: run?.stored ?? new Map(),
    done: run?.done ?? new Set(),
    sent: run?.sent ?? new Map(),
    proofs: done?.proofs ?? new Map(),
    deleted: done?.deleted ?? [],
    ...(prepared.strategy ? { strategy: prepared.strategy.id } : {}),
    ...(loadedAt ? { loadedAt } : {}),
  });
  return { receipt, findings };
}

async function write(
  run: Run,
  { check, prune, journal }: LoadOptions,
  { before, plan }: Prepared,
): Promise<{ proofs: Map<string, Proof>; deleted: DeletedEntry[] }> {
  const refused = check ? await checkOnServer(run) : [];
  run.findings.push(...refused);
  if (refused.some(({ severity }) => severity === "error")) return { proofs: new Map(), deleted: [] };
  await store(run, plan?.parts);
  const { deleted, remaining } = await takeAway(run, { prune, journal }, before.size > 0);
  const isGone = (one: DeletedEntry) => ![...deleted, ...remaining].some((other) => isSame(one, other));
  return { proofs: await prove(run), deleted: [...(journal?.deleted.filter(isGone) ?? []), ...deleted] };
}

const isSame = (one: DeletedEntry, other: DeletedEntry): boolean => one.type === other.type && one.id === other.id;

/** Deletes, or tells, what the case no longer has; only when all that it has is stored. */
async function takeAway(
  run: Run,
  { prune, journal }: Pick<LoadOptions, "prune" | "journal">,
  isRepeated: boolean,
): Promise<{ deleted: DeletedEntry[]; remaining: DeletedEntry[] }> {
  const isStored = run.items.every(({ urn }) => run.done.has(urn));
  if (!isStored || !(isRepeated || prune)) return { deleted: [], remaining: [] };
  const left = await findLeft(run);
  run.findings.push(...left.findings);
  if (prune) {
    await journal?.willDelete(left.entries);
    const { removed, findings } = await remove(left.entries, run.connection, run.capabilities);
    run.findings.push(...findings);
    return { deleted: removed, remaining: left.entries.filter((one) => !removed.includes(one)) };
  }
  run.findings.push(...noLonger(left.entries));
  return { deleted: [], remaining: left.entries };
}

function noLonger(left: readonly DeletedEntry[]): Finding[] {
  const targets = left.map(({ type, id }) => `${type}/${id}`).join(", ");
  return left.length > 0 ? [finding("load/no-longer", { count: left.length, targets })] : [];
}
