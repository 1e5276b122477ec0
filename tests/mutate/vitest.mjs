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
  const describe = (title, body) => {
    titles.push(title);
    body();
    titles.pop();
  };
  /** As vitest has it: what is declared once for each row, which is the arguments of its body. */
  const each = (declare) => (rows) => (title, body) => {
    for (const [i, row] of rows.entries())
      declare(`${title} [${i}]`, () => body(...(Array.isArray(row) ? row : [row])));
  };
  const module = {
    describe: Object.assign(describe, { each: each(describe) }),
    it: Object.assign(add, { each: each(add) }),
    expect: chai.expect,
  };
  return { tests, module };
}
