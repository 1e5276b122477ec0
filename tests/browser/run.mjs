/**
 * `npm run browser`: the library in a real browser. createValidator is bundled as an application would bundle it, a page of
 * Chromium loads it and judges official examples, sound and broken; what it finds must be what Node finds. The page asks
 * nobody for anything. Needs Debian's chromium (installed in CI) or the path in CHROMIUM; its last line counts.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { chromium } from "playwright-core";
import { build, main } from "../../src/build/build.mjs";
import { root } from "../../src/build/process.mjs";

/** Official examples as they are, and with a mistake of each kind of check. */
const CASES = [
  ["Patient-example", () => {}, []],
  ["Observation-example", () => {}, []],
  ["Observation-blood-pressure", () => {}, []],
  [
    "Patient-example",
    (patient) => Object.assign(patient, { gender: "x", birthDate: "1974-02-30", nick: "Peter" }),
    ["Patient.birthDate", "Patient.gender", "Patient.nick"],
  ],
  ["Observation-example", (observation) => delete observation.code, ["Observation"]],
  [
    "Patient-example",
    (patient) => {
      patient.contact[0] = { gender: "male" };
    },
    ["Patient.contact[0]"],
  ],
];

const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;

await main(async () => {
  await build(["definitions", "library"]);
  const script = await bundled();
  console.log(
    `createValidator for a browser: ${kilobytes(script.length)}, ${kilobytes(gzipSync(script).length)} gzipped`,
  );
  const { createValidator } = await import(join(root, "dist/lib/index.js"));
  const inNode = createValidator();
  const page = await openPage(script);
  let failed = 0;
  for (const [name, change, wrong] of CASES) {
    const resource = JSON.parse(readFileSync(join(root, `node_modules/hl7.fhir.r4.examples/${name}.json`), "utf8"));
    change(resource);
    const found = await page.validate(resource);
    const errors = found.filter(({ severity }) => severity === "error").map((one) => one.bundle.expression);
    const isRight = isDeepStrictEqual(errors.sort(), wrong) && isDeepStrictEqual(found, inNode.validate(resource));
    if (!isRight) failed += 1;
    console.log(`${isRight ? "ok    " : "FAILED"} ${name}: ${errors.join(", ") || "no error"}`);
  }
  for (const problem of page.problems) console.log(`FAILED ${problem}`);
  await page.close();
  const broken = failed + page.problems.length;
  console.log(`${CASES.length - failed} passed, ${broken} failed`);
  if (broken > 0) process.exitCode = 1;
});

/** The library as a script of a page. @returns {Promise<Buffer>} */
async function bundled() {
  const { outputFiles } = await bundle({
    stdin: { contents: 'export { createValidator } from "./src/index.ts";', resolveDir: root },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    globalName: "case2fhir",
    define: { global: "globalThis" },
    write: false,
    logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}

/** A page that has the script, and whatever went wrong on it. */
async function openPage(script) {
  const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`the page threw: ${error.message}`));
  page.on("request", (request) => problems.push(`the page asked for ${request.url()}`));
  await page.addScriptTag({ content: script.toString() });
  await page.evaluate("globalThis.validator = case2fhir.createValidator()");
  return {
    problems,
    validate: (resource) => page.evaluate((one) => globalThis.validator.validate(one), resource),
    close: () => browser.close(),
  };
}

/** @throws Error saying how to get a browser */
function browserPath() {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const there = () => places.find((path) => path && existsSync(path));
  if (!there() && process.env.CI && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-q"], { stdio: "inherit", env });
    execFileSync("apt-get", ["install", "-qy", "--no-install-recommends", "chromium"], { stdio: "inherit", env });
  }
  const path = there();
  if (!path)
    throw new Error("no browser: install chromium (Debian: apt-get install chromium), or name one in CHROMIUM");
  return path;
}
