/**
 * A test runner for Stryker that keeps one process: a changed validator costs what its tests take, not the start of a test
 * framework. Each change gets modules of its own, so that what is compiled once and kept (plans, invariants) is compiled by
 * the changed code; and which tests meet a change is found with modules of its own for each test.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bundleOf } from "./bundle.mjs";
import { collector } from "./vitest.mjs";

const TESTS = "tests/validate";

/** Which changes each test meets, from the process that found out to the others; in Stryker's copy of the repository. */
const COVERAGE = "tests/mutate/coverage.json";

/** The same random values in every run. */
const SEED = 1;

/** By which Stryker switches changes on, and is told which of them a test meets. */
globalThis.__stryker__ ??= {};
const switches = globalThis.__stryker__;

class Runner {
  /** Milliseconds by test: quick ones are asked first. */
  spent = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    createRequire(import.meta.url)("fast-check").configureGlobal({ seed: SEED });
    this.evaluate = await bundleOf(process.cwd(), TESTS);
  }

  /** Every test alone, and what it meets. */
  async dryRun() {
    const coverage = { static: {}, perTest: {} };
    const results = [];
    switches.activeMutant = undefined;
    const ids = [...this.collect(coverage).keys()];
    for (const id of ids) {
      const own = { static: {}, perTest: {} };
      const call = this.collect(own, [fileOf(id)]).get(id);
      switches.currentTestId = id;
      results.push(await this.ask(id, call));
      switches.currentTestId = undefined;
      coverage.perTest[id] = own.perTest[id] ?? {};
    }
    writeFileSync(COVERAGE, JSON.stringify(coverage.perTest));
    return { status: "complete", tests: results, mutantCoverage: coverage };
  }

  /** The tests that meet a change, quick ones first, until one notices it. */
  async mutantRun({ activeMutant, hitLimit, testFilter, mutantActivation, sandboxFileName }) {
    const { spent } = this;
    const wanted = testFilter ?? meeting(sandboxFileName);
    Object.assign(switches, { hitCount: 0, hitLimit, activeMutant: undefined });
    if (mutantActivation === "static") switches.activeMutant = activeMutant.id;
    let tests;
    try {
      tests = this.collect({ static: {}, perTest: {} }, wanted && new Set(wanted.map(fileOf)));
    } catch (error) {
      return killed([], error, 0);
    }
    switches.activeMutant = activeMutant.id;
    const ids = [...(wanted ?? tests.keys())].sort((a, b) => (spent.get(a) ?? 0) - (spent.get(b) ?? 0));
    for (const [i, id] of ids.entries()) {
      const { failureMessage } = await this.ask(id, tests.get(id));
      if (switches.hitCount > hitLimit) return { status: "timeout", reason: "runs without end" };
      if (failureMessage !== undefined) return killed([id], failureMessage, i + 1);
    }
    return { status: "survived", nrOfTests: ids.length };
  }

  /** New modules, and the tests of some files (of all) by id. */
  collect(coverage, files) {
    switches.mutantCoverage = coverage;
    const { tests, module } = collector();
    const load = this.evaluate(module);
    const found = new Map();
    for (const file of files ?? Object.keys(load)) {
      tests.clear();
      load[file]();
      for (const [name, call] of tests) found.set(`${file}#${name}`, call);
    }
    return found;
  }

  async ask(id, call) {
    const start = performance.now();
    const outcome = await outcomeOf(call);
    const timeSpentMs = performance.now() - start;
    this.spent.set(id, timeSpentMs);
    return { id, name: id, fileName: fileOf(id), timeSpentMs, ...outcome };
  }
}

/**
 * The tests that meet any change of a file, for those that are made when it is loaded; undefined where nobody can say.
 */
function meeting(file) {
  const changes = [...readFileSync(file, "utf8").matchAll(/stryMutAct_\w+\("(\d+)"\)/g)].map(([, id]) => id);
  const met = Object.entries(JSON.parse(readFileSync(COVERAGE, "utf8")));
  const ids = met.filter(([, counts]) => changes.some((id) => counts[id] > 0)).map(([id]) => id);
  return ids.length > 0 ? ids : undefined;
}

const fileOf = (id) => id.split("#")[0];

/** As Stryker counts: 0 passed, 1 failed. A test that a change made disappear fails. */
const outcomeOf = async (call) => {
  try {
    await call();
    return { status: 0 };
  } catch (error) {
    return { status: 1, failureMessage: String(error?.message ?? error) };
  }
};

const killed = (killedBy, error, nrOfTests) => ({
  status: "killed",
  killedBy,
  failureMessage: String(error?.message ?? error),
  nrOfTests,
});

export const strykerPlugins = [{ kind: "TestRunner", name: "bundle", injectableClass: Runner }];
