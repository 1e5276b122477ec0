import { describe, expect, it } from "vitest";
import { startProgress, tellWait } from "../../src/cli/progress.js";

/** A stream that keeps what is written, and a clock that is set. */
function watched(isTerminal: boolean) {
  const written: string[] = [];
  const err = async (text: string) => void written.push(text);
  const clock = { now: 0 };
  const progress = startProgress({ err, isTerminal: () => isTerminal }, () => clock.now);
  return { progress, clock, written };
}

describe("a wait for the server", () => {
  it("is told on a terminal, on a line of its own, when it is long enough to be read", () => {
    const written: string[] = [];
    const err = async (text: string) => void written.push(text);
    for (const isTerminal of [true, false]) {
      for (const milliseconds of [999, 1000, 29_600]) tellWait({ err, isTerminal: () => isTerminal }, milliseconds);
    }
    expect(written).toEqual([1, 30].map((seconds) => `\r\u001b[Kthe server is asked again in ${seconds} s\n`));
  });
});

describe("progress", () => {
  it("is one line on a terminal, ten times a second at most, and gone at the end", async () => {
    const { progress, clock, written } = watched(true);
    for (let n = 1; n <= 100; n++) {
      clock.now = n * 10;
      progress.add(n % 50 === 0 ? 1 : 0);
    }
    expect(written).toHaveLength(10);
    expect(written[4]).toBe("\r\u001b[K50 done, 100.0 a second, 1 failed");
    await progress.end();
    expect(written.at(-1)).toBe("\r\u001b[K");
  });

  it("is nothing where nobody can see it anew, and where nothing took long", async () => {
    const [piped, quick] = [watched(false), watched(true)];
    piped.clock.now = 1000;
    piped.progress.add(0);
    quick.progress.add(0);
    await Promise.all([piped.progress.end(), quick.progress.end()]);
    expect([piped.written.join(""), quick.written.join("")]).toEqual(["", ""]);
  });
});
