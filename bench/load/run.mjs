/**
 * `npm run bench:load`: what the loader takes beside what the server takes, which is `case2fhir serve` in a process of its own.
 *
 * - A Bundle of 10,000 entries and 100 MB by `case2fhir load`: seconds and peak memory of that program.
 * - A folder of 1,000 Bundles by the same program with concurrency 4, from its start to its end, and the very requests of that
 *   through a plain HTTP load generator against a new server, in turns: the ratio of their rates.
 *
 * The result goes to bench/load/results/ with machine and date; last line: JSON. `--smoke` takes little and keeps nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/build/build.mjs";
import { runChild } from "../child.mjs";
import { root } from "../inputs.mjs";
import { machine } from "../machine.mjs";

const smoke = process.argv.includes("--smoke");
const [entries, bytes, bundles, rounds] = smoke ? [1_000, 5_000_000, 8, 1] : [10_000, 100_000_000, 1_000, 3];

await build();
const { bigBundle, bundleOf, LANES } = await import("./inputs.mjs");
const { withServer } = await import("./server.mjs");
const { stringifyJson } = await import("../../dist/lib/index.js");

const folder = mkdtempSync(join(tmpdir(), "case2fhir-bench-"));
const here = (name) => join(root, "bench/load", name);

const program = ["--import", join(root, "bench/peak.mjs"), join(root, "dist/bin/case2fhir.js")];

/** The seconds and the memory of a load; one that is not whole, or not read back equal, is an error. */
const load = (input) =>
  withServer((base) => runChild([...program, "load", input, "--concurrency", String(LANES), "--server", base]));

async function big() {
  const file = join(folder, "big.json");
  writeFileSync(file, stringifyJson(bigBundle(entries, bytes), 0));
  return { entries, bytes, ...(await load(file)) };
}

/** @returns how many bytes they have */
function writeBundles(inputs) {
  mkdirSync(inputs);
  const texts = Array.from({ length: bundles }, (_, n) => stringifyJson(bundleOf(n), 0));
  for (const [n, text] of texts.entries()) writeFileSync(join(inputs, `${String(n).padStart(6, "0")}.json`), text);
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

const rate = ({ requests, seconds }) => requests / seconds;
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function many() {
  const file = join(folder, "requests.ndjson");
  const inputs = join(folder, "bundles");
  const bytesOfBundles = writeBundles(inputs);
  const { requests } = await withServer((base) => runChild([here("record.mjs"), base, inputs, file]));
  const replay = () => withServer((base) => runChild([here("plain.mjs"), base, file]));
  const ours = [];
  let peakMiB = 0;
  const plain = [];
  for (let round = 0; round < rounds; round++) {
    const loaded = await load(inputs);
    ours.push(rate({ requests, seconds: loaded.seconds }));
    peakMiB = Math.max(peakMiB, loaded.peakMiB);
    plain.push(rate(await replay()));
    console.log(`round ${round + 1}: ${ours[round].toFixed(1)} requests/s, plain ${plain[round].toFixed(1)}`);
  }
  const ratio = median(ours.map((value, i) => value / plain[i]));
  const perSecond = { ours: Number(median(ours).toFixed(1)), plain: Number(median(plain).toFixed(1)) };
  return { bundles, bytes: bytesOfBundles, requests, peakMiB, perSecond, ratio: Number(ratio.toFixed(3)) };
}

try {
  const one = await big();
  console.log(`${one.entries} entries, ${one.bytes} bytes: ${one.seconds} s, peak ${one.peakMiB} MiB`);
  const result = { date: new Date().toISOString().slice(0, 10), machine: machine(), big: one, many: await many() };
  if (!smoke) {
    mkdirSync(here("results"), { recursive: true });
    writeFileSync(here(`results/${result.date}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
  console.log(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true });
}
