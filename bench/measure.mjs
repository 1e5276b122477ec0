/**
 * Measures one job in a process of its own: `node bench/measure.mjs JOB ROUNDS [parse]`; with `parse`, JSON.parse alone,
 * whose peak memory is what the job's is compared with. Prints one line of JSON.
 */
import { jobs } from "./jobs.mjs";

const LEAST_MS = 20;
const [name, rounds, parseOnly] = process.argv.slice(2);
const prepared = jobs[name]();
if (!prepared) {
  console.log(JSON.stringify({ job: name, skipped: "CASE2FHIR_TEST_DATA does not lead to its input" }));
  process.exit();
}
const parse = () => prepared.json.forEach((text) => void JSON.parse(text));
const bytes = prepared.json.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** Milliseconds of one call, the clock's grain made small by calling often enough. */
function time(call) {
  let calls = 0;
  const start = performance.now();
  do {
    call();
    calls++;
  } while (performance.now() - start < LEAST_MS);
  return (performance.now() - start) / calls;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Work and comparison in turn, so that both see the same machine; the first round warms up. */
const times = { parse: [], work: [] };
for (let round = 0; round <= Number(rounds); round++) {
  const pair = { parse: time(parse), work: parseOnly ? 0 : time(prepared.work) };
  if (round > 0) for (const key of Object.keys(times)) times[key].push(pair[key]);
}
const parseMs = median(times.parse);
const workMs = median(times.work);
console.log(
  JSON.stringify({
    job: name,
    bytes,
    ms: Number(workMs.toFixed(3)),
    ratio: Number((workMs / parseMs).toFixed(1)),
    mbPerSecond: Number((bytes / 1000 / workMs).toFixed(2)),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
