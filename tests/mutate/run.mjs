/**
 * `npm run mutate [-- --mutate FILES | --sample N]`: changes src/validate in thousands of small ways and counts which of them
 * its tests notice (Stryker). What was judged already and did not change is remembered in .cache/mutate, so that it may be
 * done file by file (`--mutate src/validate/place.ts,src/validate/bundle.ts`); `--sample N` takes an Nth part of every file,
 * by chance, the same in every run, and remembers nothing. Last line: JSON, over all that is remembered; exit code 1 when
 * less than 70 % are noticed.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, main } from "../../src/build/build.mjs";
import { root, runTool } from "../../src/build/process.mjs";
import { sample } from "./sample.mjs";

/** In percent. */
const LEAST = 70;

await main(async () => {
  await build(["definitions"]);
  const [first, nth, ...others] = process.argv.slice(2);
  const which =
    first === "--sample"
      ? ["--mutate", sample(root, Number(nth)), ...others]
      : ["--incremental", ...process.argv.slice(2)];
  if (!runTool("stryker", ["run", ...which])) throw new Error("Stryker failed");
  const { files } = JSON.parse(readFileSync(join(root, ".cache/mutate/report.json"), "utf8"));
  const count = new Map();
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants)) {
    count.set(status, (count.get(status) ?? 0) + 1);
  }
  const sum = (...statuses) => statuses.reduce((total, status) => total + (count.get(status) ?? 0), 0);
  // One that would run without end is stopped, and so noticed; what no test runs, none notices.
  const killed = sum("Killed", "Timeout");
  const survived = sum("Survived", "NoCoverage");
  const mutants = killed + survived;
  const score = Math.round((1000 * killed) / mutants) / 10;
  if (score < LEAST) process.exitCode = 1;
  console.log(JSON.stringify({ files: Object.keys(files).length, mutants, killed, survived, score }));
});
