/**
 * node tests/examples/report.mjs examples/NN-name [--all]
 *
 * Prints the facts that fail with the reason, and the resources that no fact selects (with --all, every resource) with an
 * expression for each. Reads the sources as they are: nothing need be built but the definitions.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const outfile = join(root, "node_modules/.cache/case2fhir/report.mjs");
mkdirSync(join(outfile, ".."), { recursive: true });
await build({
  entryPoints: [join(root, "tests/examples/report.ts")],
  outfile,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
});
await import(pathToFileURL(outfile).href);
