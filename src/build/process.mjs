/** Running the tools of the repository with the Node that runs this script, wherever it was called from. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The scripts behind the tools' commands: started by name, so that no shell and no `.bin` link is needed. */
const tools = {
  biome: "@biomejs/biome/bin/biome",
  knip: "knip/bin/knip.js",
  stryker: "@stryker-mutator/core/bin/stryker.js",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
};

/**
 * Runs a command in the repository's top folder, its output shown as it comes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env added to the environment
 * @returns {boolean} whether it ended with exit code 0
 */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status === 0;
}

/** Runs a script with this Node. */
export const runNode = (script, args = [], env = {}) => run(process.execPath, [script, ...args], env);

/** Runs one of the tools in node_modules. */
export const runTool = (tool, args = [], env = {}) => runNode(join(root, "node_modules", tools[tool]), args, env);
