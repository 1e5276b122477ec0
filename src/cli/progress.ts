/** How far it is, for somebody who watches: one line on the terminal, written anew. */
import type { Shell } from "./shell.js";

const EVERY_MS = 100;
const ERASE_LINE = "\r\u001b[K";

export interface Progress {
  /** One more is through. */
  add(isFailed: boolean): void;
  /** Takes the line away. */
  end(): Promise<void>;
}

/** @param now milliseconds of a clock that only goes forward */
export function startProgress(shell: Pick<Shell, "err" | "isTerminal">, now: () => number): Progress {
  if (!shell.isTerminal("err")) return { add: () => undefined, end: async () => undefined };
  const start = now();
  let [done, failed, shown] = [0, 0, start];
  return {
    add(isFailed) {
      done++;
      if (isFailed) failed++;
      if (now() - shown < EVERY_MS) return;
      shown = now();
      const rate = (done / (shown - start)) * 1000;
      void shell.err(`${ERASE_LINE}${done} done, ${rate.toFixed(1)} a second, ${failed} failed`);
    },
    end: () => shell.err(shown > start ? ERASE_LINE : ""),
  };
}
