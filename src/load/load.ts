/** The whole load: plan, ask, look, send, read back, receipt. */
import type { Bundle, Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import { type Connection, type ConnectionOptions, connect } from "./connection.js";
import { checkTaken } from "./guard.js";
import { lookAt } from "./look.js";
import { type Plan, type PlanOptions, planLoad } from "./plan.js";
import { compareStored, type ReadBackEntry } from "./read-back.js";
import { makeReceipt, type Receipt } from "./receipt.js";
import { type SentEntry, send } from "./send.js";
import { askSoftware, type ServerInfo } from "./software.js";

export interface LoadOptions extends Omit<ConnectionOptions, "timeoutMs">, PlanOptions {
  /** The longest one request may take, in milliseconds; two minutes unless told. */
  timeoutMs?: number;
  /** The receipt's time; without it the receipt has none. */
  clock?: () => Date;
  /** Overwrites resources that are not recognisably this Bundle's; by default they are refused. */
  overwrite?: boolean;
}

export interface Loaded {
  /** Complete whatever happened: it says of every request what became of it. */
  receipt: Receipt;
  findings: Finding[];
}

const TIMEOUT_MS = 120_000;

/** What is known at the end of a load, wherever it ended. */
interface Progress {
  info: ServerInfo;
  existing: ReadonlyMap<string, Resource>;
  sent: readonly SentEntry[];
  back: readonly ReadBackEntry[];
  findings: Finding[];
}

/**
 * Loads a Bundle into a FHIR server and reads it back. Never throws; repeating it is safe.
 *
 * @param bundle any R4 Bundle, ours or not
 */
export async function load(bundle: Bundle, options: LoadOptions): Promise<Loaded> {
  const plan = planLoad(bundle, options);
  const { value: connection, failure } = connect({ ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  const progress: Progress = { info: {}, existing: new Map(), sent: [], back: [], findings: [...plan.findings] };
  if (failure) progress.findings.push(failure);
  else if (!hasError(plan.findings)) await run(plan, connection, options.overwrite ?? false, progress);
  const { findings, ...parts } = progress;
  const loadedAt = options.clock?.().toISOString();
  const base = connection?.base ?? "";
  return { receipt: makeReceipt({ plan, base, ...parts, ...(loadedAt ? { loadedAt } : {}) }), findings };
}

const hasError = (findings: readonly Finding[]): boolean => findings.some((one) => one.severity === "error");

/** Each step only when the one before leaves something to do; what is learned goes into `progress`. */
async function run(plan: Plan, connection: Connection, overwrite: boolean, progress: Progress): Promise<void> {
  const asked = await askSoftware(connection);
  progress.info = asked.info;
  if (asked.failure) return void progress.findings.push(asked.failure);

  const looked = await lookAt(connection, plan.requests);
  if (looked.failure) return void progress.findings.push(looked.failure);
  progress.existing = looked.value;
  const taken = overwrite ? [] : checkTaken(plan.requests, looked.value);
  if (taken.length > 0) return void progress.findings.push(...taken);

  const sent = await send(plan, connection);
  progress.sent = sent.entries;
  progress.findings.push(...sent.findings);

  const back = await compareStored(plan, sent.entries, connection);
  progress.back = back.entries;
  progress.findings.push(...back.findings);
}
