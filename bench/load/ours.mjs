/**
 * `node ours.mjs BASE COUNT [FILE]` loads COUNT Bundles with concurrency 4 and prints seconds and requests; into FILE goes
 * each request as a line of JSON, with the number of its Bundle.
 */
import { createWriteStream } from "node:fs";
import { load, parseJson, stringifyJson } from "../../dist/lib/index.js";
import { bundleOf, LANES } from "./inputs.mjs";

const [server, count, file] = process.argv.slice(2);
const texts = Array.from({ length: Number(count) }, (_, n) => stringifyJson(bundleOf(n), 0));
const record = file && createWriteStream(file);
let requests = 0;

async function loadOne(text, n) {
  const ask = (url, init) => {
    requests++;
    const { method, headers, body } = init;
    record?.write(
      `${JSON.stringify({ n, method, path: new URL(url).pathname + new URL(url).search, headers, body })}\n`,
    );
    return fetch(url, init);
  };
  const bundle = parseJson(text);
  const { receipt, findings } = await load(bundle, { server, fetch: ask });
  const { created, equal } = receipt.counts;
  const isWhole = created === bundle.entry.length && equal === created;
  if (!isWhole) throw new Error(`Bundle ${n}: ${JSON.stringify(receipt.counts)} ${findings[0]?.message}`);
}

const start = performance.now();
await Promise.all(
  Array.from({ length: LANES }, async (_, lane) => {
    for (let n = lane; n < texts.length; n += LANES) await loadOne(texts[n], n);
  }),
);
const seconds = (performance.now() - start) / 1000;
if (record) await new Promise((resolve) => record.end(resolve));
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(JSON.stringify({ seconds, requests, bytes, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
