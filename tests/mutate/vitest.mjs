/** What the tests import from "vitest", without its processes and files: tests are collected here and called by the runner. */
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

for (const matchers of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(matchers);

/** @returns the module "vitest", and the tests it collects, by names of which each is another */
export function collector() {
  /** @type {Map<string, () => unknown>} */
  const tests = new Map();
  const titles = [];
  const add = (title, call) => {
    const name = [...titles, title].join(" ");
    tests.set(tests.has(name) ? `${name} (${tests.size})` : name, call);
  };
  const it = Object.assign((title, call) => add(title, call), {
    each: (rows) => (title, call) => {
      for (const [i, row] of rows.entries()) add(`${title} [${i}]`, () => call(...(Array.isArray(row) ? row : [row])));
    },
  });
  const describe = (title, body) => {
    titles.push(title);
    body();
    titles.pop();
  };
  return { tests, module: { describe, it, expect: chai.expect } };
}
