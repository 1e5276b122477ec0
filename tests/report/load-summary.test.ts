import { describe, expect, it } from "vitest";
import type { LoadSummary } from "../../src/load/index.js";
import { renderLoadSummary } from "../../src/report/load-summary.js";

const counts = { entries: 0, created: 0, updated: 0, unchanged: 0, failed: 0, unknown: 0, unsent: 0 };

const summary: LoadSummary = {
  bundles: { loaded: 3, failed: 2, unloaded: 1 },
  entries: { ...counts, entries: 9, created: 8, failed: 1, deleted: 0, equal: 8, different: 0 },
  findings: { errors: 1002, warnings: 0, information: 0 },
  failures: Array.from({ length: 1000 }, () => ({ severity: "error", code: "load/refused", message: "no" })),
  requests: 20,
  latencyMs: { mean: 12.345, p50: 10, p95: 30, p99: 40, max: 41 },
  bytes: { sent: 1023, received: 5 * 1024 ** 2 },
  statuses: { 200: 18, 503: 1, none: 1 },
  elapsedMs: 2500,
};

describe("the table of many loads", () => {
  it("has all numbers, with what is not shown", () => {
    expect(renderLoadSummary(summary)).toBe(`Bundles   6: 3 loaded, 2 failed, 1 not begun
entries   9 entries: 8 created, 1 refused; 8 read back equal
findings  1002 errors; 2 not shown
time      2.5 s, 2.0 a second
requests  20, 8.0 a second
latency   mean 12.3 ms, 50 % 10 ms, 95 % 30 ms, 99 % 40 ms, max 41 ms
bytes     1023 bytes out, 5.0 MiB in
statuses  18 × 200, 1 × 503, 1 without an answer
`);
  });

  it("tells of nothing as of nothing", () => {
    const { latencyMs: _, ...rest } = summary;
    const nothing = { ...rest, requests: 0, statuses: {}, elapsedMs: 0, bytes: { sent: 0, received: 0 } };
    const shown = renderLoadSummary(nothing);
    expect(shown).toContain("time      0.0 s\n");
    expect(shown).toContain("latency   none\nbytes     0 bytes out, 0 bytes in\nstatuses  none\n");
  });
});
