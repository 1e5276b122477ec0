/** All that comes before the first write: what is to be stored, what the server is, what it has already, the plan. */
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { resolveConditional } from "./conditional.js";
import { type Connection, type ConnectionOptions, connect } from "./http/connection.js";
import type { Journal } from "./journal.js";
import { attachPatient } from "./patient.js";
import { type Dressing, dress } from "./plan/dress.js";
import { type Item, readItems, readWhole } from "./plan/items.js";
import { type Plan, planWrites, type Stored } from "./plan/plan.js";
import { chooseStrategy, type Strategy, type StrategyId, strategyOf } from "./plan/strategy.js";
import { withTags } from "./plan/tags.js";
import { checkTaken } from "./read/guard.js";
import { lookAt, pathOf } from "./read/look.js";
import { sameAs } from "./read/same.js";
import type { Run } from "./run.js";
import { type Asked, askServer, type ServerInfo } from "./servers/ask.js";
import type { Evidence, Known } from "./servers/known.js";

export interface PrepareOptions extends ConnectionOptions, Dressing, Partial<Pick<Evidence, "overrides" | "row">> {
  /** How to load; chosen by what the server can do unless told. */
  strategy?: StrategyId;
  /** Stores a document (or any other Bundle) whole, at /Bundle. */
  asDocument?: boolean;
  /** A patient who is there already and takes the place of the Bundle's: `Patient/ID` or `SYSTEM|VALUE`. */
  patient?: string;
  /** Overwrites resources that are not recognisably this Bundle's; by default they are refused. */
  overwrite?: boolean;
  journal?: Journal;
  /** What the server said of itself already, a moment ago. */
  asked?: Asked;
}

export interface Prepared {
  items: readonly Item[];
  connection?: Connection;
  info: ServerInfo;
  /** What is known of the server; absent when it was not asked. */
  known?: Known;
  strategy?: Strategy;
  /** Why this strategy, for people. */
  why?: string;
  plan?: Plan;
  /** Absent when something forbids to write. */
  run?: Run;
  /** By urn: what was there before this load, or before the one that it continues. */
  before: ReadonlyMap<string, Stored>;
  findings: Finding[];
}

const hasError = (findings: readonly Finding[]): boolean => findings.some((one) => one.severity === "error");

/** Prepares a load. Only reads; never throws. */
export async function prepare(bundle: Bundle, options: PrepareOptions): Promise<Prepared> {
  const { value: connection, failure } = connect(options);
  const read = (options.asDocument ? readWhole : readItems)(bundle, connection?.base);
  const prepared: Prepared = { items: read.items, info: {}, before: new Map(), findings: read.findings };
  if (failure) prepared.findings.push(failure);
  else if (!hasError(prepared.findings))
    await look(dress(read.items, options), { ...prepared, connection }, options, prepared);
  return { ...prepared, ...(connection ? { connection } : {}) };
}

/** Each step only when the one before leaves something to do; what is learned goes into `prepared`. */
async function look(
  given: readonly Item[],
  { connection }: { connection: Connection },
  options: PrepareOptions,
  prepared: Prepared,
): Promise<void> {
  const { findings } = prepared;
  const asked = options.asked ?? (await askServer(connection, { overrides: options.overrides, row: options.row }));
  connection.state.isKnown ||= options.asked !== undefined;
  prepared.info = asked.info;
  prepared.known = asked.known;
  if (asked.failure) return void findings.push(asked.failure);
  const { capabilities } = asked.known;

  const choice = chooseStrategy(capabilities, given, options.strategy);
  const { strategy } = choice;
  Object.assign(prepared, { strategy, why: choice.why });
  if (choice.problem) return void findings.push(choice.problem);
  const named = withTags(given, strategy, capabilities);
  findings.push(...named.findings);

  const attached = await attachPatient(named.items, options.patient, connection, capabilities);
  findings.push(...attached.findings);
  const resolved = await resolveConditional(attached.items, connection, capabilities);
  findings.push(...resolved.findings);
  const { items } = resolved;
  prepared.items = items;
  if (hasError(findings)) return;

  const paths = new Map(
    items.flatMap((item) => {
      const path = pathOf(item, strategy, capabilities);
      return path === undefined ? [] : [[item.urn, path] as const];
    }),
  );
  const looked = await lookAt(connection, items, paths, capabilities);
  if (looked.failure) return void findings.push(looked.failure);
  const { stored, deleted } = looked.value;
  findings.push(...looked.value.findings);
  const byId = new Map([...stored].filter(([urn]) => !paths.get(urn)?.includes("?")));
  if (!options.overwrite) findings.push(...checkTaken(items, byId));
  if (hasError(findings)) return;

  const done = new Set(
    items.flatMap((item) => {
      const there = stored.get(item.urn);
      return there && sameAs(item, there, stored, capabilities) ? item.urn : [];
    }),
  );
  const before = options.journal ? await options.journal.begin(items, paths, stored, done) : new Map(stored);
  prepared.before = before;
  const revives =
    strategy.kind === "transaction" && capabilities.putAfterDelete === "not-in-transaction" && deleted.size > 0;
  if (revives) findings.push(finding("load/deleted-before", { count: deleted.size }));
  const run: Run = {
    connection,
    items,
    capabilities,
    strategy: revives ? { ...strategy, ...strategyOf("E") } : strategy,
    paths,
    stored,
    before,
    done,
    sent: new Map(),
    findings,
  };
  prepared.strategy = run.strategy;
  const plan = planWrites({ ...run, unchanged: done });
  prepared.plan = plan;
  findings.push(...plan.findings);
  if (!hasError(findings)) prepared.run = run;
}
