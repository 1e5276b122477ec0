/** The library, bundled for a browser, does its work where there is no Node: no process, no require, no Buffer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { stringifyJson } from "../../src/fhir/json.js";
import { mapCase, readCase } from "../../src/index.js";
import { example } from "../cli/program.js";

const root = join(import.meta.dirname, "../..");

/** What both browsers and this machine have. */
const WEB = {
  TextEncoder,
  TextDecoder,
  URL,
  crypto,
  structuredClone,
  AbortController,
  AbortSignal,
  setTimeout,
  clearTimeout,
};

it("maps and validates the first example as Node does", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, "src/index.ts")],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "case2fhir",
    // A word of Node's that fhirpath.js uses.
    define: { global: "globalThis" },
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const external = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter((one) => one.external));
  expect(external).toEqual([]);

  const text = readFileSync(example, "utf8");
  const context = createContext({ ...WEB, text });
  runInContext(outputFiles[0]?.text ?? "", context);
  const { bundle, errors } = runInContext(
    `const { case: read } = case2fhir.readCase(text);
     const { bundle } = case2fhir.mapCase(read);
     const found = case2fhir.createValidator().validate(bundle);
     ({ bundle: case2fhir.stringifyJson(bundle), errors: found.length })`,
    context,
  ) as { bundle: string; errors: number };
  const read = readCase(text).case;
  expect(bundle).toBe(stringifyJson(read && mapCase(read).bundle));
  expect(errors).toBe(0);
});
