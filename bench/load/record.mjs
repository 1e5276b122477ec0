/**
 * `node record.mjs BASE FOLDER FILE` loads the Bundles of a folder one after the other; each request goes to FILE as a line of
 * JSON, with the number of its Bundle.
 */
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMany, parseJson } from "../../dist/lib/index.js";

const [server, folder, file] = process.argv.slice(2);
const record = createWriteStream(file);
let current = 0;

const recorded = (url, init) => {
  const { method, headers, body } = init;
  const path = new URL(url).pathname + new URL(url).search;
  record.write(`${JSON.stringify({ n: current, method, path, headers, body })}\n`);
  return fetch(url, init);
};

const inputs = readdirSync(folder).map((name, n) => ({
  name,
  bundle: async () => {
    current = n;
    return { bundle: parseJson(readFileSync(join(folder, name), "utf8")), findings: [] };
  },
}));

const { bundles, requests } = await loadMany(inputs, { server, fetch: recorded }, { concurrency: 1 });
if (bundles.loaded !== inputs.length) throw new Error(JSON.stringify(bundles));
await new Promise((resolve) => record.end(resolve));
console.log(JSON.stringify({ requests }));
