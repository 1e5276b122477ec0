/** Every server of which something is known. */
import type { CapabilityStatement } from "../../fhir/types.js";
import type { Mark, ServerRow } from "./row.js";
import { azure, azureApi, google, healthLake } from "./rows/cloud.js";
import { aidbox, blaze, firely, iris, linuxForHealth, spark } from "./rows/installed.js";
import { hapi, helios, medplum, medplumRouter, ours, smartSandbox } from "./rows/measured.js";
import { epic, oracle, oracleDeviceData } from "./rows/records.js";

/** What makes another server of one stands before it: the first that is recognised counts. */
export const servers: readonly ServerRow[] = [
  ours,
  smartSandbox,
  hapi,
  medplum,
  medplumRouter,
  helios,
  azureApi,
  azure,
  google,
  healthLake,
  blaze,
  aidbox,
  firely,
  linuxForHealth,
  iris,
  spark,
  epic,
  oracle,
  oracleDeviceData,
];

/** What a server shows of itself before anything is written. */
export interface Appearance {
  /** The base URL, without a trailing slash. */
  base: string;
  statement?: Partial<CapabilityStatement>;
  /** Of the answer at /metadata. */
  headers?: Pick<Headers, "get">;
}

/** The row of the server that looks like this; undefined for one that is not known. */
export function recognise(appearance: Appearance): ServerRow | undefined {
  return servers.find(({ marks }) => marks.some((mark) => matches(mark, appearance)));
}

function matches({ software, publisher, header, host, path }: Mark, appearance: Appearance): boolean {
  const { statement, headers } = appearance;
  const { hostname, pathname } = new URL(appearance.base);
  const shown: readonly (readonly [RegExp | undefined, unknown])[] = [
    [software, statement?.software?.name],
    [publisher, statement?.publisher],
    [header?.[1], header && headers?.get(header[0])],
    [host, hostname],
    [path, pathname],
  ];
  return shown.every(([pattern, text]) => !pattern || (typeof text === "string" && pattern.test(text)));
}
