import { type Finding, finding } from "../../finding/finding.js";
import type { Connection } from "../http/connection.js";
import type { Capabilities } from "./capabilities.js";
import { bundleProbes } from "./probes/bundles.js";
import type { Findings, Probe } from "./probes/probe.js";
import { searchProbe, storedProbes } from "./probes/stored.js";
import { Workbench } from "./probes/workbench.js";
import { writeProbes } from "./probes/writes.js";

/** In this order: whether a search filters, and what becomes of a transaction, decides how the others go about it. */
export const probes: readonly Probe[] = [searchProbe, ...bundleProbes, ...writeProbes, ...storedProbes];

export interface Probed {
  /** What was answered; what was not is absent. */
  found: Partial<Capabilities>;
  /** What ended it early, and each address where something of it remains. */
  findings: Finding[];
}

/**
 * Finds out what a server does by writing a few small resources (Basic, tagged HTEST) and taking all of them back, also
 * after a failure or an interruption. Limits are not tried out: that would flood the server.
 *
 * @param newId gives UUIDs that nobody else has
 */
export async function probeServer(connection: Connection, newId: () => string): Promise<Probed> {
  const bench = new Workbench(connection, newId);
  let found: Partial<Capabilities> = {};
  for (const probe of probes) {
    if (bench.failure) break;
    if (probe.needsSearch && (found.searchAfterWrite ?? "stale") === "stale") continue;
    found = { ...found, ...certain(await probe.run(bench, found)) };
  }
  const left = await bench.takeBack();
  const { base: server } = connection;
  const remains = left.map((address) => finding("load/probe-remains", { server, address }));
  return { found, findings: [...(bench.failure ? [bench.failure] : []), ...remains] };
}

const certain = (findings: Findings): Partial<Capabilities> =>
  Object.fromEntries(Object.entries(findings).filter(([, value]) => value !== undefined));
