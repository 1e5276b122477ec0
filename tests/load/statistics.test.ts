import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Statistics } from "../../src/load/statistics.js";

const request = (milliseconds: number, status?: number) => ({
  name: "a request",
  method: "GET",
  ...(status === undefined ? {} : { status }),
  milliseconds,
  sentBytes: 10,
  receivedBytes: 100,
});

describe("statistics", () => {
  it("are nothing before the first request", () => {
    expect(new Statistics().get()).toEqual({ requests: 0, bytes: { sent: 0, received: 0 }, statuses: {} });
  });

  it("count statuses and bytes", () => {
    const statistics = new Statistics();
    for (const status of [201, 200, undefined, 200]) statistics.meter(request(1, status));
    expect(statistics.get()).toMatchObject({
      requests: 4,
      bytes: { sent: 40, received: 400 },
      statuses: { 200: 2, 201: 1, none: 1 },
    });
    expect(Object.keys(statistics.get().statuses)).toEqual(["200", "201", "none"]);
  });

  it("give the percentiles that sorting gives", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (latencies) => {
        const statistics = new Statistics();
        for (const ms of latencies) statistics.meter(request(ms, 200));
        const sorted = latencies.toSorted((one, other) => one - other);
        const rank = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
        const { latencyMs } = statistics.get();
        expect(latencyMs).toMatchObject({ p50: rank(50), p95: rank(95), p99: rank(99), max: sorted.at(-1) });
        expect(latencyMs?.mean).toBeCloseTo(sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length);
      }),
    );
  });
});
