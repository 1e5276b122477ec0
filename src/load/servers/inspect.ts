import type { Finding } from "../../finding/finding.js";
import { type ConnectionOptions, connect } from "../http/connection.js";
import { askServer, type ServerInfo } from "./ask.js";
import { type Evidence, type Known, knowServer } from "./known.js";
import { probeServer } from "./probe.js";

export interface InspectOptions extends ConnectionOptions, Pick<Evidence, "overrides" | "row"> {
  /** Gives UUIDs that nobody else has; with it the server is probed by writes that are taken back. */
  probeIds?: () => string;
}

export interface Inspection {
  info: ServerInfo;
  /** Absent when there is no server to load into. */
  known?: Known;
  findings: Finding[];
}

/** Looks at a server: what it is and what is known of it. Nothing is written unless it is probed. */
export async function inspectServer(options: InspectOptions): Promise<Inspection> {
  const { overrides, row, probeIds, ...rest } = options;
  const { value: connection, failure } = connect(rest);
  if (failure) return { info: {}, findings: [failure] };
  const { info, known, evidence, failure: unusable } = await askServer(connection, { overrides, row });
  if (unusable) return { info, findings: [unusable] };
  if (!probeIds) return { info, known, findings: [] };
  const { found, findings } = await probeServer(connection, probeIds);
  return { info, known: knowServer({ ...evidence, probed: found }), findings };
}
