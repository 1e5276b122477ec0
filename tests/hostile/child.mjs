/**
 * Judges hostile inputs in a process of its own: `node child.mjs mutants|traps|giants FROM TO`. A line of JSON before each
 * input and one after it; who started it keeps the clock.
 */
import { createValidator, parseJson } from "../../dist/lib/index.js";
import { judgeMutant, mutant } from "./mutations.mjs";
import { giants, judgeTrap, traps } from "./traps.mjs";

const [kind, from, to] = process.argv.slice(2);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const validator = createValidator();
const ofList = (list) => (number) => judgeTrap(Object.values(list)[number](), { createValidator, parseJson });

const judges = {
  mutants: (number) => judgeMutant(mutant(number, parseJson), { validator, parseJson }),
  traps: ofList(traps),
  giants: ofList(giants),
};

for (let number = Number(from); number < Number(to); number++) {
  tell({ begins: number });
  const start = performance.now();
  try {
    const findings = judges[kind](number);
    const peakMB = Math.round(process.resourceUsage().maxRSS / 1000);
    tell({ ended: number, findings, ms: Math.round(performance.now() - start), peakMB });
  } catch (error) {
    tell({ ended: number, threw: String(error?.stack ?? error).slice(0, 600) });
  }
}
