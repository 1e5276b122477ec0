/** Each example goes the whole way: a case, a valid Bundle, the embedded server over HTTP, read back equal, and again without change. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { load } from "../../src/load/index.js";
import { type BundleType, mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";
import { embedded, options } from "../load/harness.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/case.yaml`, EXAMPLES)));
const TYPES: readonly BundleType[] = ["transaction", "batch", "collection", "document"];
const validator = createValidator();

describe.each(examples)("%s", (name) => {
  const { case: source } = readCase(readFileSync(new URL(`${name}/case.yaml`, EXAMPLES), "utf8"));
  const bundleOf = (type: BundleType) => source && mapCase(source, { type }).bundle;

  it.each(TYPES)("is a valid %s", (type) => {
    const bundle = bundleOf(type);
    expect(bundle?.entry?.length).toBeGreaterThan(10);
    expect(bundle && validator.validate(bundle).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("loads once, reads back equal, and changes nothing when it is loaded again", async () => {
    const bundle = bundleOf("transaction");
    if (!bundle) throw new Error("it does not map");
    const entries = bundle.entry?.length;
    const { base } = await embedded({ validate: (resource) => validator.validate(resource) });
    const first = await load(bundle, options(base));
    expect(first.findings).toEqual([]);
    expect(first.receipt.counts).toMatchObject({ entries, created: entries, equal: entries });
    const again = await load(bundle, options(base));
    expect(again.receipt.counts).toMatchObject({ entries, unchanged: entries, equal: entries });
  });
});
