/**
 * The program: one small start file and chunks that are loaded when a command needs them.
 *
 * Everything but the FHIR definitions is bundled, because one file opens faster than the hundreds it is made of; the
 * definitions stay where the library has them, so that they are shipped once.
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./process.mjs";

const outdir = join(root, "dist/bin");
const program = join(outdir, "case2fhir.js");

/** Some libraries are CommonJS inside: they find `require` here. */
const banner =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** Those of which a run needs few texts (src/build/texts.mjs). */
const LAZY = /\/generated\/((?:types|profiles|code-systems|value-sets|search-parameters)\.js)$/;

const definitionsStayInTheLibrary = {
  name: "definitions-stay-in-the-library",
  setup(build) {
    build.onResolve({ filter: LAZY }, ({ path }) => ({ path: LAZY.exec(path)[1], namespace: "texts" }));
    build.onLoad({ filter: /./, namespace: "texts" }, ({ path }) => ({
      resolveDir: join(root, "src/build"),
      contents: `import { lazyTexts } from "./texts.mjs";
export default lazyTexts(new URL("../lib/definitions/generated/${path}", import.meta.url));`,
    }));
    build.onResolve({ filter: /\/generated\/[\w-]+\.js$/ }, ({ path }) => ({
      path: `../lib/definitions/generated/${path.split("/").at(-1)}`,
      external: true,
    }));
  },
};

/** Writes dist/bin, with the definitions as they are now, and makes `npx case2fhir` find it in the checkout. */
export async function bundle() {
  const { build } = await import("esbuild");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: {
      case2fhir: join(root, "src/cli/main.ts"),
      "validate-worker": join(root, "src/cli/validate/worker.ts"),
    },
    outdir,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    chunkNames: "[name]-[hash]",
    define: { CASE2FHIR_VERSION: JSON.stringify(version) },
    banner: { js: banner },
    alias: { "string-width": join(root, "src/build/width.mjs") },
    plugins: [definitionsStayInTheLibrary],
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(program, `#!/usr/bin/env node\n${readFileSync(program, "utf8")}`);
  chmodSync(program, 0o755);
  cpSync(join(root, "src/definitions/generated"), join(root, "dist/lib/definitions/generated"), { recursive: true });
  writeFileSync(join(outdir, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  linkBin();
}

/** The licence of every package of which some code is in the bundle. */
function licences(inputs) {
  const packages = inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean);
  return [...new Set(packages)]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n`);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** npx runs what is in node_modules/.bin: the link that an installed package would have. */
function linkBin() {
  const bin = join(root, "node_modules", ".bin", "case2fhir");
  mkdirSync(dirname(bin), { recursive: true });
  rmSync(bin, { force: true });
  if (process.platform !== "win32") symlinkSync(relative(dirname(bin), program), bin);
}
