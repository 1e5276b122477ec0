/** What is up to date is not built again: a step is known by the hash of everything it reads. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

const stamps = join(root, ".cache", "build");

/** Every file below the given files and folders (paths in the repository), in a fixed order. */
export function filesOf(paths) {
  return paths.flatMap((path) => {
    const full = join(root, path);
    if (!existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [path];
    return filesOf(
      readdirSync(full)
        .sort()
        .map((name) => `${path}/${name}`),
    );
  });
}

/**
 * Runs a step unless its inputs are those of its last success and its outputs are there.
 *
 * @param {{ name: string, inputs: string[], outputs: string[], run: () => void | Promise<void> }} step
 *   inputs and outputs are files or folders of the repository
 * @returns {Promise<boolean>} whether it ran
 */
export async function runStep(step) {
  const stamp = join(stamps, step.name);
  const hash = hashOf(filesOf(step.inputs));
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (fresh && step.outputs.every((path) => existsSync(join(root, path)))) return false;
  await step.run();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}
