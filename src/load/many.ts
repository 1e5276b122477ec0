/** Many Bundles into one server: it is asked once what it is, and a Bundle is forgotten when it is loaded. */
import type { Bundle } from "../fhir/types.js";
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type Summary, summarize } from "../finding/finding.js";
import { eachLimit } from "./concurrency.js";
import { connect } from "./http/connection.js";
import type { Journal } from "./journal.js";
import { type Loaded, type LoadOptions, load, withDefaults } from "./load.js";
import { countsOf, type ReceiptCounts } from "./receipt.js";
import { askServer } from "./servers/ask.js";
import { type RequestStatistics, Statistics } from "./statistics.js";

/** One of many. */
export interface LoadInput {
  /** What findings call it: a file, a line of one. */
  name: string;
  /** The Bundle, or what reads it when its turn has come. */
  bundle: Bundle | (() => Promise<ReadBundle>);
}

export interface ReadBundle {
  /** Absent when there is none; the findings say why. */
  bundle?: Bundle;
  findings: readonly Finding[];
  /** Its own, in place of the options'. */
  journal?: Journal;
  /** Called when it is loaded, to keep the receipt, or to say where findings stand in what the Bundle was made from. */
  finish?(loaded: Loaded): Promise<readonly Finding[]>;
}

export interface ManyOptions {
  /** How many are loaded at the same time; four unless told. */
  concurrency?: number;
  /** Told of every input that was taken up and is through. */
  onLoaded?(name: string, findings: readonly Finding[]): void;
}

/** What became of many. */
export interface LoadSummary extends RequestStatistics {
  bundles: {
    /** Without an error. */
    loaded: number;
    /** With an error, one of reading the input or of reading it back too. */
    failed: number;
    /** Not begun: the server was gone, or the signal came. */
    unloaded: number;
  };
  entries: ReceiptCounts;
  /** How many there were in all. */
  findings: Summary;
  /** The first thousand errors, each with its input as the file. */
  failures: Finding[];
  /** By the clock that was given; 0 without one. */
  elapsedMs: number;
}

const CONCURRENCY = 4;
const FAILURES_KEPT = 1000;

/** What every other Bundle would meet as well. */
const GONE: ReadonlySet<FindingCode> = new Set([
  "load/connection-refused",
  "load/host-unknown",
  "load/unreachable",
  "load/certificate",
  "load/redirected",
  "load/unauthorized",
  "load/no-token",
  "load/no-token-endpoint",
  "load/bad-header",
  "load/wrong-fhir-version",
  "load/no-fhir-endpoint",
] satisfies FindingCode[]);

/**
 * Loads many Bundles. Each has the whole time for repeating; one that fails leaves the others as they are. When the server
 * is gone, or the signal comes, those on their way end and what follows is only counted.
 *
 * @param inputs taken one by one, when there is room for it; they must come to an end
 */
export async function loadMany(
  inputs: AsyncIterable<LoadInput> | Iterable<LoadInput>,
  options: Omit<LoadOptions, "asked" | "journal">,
  { concurrency = CONCURRENCY, onLoaded }: ManyOptions = {},
): Promise<LoadSummary> {
  const { clock, signal } = options;
  const start = clock?.().getTime() ?? 0;
  const statistics = new Statistics();
  const meter: LoadOptions["meter"] = (measured) => {
    statistics.meter(measured);
    options.meter?.(measured);
  };
  const tally = new Tally();
  const { asked, failure } = await ask({ ...options, meter });
  if (failure) tally.addFindings([failure]);
  let isGone = failure !== undefined;
  await eachLimit(inputs, concurrency, async (input) => {
    if (isGone || signal?.aborted) return void tally.bundles.unloaded++;
    const findings = await loadOne(input, { ...options, meter, ...(asked ? { asked } : {}) }, tally);
    isGone ||= findings.some(({ code }) => GONE.has(code));
    onLoaded?.(input.name, findings);
  });
  return { ...tally, ...statistics.get(), elapsedMs: (clock?.().getTime() ?? 0) - start };
}

async function ask(options: LoadOptions) {
  const { value: connection, failure } = connect(withDefaults(options));
  if (failure) return { failure };
  const { overrides, row } = options;
  const asked = await askServer(connection, { overrides, row });
  return { asked, failure: asked.failure };
}

async function loadOne({ name, bundle }: LoadInput, options: LoadOptions, tally: Tally): Promise<Finding[]> {
  const read = typeof bundle === "function" ? await bundle() : { bundle, findings: [] };
  const findings = [...read.findings];
  if (read.bundle && summarize(findings).errors === 0) {
    const loaded = await load(read.bundle, { ...options, ...(read.journal ? { journal: read.journal } : {}) });
    findings.push(...((await read.finish?.(loaded)) ?? loaded.findings));
    tally.addEntries(loaded.receipt.counts);
  }
  const named = findings.map((one) => (one.case ? one : { ...one, bundle: { file: name, ...one.bundle } }));
  const errors = tally.addFindings(named);
  tally.bundles[errors > 0 ? "failed" : "loaded"]++;
  return named;
}

/** Numbers, and what failed: all that stays of a Bundle. */
class Tally {
  readonly bundles = { loaded: 0, failed: 0, unloaded: 0 };
  readonly entries = countsOf([], []);
  readonly findings: Summary = { errors: 0, warnings: 0, information: 0 };
  readonly failures: Finding[] = [];

  addEntries(counts: ReceiptCounts): void {
    addTo(this.entries, counts);
  }

  /** @returns how many are errors */
  addFindings(findings: readonly Finding[]): number {
    const summary = summarize(findings);
    addTo(this.findings, summary);
    const room = FAILURES_KEPT - this.failures.length;
    this.failures.push(...findings.filter(({ severity }) => severity === "error").slice(0, room));
    return summary.errors;
  }
}

function addTo<K extends string>(sums: Record<K, number>, more: Readonly<Record<K, number>>): void {
  for (const key of Object.keys(sums) as K[]) sums[key] += more[key];
}
