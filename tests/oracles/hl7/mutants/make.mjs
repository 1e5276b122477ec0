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
 * @param {readonly string[]} names of examples
 * @param {ReadonlySet<string>} right those that both validators pass: only they are changed. Choosing among all of them
 *   keeps nearly every mutant the same when one more or less is right
 * @param {number} perKind how many mutants of each kind
 * @returns {{ kind: string, example: string, resource: object }[]} fewer of a kind that hardly any example can have
 */
export function mutants(names, right, perKind) {
  const texts = new Map([...right].map((name) => [name, readFileSync(pathOf(name), "utf8")]));
  return Object.entries(kinds).flatMap(([kind, change]) => {
    const made = new Map();
    for (let tries = 0; tries < TRIES && made.size < perKind; tries++) {
      const by = chance(hash(`${kind} ${tries}`));
      const example = by.pick(names);
      if (!right.has(example)) continue;
      const resource = JSON.parse(texts.get(example));
      const before = JSON.stringify(resource);
      if (!change(resource, by)) continue;
      const after = JSON.stringify(resource);
      if (after !== before) made.set(after, { kind, example, resource });
    }
    return [...made.values()];
  });
}
