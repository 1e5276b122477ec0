/**
 * `npm run bench:validate [-- --smoke] [--no-java]`: our validator beside JSON.parse, @medplum/core and HL7's Java
 * validator on the same resources in the same run; the program from its start; memory on NDJSON of 1 GB; two threads.
 *
 * The result goes to bench/validate/results/ with machine and date; last line: JSON. `--smoke` takes little, leaves Java out
 * and keeps nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, main } from "../../src/build/build.mjs";
import { runChild } from "../child.mjs";
import { root } from "../inputs.mjs";
import { machine } from "../machine.mjs";
import { corpora } from "./corpora.mjs";

const smoke = process.argv.includes("--smoke");
const SIZE = smoke ? { rounds: 1, starts: 3, big: 20e6, turns: 1 } : { rounds: 7, starts: 15, big: 1e9, turns: 3 };
const here = (name) => join(root, "bench/validate", name);
const round = (value, digits) => Number(value.toPrecision(digits));

await main(async () => {
  await build();
  const folder = mkdtempSync(join(tmpdir(), "case2fhir-bench-"));
  try {
    const result = await measure(folder);
    if (!smoke) {
      mkdirSync(here("results"), { recursive: true });
      writeFileSync(here(`results/${result.date}.json`), `${JSON.stringify(result, null, 2)}\n`);
    }
    console.log(JSON.stringify(result.figures));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function measure(folder) {
  const names = Object.keys(corpora).filter((name) => corpora[name]() !== undefined);
  const measured = {};
  for (const name of names) measured[name] = await runChild([here("measure.mjs"), name, String(SIZE.rounds)]);
  const java = await javaOrNot(folder, names);
  for (const [name, ms] of Object.entries(java ?? {})) measured[name].ms.java = ms;
  const shares = Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, sharesOf(one)]));
  for (const [name, share] of Object.entries(shares)) console.log(`${name}: ${JSON.stringify(share)}`);

  const cold = await coldStart();
  console.log(`from the program's start: ${JSON.stringify(cold)}`);
  const { oneAndTwo } = await import("./ndjson.mjs");
  const { jobs2, ...ndjson } = await oneAndTwo(folder, SIZE.big, SIZE.turns);
  console.log(`NDJSON: ${JSON.stringify(ndjson)}`);
  const figures = { ...shares, cold, peakMB: ndjson.peakMB, jobs2 };
  return { date: new Date().toISOString().slice(0, 10), machine: machine(), measured, ndjson, figures };
}

async function javaOrNot(folder, names) {
  if (smoke || process.argv.includes("--no-java")) return undefined;
  return (await import("./java.mjs")).measureJava(folder, names);
}

/** Rates and ratios; textShareOfParse is that of text to findings. */
function sharesOf({ resources, ms }) {
  return {
    perSecond: round((resources / ms.ours) * 1000, 3),
    shareOfParse: round(ms.parse / ms.ours, 3),
    textShareOfParse: round(ms.parse / ms.text, 3),
    timesMedplum: round(ms.medplum / ms.ours, 3),
    timesJava: ms.java === undefined ? null : round(ms.java / ms.ours, 3),
  };
}

/** One official example from process start to findings, as a multiple of a Node that reads the same file. */
async function coldStart() {
  const { startup } = await import("../startup.mjs");
  const example = join(root, "node_modules/hl7.fhir.r4.examples/Patient-example.json");
  const read = "require('node:fs').readFileSync(process.argv[1], 'utf8')";
  const commands = {
    "node that reads the file": ["-e", read, example],
    "case2fhir validate one.json": [join(root, "dist/bin/case2fhir.js"), "validate", example],
  };
  const [, ours] = startup(SIZE.starts, commands);
  return { ms: ours.ms, timesNode: ours.ratio };
}
