/** Every example of the repository as each kind of Bundle, as files, and every profile of ours: what HL7's validator must accept. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../../src/build/build.mjs";
import { case2fhir } from "../../program.mjs";
import { cache, root } from "../java.mjs";

const TYPES = [
  ["transaction", "--request", "put"],
  ["transaction", "--request", "post"],
  ["batch"],
  ["collection"],
  ["document"],
];

/** @returns {Promise<string[]>} paths of Bundles that the built program has just written, and of our profiles */
export async function exampleFiles() {
  await build(["definitions", "program"]);
  const folder = join(cache, "examples");
  mkdirSync(folder, { recursive: true });
  const bundles = [];
  for (const example of readdirSync(join(root, "examples"))) {
    for (const type of TYPES) {
      const file = join(folder, `${[example, ...type].join("-").replaceAll("---", "-")}.json`);
      const args = ["map", join(root, "examples", example, "case.yaml"), "-o", file, "--type", ...type];
      const { status, stderr } = await case2fhir(...args);
      if (status !== 0) throw new Error(`${example} could not be mapped\n${stderr}`);
      bundles.push(file);
    }
  }
  const profiles = readdirSync(join(root, "profiles")).filter((name) => name.endsWith(".json"));
  return [...bundles, ...profiles.map((name) => join(root, "profiles", name))];
}
