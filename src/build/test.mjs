/**
 * `npm test`: installs, builds, checks types, lint and unused code, and runs every test with coverage.
 *
 * Its last line is `N passed, N failed`; each check counts as one test. `--tests-only` leaves out checks and coverage;
 * other arguments go to vitest (`npm test -- tests/cli`).
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root, runTool } from "./process.mjs";

const report = join(root, ".cache", `vitest-${process.pid}.json`);

const checks = [
  ["build", built],
  ["types", () => runTool("tsc", ["-p", "."])],
  ["lint", () => runTool("biome", ["ci", "--error-on-warnings"])],
  ["unused code", () => runTool("knip")],
];

async function built() {
  try {
    await build();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

/** Runs vitest and counts: a file that cannot be collected, or an error outside any test, is one failed test. */
function runTests(args) {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const succeeded = runTool("vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...args,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  rmSync(report);
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  const failed = numFailedTests + broken;
  return { passed: numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}

const testsOnly = process.argv.includes("--tests-only");
const args = process.argv.slice(2).filter((arg) => arg !== "--tests-only");
const failures = [];
const wanted = testsOnly ? checks.slice(0, 1) : checks;
for (const [name, check] of wanted) {
  const passed = await check();
  console.log(`${passed ? "ok    " : "FAILED"} ${name}`);
  if (!passed) failures.push(name);
}
const tests = runTests(testsOnly ? args : ["--coverage", ...args]);
if (failures.length > 0) console.log(`failed checks: ${failures.join(", ")}`);
console.log(`${tests.passed + wanted.length - failures.length} passed, ${tests.failed + failures.length} failed`);
process.exitCode = tests.failed + failures.length > 0 ? 1 : 0;
