/** What the requests of many loads took, in a memory that does not grow with their number. */
import type { Meter } from "./http/attempt.js";

export interface RequestStatistics {
  requests: number;
  /** By the clock's milliseconds; of N percent of the requests at most `pN`, by nearest rank. Absent without requests. */
  latencyMs?: { mean: number; p50: number; p95: number; p99: number; max: number };
  /** Of bodies: as sent, and as received, unpacked. */
  bytes: { sent: number; received: number };
  /** How many answers there were of each HTTP status; `none` counts the requests without an answer. */
  statuses: Record<string, number>;
}

export class Statistics {
  /** By whole milliseconds: no more of them than the longest request took. */
  readonly #latencies = new Map<number, number>();
  readonly #statuses = new Map<string, number>();
  #requests = 0;
  #bytes = { sent: 0, received: 0 };

  readonly meter: Meter = ({ status, milliseconds, sentBytes, receivedBytes }) => {
    count(this.#latencies, Math.round(milliseconds));
    count(this.#statuses, String(status ?? "none"));
    this.#requests++;
    this.#bytes.sent += sentBytes;
    this.#bytes.received += receivedBytes;
  };

  get(): RequestStatistics {
    const latencies = [...this.#latencies].sort(([one], [other]) => one - other);
    const statuses = [...this.#statuses].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      requests: this.#requests,
      ...(latencies.length > 0 ? { latencyMs: this.#latencyOf(latencies) } : {}),
      bytes: { ...this.#bytes },
      statuses: Object.fromEntries(statuses),
    };
  }

  #latencyOf(latencies: readonly (readonly [ms: number, count: number])[]) {
    const percentile = (percent: number): number => {
      const rank = Math.ceil((percent * this.#requests) / 100);
      let passed = 0;
      for (const [ms, times] of latencies) {
        passed += times;
        if (passed >= rank) return ms;
      }
      return 0;
    };
    const total = latencies.reduce((sum, [ms, times]) => sum + ms * times, 0);
    return {
      mean: total / this.#requests,
      p50: percentile(50),
      p95: percentile(95),
      p99: percentile(99),
      max: percentile(100),
    };
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
