import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bundleOf } from "./bundle.mjs";
import { collector } from "./vitest.mjs";

it("the runner of changes collects every test file of the validator's", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { tests, module } = collector();
  const files = Object.entries((await bundleOf(root, "tests/validate"))(module));
  expect(files.length).toBeGreaterThan(30);
  for (const [file, load] of files) {
    tests.clear();
    load();
    expect(tests.size, file).toBeGreaterThan(0);
  }
});
