/**
 * `node ours.mjs BASE COUNT [FILE]` loads COUNT Bundles with concurrency 4 and prints seconds and requests. With FILE each
 * request goes there as a line of JSON, with the number of its Bundle; then they are loaded one after the other.
 */
import { createWriteStream } from "node:fs";
import { loadMany, parseJson, stringifyJson } from "../../dist/lib/index.js";
import { bundleOf, LANES } from "./inputs.mjs";

const [server, count, file] = process.argv.slice(2);
const texts = Array.from({ length: Number(count) }, (_, n) => stringifyJson(bundleOf(n), 0));
const record = file && createWriteStream(file);
let current = 0;

const recorded = (url, init) => {
  const { method, headers, body } = init;
  const path = new URL(url).pathname + new URL(url).search;
  record.write(`${JSON.stringify({ n: current, method, path, headers, body })}\n`);
  return fetch(url, init);
};

const inputs = texts.map((text, n) => ({
  name: `Bundle ${n}`,
  bundle: async () => {
    current = n;
    return { bundle: parseJson(text), findings: [] };
  },
}));

const start = performance.now();
const options = { server, fetch: record ? recorded : fetch };
const { bundles, entries, failures, requests } = await loadMany(inputs, options, { concurrency: record ? 1 : LANES });
const seconds = (performance.now() - start) / 1000;
const isWhole = bundles.loaded === texts.length && [entries.created, entries.equal].every((n) => n === entries.entries);
if (!isWhole) throw new Error(`${JSON.stringify({ ...bundles, ...entries })} ${failures[0]?.message}`);
if (record) await new Promise((resolve) => record.end(resolve));
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(JSON.stringify({ seconds, requests, bytes, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
