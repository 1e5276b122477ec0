/** Each example against the list of facts beside it, in both directions. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "./facts/check.js";
import { readFacts } from "./facts/fact.js";
import { resourcesOf } from "./facts/resources.js";
import { describeResource } from "./facts/suggest.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/facts.json`, EXAMPLES)));

it("every example has a list, but the first, whose facts tests/seed checks", () => {
  const cases = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/case.yaml`, EXAMPLES)));
  expect(cases.filter((name) => !examples.includes(name))).toEqual(["01-neuromyelitis-optica"]);
});

describe.each(examples)("%s", (name) => {
  const folder = new URL(`${name}/`, EXAMPLES);
  const list = readFacts(new URL("facts.json", folder));
  const mapped = resourcesOf(readFileSync(new URL("case.yaml", folder), "utf8"));
  const { wrong, unclaimed } = check(list, mapped);

  it("says every fact, and falls into no trap", () => {
    expect(wrong.map(({ id, why }) => `${id}: ${why}`)).toEqual([]);
  });

  it("says nothing that is no fact", () => {
    expect(unclaimed.map((one) => describeResource(one, mapped))).toEqual([]);
  });

  it("is in docs/examples.md with the number of its facts", () => {
    const page = readFileSync(new URL("../../docs/examples.md", import.meta.url), "utf8");
    const row = page.split("\n").find((line) => line.includes(`examples/${name}/README.md`));
    expect(row).toContain(`| ${list.facts.length} |`);
  });

  it("has facts", () => {
    const negated = list.facts.filter(({ negation }) => negation).length;
    console.info(
      `${name}: ${list.facts.length} facts (${negated} negated), ${list.traps.length} traps, ${mapped.resources.length} resources`,
    );
    expect(list.facts.length).toBeGreaterThan(0);
  });
});
