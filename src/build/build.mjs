/**
 * `npm run build`: the definitions, the terminology, the library (dist/lib) and the program (dist/bin), each only when it is out of date.
 *
 * `node src/build/build.mjs STEP...` builds the named steps alone (definitions, terminology, program, library).
 */
import { cpSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { install } from "./install.mjs";
import { locked } from "./lock.mjs";
import { root, runNode, runTool } from "./process.mjs";
import { runStep } from "./stamp.mjs";

const generated = "src/definitions/generated";
const definitionsScript = join(root, "src/build/definitions.mjs");
const terminologyScript = join(root, "src/build/terminology.mjs");

const steps = [
  {
    name: "definitions",
    inputs: [
      "src/build/definitions.mjs",
      "src/build/texts.mjs",
      "profiles/package",
      ...["r4.examples", "uv.extensions.r4"].map((name) => `node_modules/hl7.fhir.${name}/package.json`),
    ],
    outputs: ["types", "profiles", "search-parameters", "r4"].map((name) => `${generated}/${name}.js`),
    run: () => demand(runNode(definitionsScript), "definitions"),
  },
  {
    name: "terminology",
    inputs: [
      "src/build/terminology.mjs",
      "src/build/texts.mjs",
      ...["fhir.r4.examples", "terminology.r4"].map((name) => `node_modules/hl7.${name}/package.json`),
    ],
    outputs: ["code-systems", "value-sets"].map((name) => `${generated}/${name}.js`),
    run: () => demand(runNode(terminologyScript), "terminology"),
  },
  {
    name: "program",
    inputs: ["src", "package.json", "package-lock.json", "schema"],
    outputs: ["dist/bin/case2fhir.js"],
    run: async () => (await import("./bundle.mjs")).bundle(),
  },
  {
    name: "library",
    inputs: ["src", "schema", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
    outputs: ["dist/lib/index.js", "dist/lib/index.d.ts", "dist/schema"],
    run: library,
  },
];

/** The compiler's output keeps the folders of the repository: src becomes dist/lib, the schema stands beside it. */
function library() {
  const output = join(root, ".cache/lib");
  rmSync(output, { recursive: true, force: true });
  demand(runTool("tsc", ["-p", "tsconfig.build.json"]), "the type check of the library");
  cpSync(join(root, generated), join(output, "src/definitions/generated"), { recursive: true });
  for (const [from, to] of [
    ["src", "dist/lib"],
    ["schema", "dist/schema"],
  ]) {
    rmSync(join(root, to), { recursive: true, force: true });
    cpSync(join(output, from), join(root, to), { recursive: true });
  }
}

function demand(done, what) {
  if (!done) throw new Error(`${what} failed: see its message above`);
}

/**
 * Installs what is missing and builds what is out of date.
 *
 * @param {string[]} only the steps to build; all of them when empty
 */
export async function build(only = []) {
  install();
  await locked(async () => {
    for (const step of steps) {
      if (only.length > 0 && !only.includes(step.name)) continue;
      const start = performance.now();
      if (await runStep(step))
        console.error(`case2fhir: built ${step.name} (${Math.round(performance.now() - start)} ms)`);
    }
  });
}

/** Runs a script's work and turns a failure into one line and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(`${relative(root, process.argv[1])}: ${error.message}`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(() => build(process.argv.slice(2)));
