/** Everything known of one server, each value with where it is from. Pure. */
import type { CapabilityStatement } from "../../fhir/types.js";
import { assumptions } from "./assumed.js";
import type { Capabilities, Capability } from "./capabilities.js";
import { capabilityNames } from "./capability-kinds.js";
import { cellsOf, type ServerRow } from "./row.js";
import { readStatement } from "./statement.js";
import { recognise } from "./table.js";

/** In the order of trust. */
export type Origin = "flag" | "probe" | "table" | "CapabilityStatement" | "assumed";

export interface KnownCell<K extends Capability = Capability> {
  value: Capabilities[K];
  from: Origin;
  /** Of the table: who says so; of an assumption: why it is made. */
  source?: string;
  /** Of the table: YYYY-MM-DD. */
  date?: string;
}

export interface Known {
  /** The row of the table it is known by; absent for a server that no row describes. */
  server?: { id: string; name: string };
  cells: { readonly [K in Capability]: KnownCell<K> };
  /** The values alone. */
  capabilities: Capabilities;
}

export interface Evidence {
  /** The base URL, without a trailing slash. */
  base: string;
  statement?: Partial<CapabilityStatement>;
  /** Of the answer at /metadata. */
  headers?: Pick<Headers, "get">;
  /** What the user says. */
  overrides?: Partial<Capabilities>;
  /** What probing found. */
  probed?: Partial<Capabilities>;
  /** The row to go by; unless given, the one that is recognised. */
  row?: ServerRow;
}

/** What is known, the most trusted first: the user, a probe, the table, the server's own statement, an assumption. */
export function knowServer({ base, statement, headers, overrides, probed, row }: Evidence): Known {
  const server = row ?? recognise({ base, statement, headers });
  const table = server ? cellsOf(server) : {};
  const own = readStatement(statement);
  const cellOf = (capability: Capability): KnownCell => {
    if (overrides?.[capability] !== undefined) return { value: overrides[capability], from: "flag" };
    if (probed?.[capability] !== undefined) return { value: probed[capability], from: "probe" };
    const cell = table[capability];
    if (cell) return { ...cell, from: "table" };
    if (own[capability] !== undefined) return { value: own[capability], from: "CapabilityStatement" };
    const [value, source] = assumptions[capability];
    return { value, from: "assumed", source };
  };
  const cells = Object.fromEntries(capabilityNames.map((one) => [one, cellOf(one)])) as Known["cells"];
  const values = capabilityNames.map((one) => [one, cells[one].value]);
  return {
    ...(server ? { server: { id: server.id, name: server.name } } : {}),
    cells,
    capabilities: Object.fromEntries(values) as Capabilities,
  };
}
