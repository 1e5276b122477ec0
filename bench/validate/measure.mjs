/**
 * `node bench/validate/measure.mjs CORPUS ROUNDS`: all contenders in one process, taking turns, so that they see the same
 * machine; the first round warms up, long enough for all to be compiled. Prints one line of JSON: the milliseconds of one pass
 * of each, the best of the rounds, since whatever else the machine does only makes a pass slower.
 */
import { contenders } from "./contenders.mjs";
import { corpora } from "./corpora.mjs";

const LEAST_MS = 200;
const WARM_MS = 3000;
const [name, rounds] = process.argv.slice(2);
const texts = corpora[name]();
const passes = Object.entries(contenders).map(([who, prepare]) => ({ who, pass: prepare(texts), times: [] }));

/** Milliseconds of one pass, the clock's grain and single pauses made small by enough passes. */
function time(pass, least = LEAST_MS) {
  let passed = 0;
  const start = performance.now();
  do {
    pass();
    passed++;
  } while (performance.now() - start < least);
  return (performance.now() - start) / passed;
}

for (let round = 0; round <= Number(rounds); round++)
  for (const { pass, times } of passes) {
    const ms = time(pass, round === 0 ? WARM_MS : LEAST_MS);
    if (round > 0) times.push(ms);
  }

const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const ms = Object.fromEntries(passes.map(({ who, times }) => [who, Math.min(...times)]));
console.log(JSON.stringify({ resources: texts.length, bytes, ms }));
