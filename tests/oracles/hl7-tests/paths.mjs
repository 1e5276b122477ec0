/** Comparing where two validators see an error. */

/** A path without the validator's remarks, indices and the type of a choice. */
export const plainPath = (path) =>
  path
    .replaceAll(/\/\*.*?\*\//g, "")
    .replaceAll(/\[(\d+|x)\]/g, "")
    .replaceAll(/\.ofType\(\w+\)/g, "");

const parent = (path) => path.slice(0, Math.max(path.lastIndexOf("."), 0));

/** Tiers of nearness, the best first. */
const TIERS = [(a, b) => a === b, (a, b) => parent(a) === b || a === parent(b)];

/**
 * Pairs errors at the same path, then those one level apart, each used once.
 *
 * @param {string[]} theirs
 * @param {string[]} ours
 * @returns {[number, number][]} indices into both
 */
export function matchPaths(theirs, ours) {
  const [a, b] = [theirs.map(plainPath), ours.map(plainPath)];
  const pairs = [];
  const used = { a: new Set(), b: new Set() };
  for (const isNear of TIERS)
    for (const [i, path] of a.entries()) {
      if (used.a.has(i)) continue;
      const j = b.findIndex((other, at) => !used.b.has(at) && isNear(path, other));
      if (j < 0) continue;
      used.a.add(i);
      used.b.add(j);
      pairs.push([i, j]);
    }
  return pairs;
}
