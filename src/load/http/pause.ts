/** Waiting before another try, within the time a load may lose by repeating. */
import type { Connection } from "./connection.js";
import { backoffMs, charge } from "./retry.js";

/** One thing that is tried until it succeeds. */
export interface Trial {
  /** How often it was waited for; it was tried once more than that. */
  waits: number;
  /** Since when its time is not yet charged, in milliseconds since 1970. */
  since: number;
  /** The wait the server asked for and did not get, in milliseconds. */
  denied?: number;
}

export const beginTrial = (connection: Connection): Trial => ({ waits: 0, since: connection.clock().getTime() });

/**
 * Waits after a failed try. The time of the try counts as lost, too.
 *
 * @param asked the wait the server asks for in milliseconds; without it the back-off of so many waits
 * @returns whether to go on: false, and at once, where the load's budget does not allow the wait, false where the signal ended it
 */
export async function pause(connection: Connection, trial: Trial, asked?: number): Promise<boolean> {
  const { state, signal } = connection;
  const wait = asked ?? backoffMs(trial.waits, connection.random());
  // The time stands still for a caller without a clock, but not behind what was waited.
  const end = Math.max(trial.since, connection.clock().getTime()) + wait;
  const left = charge(state.budget, trial.since, end);
  if (!left) {
    if (asked !== undefined && state.budget.leftMs > 0) trial.denied = asked;
    return false;
  }
  if (signal?.aborted) return false;
  state.budget = left;
  trial.since = end;
  connection.onWait?.(wait);
  await connection.sleep(wait, signal);
  if (signal?.aborted) return false;
  trial.waits++;
  return true;
}

/** How findings tell of a trial that was given up: nothing after one try. */
export function triesOf(connection: Connection, { waits, denied }: Trial): string {
  const seconds = (ms: number) => Math.round(ms / 1000);
  const told = [
    ...(waits > 0 ? [`tried ${waits + 1} times`] : []),
    ...(denied === undefined
      ? []
      : [`it asks to wait ${seconds(denied)} s, ${seconds(connection.state.budget.leftMs)} s are left for repeating`]),
  ];
  return told.length > 0 ? ` (${told.join("; ")})` : "";
}

/** Waits in real time; a signal ends it early. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
