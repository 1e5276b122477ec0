import type { Capabilities, Capability } from "../capabilities.js";
import type { Workbench } from "./workbench.js";

/** One thing to find out: a few requests, and what their answers say. */
export interface Probe {
  finds: readonly Capability[];
  /** Whether a search by identifier must work: a server that ignored it would take other resources for the probe's. */
  needsSearch?: true;
  /**
   * @param found what the probes before found
   * @returns what is certain; nothing on an answer that tells nothing
   */
  run(bench: Workbench, found: Partial<Capabilities>): Promise<Findings>;
}

export type Findings = { [K in Capability]?: Capabilities[K] | undefined };
