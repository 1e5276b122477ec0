/**
 * `npm run hostile [-- --mutants N] [--from N]`: 10,000 random mutants of official examples and the traps, each judged by the
 * built library. None may throw, take longer than the bound, or need more memory than its process is given; each ends
 * in findings (a mutant that is still right, in none).
 *
 * A failure names the number of its mutant, which is the same whenever it is made. Last lines: JSON, and what passed.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, main } from "../../src/build/build.mjs";
import { giants, traps } from "./traps.mjs";

/** Seconds for one input, and megabytes of heap for the process that judges them all. */
const BOUNDS = {
  mutants: { seconds: 10, heapMB: 384 },
  traps: { seconds: 10, heapMB: 384 },
  giants: { seconds: 30, heapMB: 1500 },
};
const child = fileURLToPath(new URL("./child.mjs", import.meta.url));

await main(async () => {
  await build(["definitions", "library"]);
  const { values } = parseArgs({
    options: { mutants: { type: "string", default: "10000" }, from: { type: "string", default: "0" } },
  });
  const from = Number(values.from);
  const all = (kind, list) => judgeAll(kind, 0, Object.keys(list).length, (number) => Object.keys(list)[number]);
  const judged = {
    mutants: await judgeAll("mutants", from, from + Number(values.mutants), String),
    traps: await all("traps", traps),
    giants: await all("giants", giants),
  };
  const failures = Object.values(judged).flatMap(({ failed }) => failed);
  for (const failure of failures) console.log(failure);
  const inputs = Object.values(judged).reduce((sum, one) => sum + one.inputs, 0);
  const told = Object.entries(judged).map(([kind, { failed, ...rest }]) => [kind, { ...rest, failed: failed.length }]);
  console.log(JSON.stringify(Object.fromEntries(told)));
  console.log(`${inputs - failures.length} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
});

/** Judges inputs FROM to TO; after one that ends its process the next process goes on behind it. */
async function judgeAll(kind, from, to, nameOf) {
  const result = { inputs: to - from, findings: 0, slowestMs: 0, slowest: "", peakMB: 0, failed: [] };
  for (let next = from; next < to; ) {
    const ended = await judgeSome(kind, next, to, (line) => {
      if (line.threw) result.failed.push(`${kind} ${nameOf(line.ended)}: ${line.threw}`);
      result.findings += line.findings ?? 0;
      result.peakMB = Math.max(result.peakMB, line.peakMB ?? 0);
      if ((line.ms ?? 0) <= result.slowestMs) return;
      result.slowestMs = line.ms;
      result.slowest = nameOf(line.ended);
    });
    if (ended === undefined) break;
    result.failed.push(`${kind} ${nameOf(ended.at)}: ${ended.why}`);
    next = ended.at + 1;
  }
  return result;
}

/** @returns {Promise<{ at: number, why: string } | undefined>} the input that ended the process, if one did */
function judgeSome(kind, from, to, onLine) {
  const { seconds, heapMB } = BOUNDS[kind];
  const node = spawn(process.execPath, [`--max-old-space-size=${heapMB}`, child, kind, String(from), String(to)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let at = from;
  let why;
  let clock;
  let errors = "";
  node.stderr.on("data", (text) => {
    errors = (errors + text).slice(-600);
  });
  createInterface({ input: node.stdout }).on("line", (text) => {
    clearTimeout(clock);
    const line = JSON.parse(text);
    if (line.begins === undefined) return onLine(line);
    at = line.begins;
    clock = setTimeout(() => {
      why = `takes longer than ${seconds} s`;
      node.kill("SIGKILL");
    }, seconds * 1000);
  });
  return new Promise((resolve) => {
    node.once("close", (code) => {
      clearTimeout(clock);
      resolve(code === 0 ? undefined : { at, why: why ?? `ended the process (${code}): ${errors}` });
    });
  });
}
