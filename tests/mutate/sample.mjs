/** A part of src/validate by chance, the same in every run, as Stryker takes it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chance } from "../hostile/random.mjs";

const FOLDER = "src/validate";

/** Lines that are taken together: most changes are of one, few of more. */
const WINDOW = 10;

/**
 * @param {string} root the repository
 * @param {number} nth how much: of every file every nth window, and one at least
 * @returns {string} ranges of lines
 */
export function sample(root, nth) {
  const files = readdirSync(join(root, FOLDER), { recursive: true }).filter((name) => name.endsWith(".ts"));
  const ranges = files.sort().flatMap((name, seed) => {
    const file = `${FOLDER}/${name.replaceAll("\\", "/")}`;
    const lines = readFileSync(join(root, file), "utf8").split("\n").length;
    const windows = Array.from({ length: Math.ceil(lines / WINDOW) }, (_, i) => i * WINDOW + 1);
    const by = chance(seed);
    const byChance = windows.map((start) => ({ start, rank: by.below(1e9) })).sort((a, b) => a.rank - b.rank);
    return byChance
      .slice(0, Math.ceil(windows.length / nth))
      .map(({ start }) => `${file}:${start}-${Math.min(start + WINDOW - 1, lines)}`);
  });
  return ranges.join(",");
}
