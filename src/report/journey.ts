/** The whole journey of a case, as its last words to a person. */

import type { Summary } from "../finding/finding.js";
import type { Receipt } from "../load/index.js";
import type { Trace } from "../map/index.js";
import { renderCounts } from "./receipt.js";
import { harmless } from "./style.js";
import { counted, renderSummary } from "./text.js";

/** What was made of one kind of item. */
export interface KindCount {
  /** In the case's words: condition, course, imaging ... */
  kind: string;
  resourceType: string;
  count: number;
}

export interface Journey {
  case: string;
  file: string;
  mapped: KindCount[];
  summary: Summary;
  /** Absent when nothing was loaded, because there were errors. */
  receipt?: Receipt;
  /** Whether the server was started for this journey and is gone with it. */
  embedded: boolean;
  files: string[];
}

/** Counts the resources by kind and type, in the order they were made. */
export function countKinds(trace: Trace): KindCount[] {
  const counts = new Map<string, KindCount>();
  for (const { kind, resource } of trace.resources) {
    const resourceType = resource.slice(0, resource.indexOf("/"));
    const key = `${kind} ${resourceType}`;
    const row = counts.get(key) ?? { kind, resourceType, count: 0 };
    row.count++;
    counts.set(key, row);
  }
  return [...counts.values()];
}

export function renderJourney({ mapped, summary, receipt, embedded, files, ...journey }: Journey): string {
  const total = mapped.reduce((sum, { count }) => sum + count, 0);
  const loaded = receipt
    ? [
        `server    ${harmless(receipt.server.base)}${embedded ? " (embedded, in memory, ended with this run)" : ""}`,
        `loaded    ${renderCounts(receipt.counts)}`,
      ]
    : ["loaded    nothing, because of the errors above"];
  return [
    `${journey.case} (${journey.file})`,
    `mapped    ${counted(total, "resource")}`,
    ...mapped.map(
      ({ kind, resourceType, count }) => `          ${String(count).padStart(4)}  ${resourceType} (${kind})`,
    ),
    `findings  ${renderSummary(summary)}`,
    ...loaded,
    `files     ${files.map(harmless).join("  ")}`,
    "",
  ].join("\n");
}
