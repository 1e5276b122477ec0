/**
 * Tests and all they import as one function: calling it makes every module anew, in milliseconds, so that nothing that a
 * changed validator has learned is left for the next one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build } from "esbuild";

/** Large and always the same: read once. */
const GENERATED = "src/definitions/generated";

/**
 * @param {string} root the repository, or a copy of it
 * @param {string} folder of the test files
 * @returns {Promise<(vitest: object) => Record<string, () => void>>} gets what the tests shall import as "vitest"; answers
 *   how to evaluate each file, by its name
 */
export async function bundleOf(root, folder) {
  const files = filesOf(root, folder).filter((file) => file.endsWith(".test.ts"));
  const loaders = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(join(root, file))})`);
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = { ${loaders.join(",\n")} };`, resolveDir: root },
    ...{ bundle: true, write: false, format: "cjs", platform: "node", target: "node20", packages: "external" },
    logLevel: "error",
    plugins: [once, itself],
  });
  const text = `(function (require, module) { ${outputFiles[0].text}\nreturn module.exports; })`;
  const evaluate = new Script(text, { filename: join(root, "tests.bundle.cjs") }).runInThisContext();
  const require = createRequire(join(root, "package.json"));
  const known = new Map();
  for (const file of filesOf(root, GENERATED).filter((name) => name.endsWith(".js"))) {
    const path = join(root, file);
    known.set(path, (await import(pathToFileURL(path).href)).default);
  }
  return (vitest) => evaluate((id) => (id === "vitest" ? vitest : (known.get(id) ?? require(id))), {});
}

const filesOf = (root, folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);

const once = {
  name: "generated definitions",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/generated\/.*\.js$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      external: true,
    })),
};

/** A module knows where it is, in the bundle too. */
const itself = {
  name: "import.meta",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
      loader: "ts",
    })),
};
