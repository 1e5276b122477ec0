/** What is known of a server, as text for people and as data for programs. */
import {
  type Capabilities,
  type Capability,
  capabilityKinds,
  capabilityNames,
  cellsOf,
  chooseStrategy,
  type Known,
  lacksOf,
  type ServerInfo,
  type ServerRow,
  STRATEGIES,
} from "../load/index.js";
import { harmless } from "./style.js";

/** A value in words: `no limit`, `5 MiB`, `yes`. */
export function renderValue(capability: Capability, value: Capabilities[Capability]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (value === Number.POSITIVE_INFINITY) return "no limit";
  if (capabilityKinds[capability].values === "count") return String(value);
  return value % 2 ** 20 === 0 ? `${value / 2 ** 20} MiB` : `${value} bytes`;
}

/** `http://…: HAPI FHIR Server 8.8.0, FHIR 4.0.1; known as HAPI FHIR JPA (hapi)`. */
export function renderIdentity(base: string, { software, fhirVersion }: ServerInfo, { server }: Known): string {
  const says = [[software?.name, software?.version].filter(Boolean).join(" "), fhirVersion && `FHIR ${fhirVersion}`];
  const what = says.filter(Boolean).join(", ") || "a server that does not say what it is";
  return `${harmless(base)}: ${harmless(what)}; ${server ? `known as ${server.name} (${server.id})` : "not in the table"}\n`;
}

/** Every capability with its value, where that is known from, and the sources below. */
export function renderKnown({ cells }: Known): string {
  return renderCells(capabilityNames.map((name) => ({ name, ...cells[name] })));
}

/** The strategy a load will use and why, then every strategy, those that are out with the reason. */
export function renderStrategies({ capabilities }: Known): string {
  const { strategy, why } = chooseStrategy(capabilities);
  const rows = STRATEGIES.map(({ id, describe, whyNot }) => {
    const reason = whyNot(capabilities);
    const state = id === strategy.id ? "used" : reason ? "out" : "possible";
    return [id, state, reason ? `${describe}: ${reason}` : describe];
  });
  return `\n  strategy ${strategy.id}: ${why}\n\n${table(rows)}`;
}

/** What a server lacks; empty when it lacks nothing. */
export function renderLacks({ capabilities }: Known): string {
  const lacks = lacksOf(capabilities).map((lack) => `  - ${lack}\n`);
  return lacks.length > 0 ? `\n${lacks.join("")}` : "";
}

/** What the table says of one server. */
export function renderRow(row: ServerRow): string {
  const cells = cellsOf(row);
  const known = capabilityNames.flatMap((name) => (cells[name] ? { name, ...cells[name] } : []));
  return `${row.name} (${row.id})\n\n${known.length > 0 ? renderCells(known) : "  nothing but what it says itself\n"}`;
}

interface Shown {
  name: Capability;
  value: Capabilities[Capability];
  from?: string;
  source?: string;
  date?: string;
}

function renderCells(cells: readonly Shown[]): string {
  const noteOf = ({ source, date }: Shown) => (source ? [date ? `${source} (${date})` : source] : []);
  const notes = [...new Set(cells.flatMap(noteOf))];
  const rows = cells.map((cell) => {
    const marks = noteOf(cell).map((note) => `[${notes.indexOf(note) + 1}]`);
    const from = [cell.from, ...marks].filter(Boolean).join(" ");
    return [cell.name, renderValue(cell.name, cell.value), from, capabilityKinds[cell.name].means];
  });
  const said = notes.map((note, i) => `  [${i + 1}] ${note}\n`);
  return `${table(rows)}${said.length > 0 ? "\n" : ""}${said.join("")}`;
}

/** Columns two spaces apart. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `  ${line(row)}`.trimEnd().concat("\n")).join("");
}

/** A value as JSON has it and as --set takes it: no limit is "none". */
const asData = <V>(value: V): V | "none" => (value === Number.POSITIVE_INFINITY ? "none" : value);

/**
 * `{known: {id, name}, capabilities: {NAME: {value, from, source, date}}, strategy: {id, why},
 * strategies: [{id, describe, whyNot}], lacks: []}`; a strategy without whyNot is possible.
 */
export function knownAsData({ server, cells, capabilities }: Known): Record<string, unknown> {
  const named = capabilityNames.map((name) => [name, { ...cells[name], value: asData(cells[name].value) }]);
  const { strategy, why } = chooseStrategy(capabilities);
  return {
    ...(server ? { known: server } : {}),
    capabilities: Object.fromEntries(named),
    strategy: { id: strategy.id, why },
    strategies: STRATEGIES.map(({ id, describe, whyNot }) => ({ id, describe, whyNot: whyNot(capabilities) })),
    lacks: lacksOf(capabilities),
  };
}

/** `{id, name, capabilities: {NAME: {value, source, date}}}`. */
export function rowAsData(row: ServerRow): Record<string, unknown> {
  const cells = Object.entries(cellsOf(row)).map(([name, cell]) => [name, { ...cell, value: asData(cell.value) }]);
  return { id: row.id, name: row.name, capabilities: Object.fromEntries(cells) };
}
