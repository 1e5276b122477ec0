/** Mutants: official examples with a single defect each, by seed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chance } from "../../../hostile/random.mjs";
import { kinds } from "./kinds.mjs";

const folder = fileURLToPath(new URL("../../../../node_modules/hl7.fhir.r4.examples/", import.meta.url));
/** In bytes: a small one shows the same defect sooner. */
const LARGEST = 60_000;

/**
 * Names of the examples that mutants are made of.
 *
 * @param {number} ofAType how many of a type at most; of definitions there are thousands
 */
export function pool(ofAType) {
  const counts = new Map();
  const names = readdirSync(folder).filter(
    (name) => /^[A-Z].*\.json$/.test(name) && statSync(join(folder, name)).size < LARGEST,
  );
  const byChance = names.sort().map((name) => ({ name, rank: chance(hash(name)).below(1e9) }));
  return byChance
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name)
    .filter((name) => {
      const type = name.split("-")[0];
      counts.set(type, (counts.get(type) ?? 0) + 1);
      return counts.get(type) <= ofAType;
    })
    .sort();
}

const hash = (text) => [...text].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) >>> 0, 7);

export const pathOf = (name) => join(folder, name);

/** Tries to find an example that a kind fits. */
const TRIES = 400;

/**
 * @param {readonly string[]} examples that are right, by both validators
 * @param {number} perKind how many mutants of each kind
 * @returns {{ kind: string, example: string, resource: object }[]} fewer of a kind that hardly any example can have
 */
export function mutants(examples, perKind) {
  const texts = new Map(examples.map((name) => [name, readFileSync(pathOf(name), "utf8")]));
  const made = [];
  for (const [kind, change] of Object.entries(kinds)) {
    const by = chance(hash(kind));
    const seen = new Set();
    for (let tries = 0; tries < TRIES && seen.size < perKind; tries++) {
      const example = by.pick(examples);
      const resource = JSON.parse(texts.get(example));
      if (!change(resource, by)) continue;
      const text = JSON.stringify(resource);
      if (seen.has(text) || text === JSON.stringify(JSON.parse(texts.get(example)))) continue;
      seen.add(text);
      made.push({ kind, example, resource });
    }
  }
  return made;
}
