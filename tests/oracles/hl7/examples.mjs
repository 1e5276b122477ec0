/** Every example of the repository, and a case of what none of them tells, as each kind of Bundle, as files. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../../src/build/build.mjs";
import { case2fhir } from "../../program.mjs";
import { cache, root } from "../java.mjs";

const FORMS = [
  ["transaction", "--request", "put"],
  ["transaction", "--request", "post"],
  ["batch"],
  ["collection"],
  ["document"],
  ["transaction", "--compact-medications"],
  ["transaction", "--dicom-uids"],
];

/** What `map` makes unless told. */
export const isPlain = (file) => file.endsWith("-transaction-put.json");

/** @returns {Promise<string[]>} Bundles that the built program has just written, and the resources of our guide */
export async function exampleFiles() {
  await build(["definitions", "program"]);
  const folder = join(cache, "examples");
  mkdirSync(folder, { recursive: true });
  const examples = readdirSync(join(root, "examples")).map((name) => [name, join(root, "examples", name, "case.yaml")]);
  const bundles = [];
  for (const [name, path] of [...examples, ["rare", join(root, "tests/profiles/rare.yaml")]]) {
    for (const form of FORMS) {
      const words = form.map((word) => word.replace("--", "")).filter((word) => word !== "request");
      const file = join(folder, `${[name, ...words].join("-")}.json`);
      const { status, stderr } = await case2fhir("map", path, "-o", file, "--meta-profile", "--type", ...form);
      if (status !== 0) throw new Error(`${name} could not be mapped\n${stderr}`);
      bundles.push(file);
    }
  }
  const guide = join(root, "profiles/package");
  const resources = readdirSync(guide).filter((name) => /^[A-Z].*\.json$/.test(name));
  return [...bundles, ...resources.map((name) => join(guide, name))];
}
