/**
 * `node plain.mjs BASE FILE` sends the requests that FILE tells, each connection those of its Bundles in their order, and
 * prints seconds and requests. autocannon knows nothing of FHIR: it is how fast HTTP and this server can be.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import { LANES } from "./inputs.mjs";

const [base, file] = process.argv.slice(2);
const lanes = Array.from({ length: LANES }, () => []);
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { n, ...request } = JSON.parse(line);
  lanes[n % LANES].push(request);
}
// autocannon deals the same number of requests to every connection.
const each = Math.min(...lanes.map((lane) => lane.length));
const open = lanes.map((lane) => lane.slice(0, each));

let start = 0;
let end = 0;
const refused = [];
const run = autocannon({
  url: new URL(base).origin,
  connections: LANES,
  amount: LANES * each,
  timeout: 600,
  setupClient: (client) => client.setRequests(open.pop()),
});
run.on("start", () => {
  start = performance.now();
});
run.on("response", (_client, status) => {
  end = performance.now();
  if (status !== 200) refused.push(status);
});
const { errors } = await run;
if (errors > 0 || refused.length > 0) throw new Error(`${errors} errors, refused: ${refused.slice(0, 5)}`);
console.log(JSON.stringify({ seconds: (end - start) / 1000, requests: LANES * each }));
