/** How long the program takes to start, as a multiple of what Node itself takes. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { example, root } from "./inputs.mjs";

const program = join(root, "dist/bin/case2fhir.js");

const COMMANDS = {
  "node -e 0": ["-e", "0"],
  "case2fhir --help": [program, "--help"],
  "case2fhir map case.yaml": [program, "map", example],
  "case2fhir validate case.yaml": [program, "validate", example],
};

/** Interleaved rounds; the median of each command (Node's arguments by name) and its ratio to the first. */
export function startup(rounds, commands = COMMANDS) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
      if (status !== 0) throw new Error(`${name} ended with ${status}`);
      if (round > 0) times[name].push(performance.now() - start);
    }
  }
  const median = (name) => times[name].sort((a, b) => a - b)[Math.floor(times[name].length / 2)];
  const first = median(Object.keys(commands)[0]);
  return Object.keys(commands).map((name) => ({
    command: name,
    ms: Math.round(median(name)),
    ratio: Number((median(name) / first).toFixed(2)),
  }));
}
