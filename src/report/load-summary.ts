/** What became of many loads, as a table. */
import type { LoadSummary } from "../load/index.js";
import { renderCounts } from "./receipt.js";
import { renderSummary } from "./text.js";

export function renderLoadSummary(summary: LoadSummary): string {
  const { bundles, entries, findings, failures, requests, latencyMs, bytes, statuses, elapsedMs } = summary;
  const { loaded, failed, unloaded } = bundles;
  const seconds = elapsedMs / 1000;
  const rate = (count: number) => (seconds > 0 ? `, ${(count / seconds).toFixed(1)} a second` : "");
  const became = [
    `${loaded} loaded`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unloaded > 0 ? [`${unloaded} not begun`] : []),
  ];
  const unshown = findings.errors - failures.length;
  const answers = Object.entries(statuses).map(([status, times]) =>
    status === "none" ? `${times} without an answer` : `${times} × ${status}`,
  );
  const rows: [label: string, text: string][] = [
    ["Bundles", `${loaded + failed + unloaded}: ${became.join(", ")}`],
    ["entries", renderCounts(entries)],
    ["findings", `${renderSummary(findings)}${unshown > 0 ? `; ${unshown} not shown` : ""}`],
    ["time", `${seconds.toFixed(1)} s${rate(loaded + failed)}`],
    ["requests", `${requests}${rate(requests)}`],
    ["latency", latencyMs ? renderLatency(latencyMs) : "none"],
    ["bytes", `${renderSize(bytes.sent)} out, ${renderSize(bytes.received)} in`],
    ["statuses", answers.join(", ") || "none"],
  ];
  return rows.map(([label, text]) => `${label.padEnd(10)}${text}\n`).join("");
}

const renderLatency = ({ mean, p50, p95, p99, max }: NonNullable<LoadSummary["latencyMs"]>): string =>
  `mean ${mean.toFixed(1)} ms, 50 % ${p50} ms, 95 % ${p95} ms, 99 % ${p99} ms, max ${max} ms`;

const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"];

function renderSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 1024 ** step).toFixed(step > 0 ? 1 : 0)} ${UNITS[step]}`;
}
