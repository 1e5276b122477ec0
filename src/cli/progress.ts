/** How far it is, for somebody who watches: one line on the terminal, written anew. */
import type { Shell } from "./shell.js";

const EVERY_MS = 100;
const ERASE_LINE = "\r\u001b[K";

export interface Progress {
  /**
   * More is through.
   *
   * @param failed how many of it failed
   * @param size what it is of the total
   */
  add(failed: number, count?: number, size?: number): void;
  /** Takes the line away. */
  end(): Promise<void>;
}

/** A shorter wait is over before it is read. */
const WORTH_TELLING_MS = 1000;

/** Says on a terminal that the server is waited for. */
export function tellWait({ err, isTerminal }: Pick<Shell, "err" | "isTerminal">, milliseconds: number): void {
  if (milliseconds < WORTH_TELLING_MS || !isTerminal("err")) return;
  void err(`${ERASE_LINE}the server is asked again in ${Math.round(milliseconds / 1000)} s\n`);
}

/**
 * @param now milliseconds of a clock that only goes forward
 * @param total of the sizes that will be added, where that is known: then the time that is left is told
 */
export function startProgress(shell: Pick<Shell, "err" | "isTerminal">, now: () => number, total?: number): Progress {
  if (!shell.isTerminal("err")) return { add: () => undefined, end: async () => undefined };
  const start = now();
  let [done, failed, size, shown] = [0, 0, 0, start];
  return {
    add(more, count = 1, sizeOfIt = 0) {
      done += count;
      failed += more;
      size += sizeOfIt;
      if (now() - shown < EVERY_MS) return;
      shown = now();
      const seconds = (shown - start) / 1000;
      const left = total === undefined || size === 0 ? "" : `, ${inWords((seconds * (total - size)) / size)} left`;
      void shell.err(`${ERASE_LINE}${done} done, ${(done / seconds).toFixed(1)} a second, ${failed} failed${left}`);
    },
    end: () => shell.err(shown > start ? ERASE_LINE : ""),
  };
}

/** `48 s`, `12 min`. */
const inWords = (seconds: number): string =>
  seconds < 100 ? `${Math.max(0, Math.ceil(seconds))} s` : `${Math.ceil(seconds / 60)} min`;
