/**
 * `npm run mutate [-- --mutate FILES]`: changes src/validate in thousands of small ways and counts which of them the quick
 * tests notice (Stryker). It takes about an hour, parts of it by `--mutate src/validate/place.ts,src/validate/bundle.ts`; what
 * was judged already and did not change is remembered in .cache/mutate. Last line: JSON, the score in percent by file.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, main } from "../../src/build/build.mjs";
import { root, runTool } from "../../src/build/process.mjs";

const NOTICED = new Set(["Killed", "Timeout"]);
const COUNTED = new Set([...NOTICED, "Survived", "NoCoverage"]);

await main(async () => {
  await build(["definitions"]);
  if (!runTool("stryker", ["run", "--incremental", ...process.argv.slice(2)])) throw new Error("Stryker failed");
  const { files } = JSON.parse(readFileSync(join(root, ".cache/mutate/report.json"), "utf8"));
  const scores = Object.entries(files).map(([file, { mutants }]) => ({ file, ...scoreOf(mutants) }));
  const all = scoreOf(Object.values(files).flatMap(({ mutants }) => mutants));
  console.log(JSON.stringify({ ...all, files: Object.fromEntries(scores.map(({ file, score }) => [file, score])) }));
});

function scoreOf(mutants) {
  const counted = mutants.filter(({ status }) => COUNTED.has(status));
  const noticed = counted.filter(({ status }) => NOTICED.has(status));
  return { mutants: counted.length, score: Math.round((1000 * noticed.length) / counted.length) / 10 };
}
