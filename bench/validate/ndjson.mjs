/** The program on NDJSON: its time and peak memory on a big file, and what a second thread gains. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "../child.mjs";
import { root } from "../inputs.mjs";
import { corpora } from "./corpora.mjs";

/** Findings are no failure here, and the table of them no news. */
const OPTIONS = { accepted: [0, 1], stderr: "ignore" };

/** Writes single resources over and over until the file has that many bytes. */
function writeNdjson(file, bytes) {
  const lines = [...corpora.clinical(), ...(corpora.syntheaResources() ?? [])].map((text) => `${text}\n`);
  const block = Buffer.from(lines.join(""));
  const to = openSync(file, "w");
  for (let written = 0; written < bytes; written += block.length) writeSync(to, block);
  closeSync(to);
}

/** @returns {Promise<{ seconds: number, cpuSeconds: number, peakMiB: number }>} of the program on that file */
function validate(file, jobs) {
  const program = ["--import", join(root, "bench/peak.mjs"), join(root, "dist/bin/case2fhir.js")];
  return runChild([...program, "validate", file, "--format", "ndjson", "--jobs", String(jobs)], OPTIONS);
}

/**
 * One thread and two by turns, so that they see the same machine, on a file of that many bytes.
 *
 * @returns the best seconds of each; the least of the processor, which others on the machine change less; the peak memory in
 *   MB (10^6 bytes) of one thread; how many times as fast two are, and two programs with a half each: what the machine allows
 */
export async function oneAndTwo(folder, bytes, rounds) {
  const file = join(folder, "big.ndjson");
  const half = join(folder, "half.ndjson");
  writeNdjson(file, bytes);
  writeNdjson(half, bytes / 2);
  const [ones, twos, halves] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    ones.push(await validate(file, 1));
    twos.push(await validate(file, 2));
    const both = await Promise.all([validate(half, 1), validate(half, 1)]);
    halves.push(both[0].seconds > both[1].seconds ? both[0] : both[1]);
  }
  const [one, two, apart] = [best(ones), best(twos), best(halves)];
  const times = ({ seconds }) => Number((one.seconds / seconds).toFixed(2));
  const peakMB = Math.round(Math.max(...ones.map(({ peakMiB }) => peakMiB)) * 1.048576);
  return { bytes, ...one, peakMB, two, apart: times(apart), jobs2: times(two) };
}

const best = (runs) => ({
  seconds: Math.min(...runs.map(({ seconds }) => seconds)),
  cpuSeconds: Math.min(...runs.map(({ cpuSeconds }) => cpuSeconds)),
});
