/** Installs what the lockfile names, when it is not there yet: `npm start` and `npm test` work in a fresh clone. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, run, runNode } from "./process.mjs";

/** npm notes here what it installed; the file is as old as the installation. */
const installed = join(root, "node_modules", ".package-lock.json");
const lockfile = join(root, "package-lock.json");

/** Runs `npm ci` when node_modules is missing or older than the lockfile; throws when that fails. */
export function install() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  console.error("case2fhir: installing the dependencies (npm ci)");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--prefer-offline", "--include=dev"];
  const done = npm ? runNode(npm, args) : run("npm", args);
  if (!done) throw new Error("npm ci failed: see its message above");
}
