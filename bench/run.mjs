/**
 * `npm run bench`: reading, mapping and validating as multiples of JSON.parse of the same bytes, with peak memory; the
 * program's start as a multiple of Node's. The result goes to bench/results/ with machine and date; last line: JSON.
 *
 * `npm run bench -- --smoke` takes few rounds and keeps nothing: it shows that everything still runs.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../src/build/build.mjs";
import { root } from "./inputs.mjs";
import { machine } from "./machine.mjs";

const smoke = process.argv.includes("--smoke");
const rounds = smoke ? 1 : 9;

await build();
const { jobs } = await import("./jobs.mjs");
const { startup } = await import("./startup.mjs");

function measure(name, ...more) {
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, "bench/measure.mjs"), name, String(rounds), ...more],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  if (status !== 0) throw new Error(`measuring "${name}" failed`);
  return JSON.parse(stdout);
}

const measured = [];
for (const name of Object.keys(jobs)) {
  const result = measure(name);
  if (!result.skipped) result.peakOfParseMiB = measure(name, "parse").peakMiB;
  measured.push(result);
  const { ratio, mbPerSecond, peakMiB, peakOfParseMiB, skipped } = result;
  const said =
    skipped ?? `${ratio} x JSON.parse, ${mbPerSecond} MB/s, peak ${peakMiB} MiB (parsing alone ${peakOfParseMiB})`;
  console.log(`${name.padEnd(34)} ${said}`);
}
const starts = startup(smoke ? 7 : 15);
for (const { command, ms, ratio } of starts) console.log(`${command.padEnd(34)} ${ms} ms, ${ratio} x node -e 0`);

const date = new Date().toISOString().slice(0, 10);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const result = { date, version, machine: machine(), jobs: measured, startup: starts };
if (!smoke) writeFileSync(join(root, "bench/results", `${date}.json`), `${JSON.stringify(result, null, 2)}\n`);
// What the package promises of its start.
const help = starts.find(({ command }) => command === "case2fhir --help");
if (help.ratio > 3) {
  console.error(`--help takes ${help.ratio} times as long as node -e 0; at most 3 is promised`);
  process.exitCode = 1;
}
console.log(JSON.stringify(result));
