/** `npm start`: installs, builds and takes the first example through the whole journey; what it makes is in out/. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build, main } from "./build.mjs";
import { root, runNode } from "./process.mjs";

await main(async () => {
  await build();
  const example = readdirSync(join(root, "examples")).find((name) => name.startsWith("01-"));
  const done = runNode(join(root, "dist/bin/case2fhir.js"), ["run", `examples/${example}/case.yaml`, "-o", "out"]);
  if (!done) throw new Error("the run of the first example failed");
});
