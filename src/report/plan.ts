/** What a load would do, for people and as data. */
import { bytesOfPart, type Part, type Prepared } from "../load/index.js";
import { renderIdentity } from "./server.js";
import { harmless } from "./style.js";
import { counted } from "./text.js";

export interface PlanReport {
  strategy?: string;
  why?: string;
  counts: { entries: number; unchanged: number; created: number; replaced: number };
  parts: PartReport[];
}

export interface PartReport {
  kind: Part["kind"] | "import";
  /** Entries of a Bundle, requests one by one, or resources in files. */
  entries: number;
  /** How many of each method; of files none. */
  methods: Record<string, number>;
  /** Of the bodies or files, as UTF-8. */
  bytes: number;
}

/** The plan as data, without the resources. */
export function planAsData({ strategy, why, items, before, plan }: Prepared): PlanReport {
  const parts = plan?.parts ?? [];
  const requests = parts.flatMap((part) => part.requests).filter(({ mends }) => !mends);
  const replaced = requests.filter(({ urn = "" }) => before.has(urn)).length;
  const files: Part[] = requests.length > 0 ? [{ kind: "single", requests }] : [];
  return {
    ...(strategy ? { strategy: strategy.id } : {}),
    ...(why ? { why } : {}),
    counts: {
      entries: items.length,
      unchanged: plan ? items.length - requests.length : 0,
      created: requests.length - replaced,
      replaced,
    },
    parts: strategy?.kind === "import" ? files.map(reportFiles) : parts.map(reportPart),
  };
}

function reportPart(part: Part): PartReport {
  const methods: Record<string, number> = {};
  for (const { method } of part.requests) methods[method] = (methods[method] ?? 0) + 1;
  return { kind: part.kind, entries: part.requests.length, methods, bytes: bytesOfPart(part) };
}

const reportFiles = (part: Part): PartReport => ({ ...reportPart(part), kind: "import", methods: {} });

/** The server, how it is loaded and why, what is there already, and part by part what is sent. */
export function renderPlan(prepared: Prepared): string {
  const { connection, info, known, plan } = prepared;
  const { strategy, why = "", counts, parts } = planAsData(prepared);
  const lines = [
    ...(strategy ? [`strategy ${strategy}: ${harmless(why)}`] : []),
    ...(plan ? [renderCounts(counts)] : []),
    ...parts.map((part, i) => `${i + 1}. ${renderPart(part)}`),
  ];
  const identity = connection && known ? renderIdentity(connection.base, info, known) : "";
  return `${identity}${lines.map((line) => `  ${line}\n`).join("")}`;
}

function renderCounts({ entries, unchanged, created, replaced }: PlanReport["counts"]): string {
  const told = [
    [unchanged, "there already and unchanged"],
    [created, "to be created"],
    [replaced, "to be replaced"],
  ].flatMap(([count, words]) => (count ? [`${count} ${words}`] : []));
  return `${counted(entries, "resource")}: ${told.join(", ")}`;
}

const WHAT: Readonly<Record<PartReport["kind"], (entries: number) => string>> = {
  transaction: (entries) => `transaction: ${counted(entries, "entry", "entries")}`,
  batch: (entries) => `batch: ${counted(entries, "entry", "entries")}`,
  single: (entries) => `one by one: ${counted(entries, "request")}`,
  import: (entries) => `NDJSON: ${counted(entries, "resource")}`,
};

/** `transaction: 96 entries (96 PUT), 81234 bytes`. */
function renderPart({ kind, entries, methods, bytes }: PartReport): string {
  const how = Object.entries(methods).map(([method, count]) => `${count} ${method}`);
  return `${WHAT[kind](entries)}${how.length > 0 ? ` (${how.join(", ")})` : ""}, ${bytes} bytes`;
}
