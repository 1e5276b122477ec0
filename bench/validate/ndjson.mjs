/** The program on NDJSON: its peak memory on a big file, and what a second thread gains. */
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

/** @returns {Promise<{ seconds: number, peakMiB: number }>} of the program on that file */
function validate(file, ...more) {
  const program = ["--import", join(root, "bench/peak.mjs"), join(root, "dist/bin/case2fhir.js")];
  return runChild([...program, "validate", file, "--format", "ndjson", ...more], OPTIONS);
}

/** Peak memory in MB (10^6 bytes) on a file of that many bytes. */
export async function peakMemory(folder, bytes) {
  const file = join(folder, "big.ndjson");
  writeNdjson(file, bytes);
  const { seconds, peakMiB } = await validate(file);
  return { bytes, seconds, peakMB: Math.round(peakMiB * 1.048576) };
}

/** How many times as fast two threads are as one, on a file of that many bytes: the best of some turns. */
export async function gainOfTwo(folder, bytes, rounds) {
  const file = join(folder, "jobs.ndjson");
  writeNdjson(file, bytes);
  const seconds = { one: [], two: [] };
  for (let round = 0; round < rounds; round++) {
    seconds.one.push((await validate(file, "--jobs", "1")).seconds);
    seconds.two.push((await validate(file, "--jobs", "2")).seconds);
  }
  return Number((Math.min(...seconds.one) / Math.min(...seconds.two)).toFixed(2));
}
