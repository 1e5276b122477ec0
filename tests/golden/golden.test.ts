/** Each example's Bundle as it stands in the repository, byte for byte: a change of the mapping is seen, and wanted. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/read-case.js";
import { stringifyJson } from "../../src/fhir/json.js";
import type { Finding } from "../../src/finding/finding.js";
import { mapCase } from "../../src/map/index.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const HOW =
  "look at the difference; if it is meant, write the Bundles anew with UPDATE_GOLDEN=1 npx vitest run tests/golden";

/** Holds what is made against what stands in the repository, or writes that anew. */
function compare(golden: URL, made: unknown): void {
  const text = `${stringifyJson(made)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
  const stored = existsSync(golden) ? readFileSync(golden, "utf8") : "";
  expect(stored.split("\n"), HOW).toEqual(text.split("\n"));
}

const examples = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/case.yaml`, EXAMPLES)));

describe("examples", () => {
  it("are there", () => expect(examples).toContain("01-neuromyelitis-optica"));

  it.each(examples)("%s maps to its bundle.json", (name) => {
    const folder = new URL(`${name}/`, EXAMPLES);
    const { case: read, findings } = readCase(readFileSync(new URL("case.yaml", folder), "utf8"), {
      file: "case.yaml",
    });
    const mapped = read && mapCase(read);
    // A source may say what can hardly be: that is kept, reported, and told in the README.
    const readme = readFileSync(new URL("README.md", folder), "utf8");
    const told = ({ severity, code }: Finding) => severity === "warning" && readme.includes(`\`${code}\``);
    const said = [...findings, ...(mapped?.findings ?? [])];
    expect(said.filter((one) => one.severity !== "information" && !told(one))).toEqual([]);
    compare(new URL("bundle.json", folder), mapped?.bundle);
  });

  it("say which profiles they fit where that is asked for", () => {
    const text = readFileSync(new URL("01-neuromyelitis-optica/case.yaml", EXAMPLES), "utf8");
    const read = readCase(text).case ?? expect.fail("the first example cannot be read");
    compare(new URL("./meta-profile/bundle.json", import.meta.url), mapCase(read, { metaProfile: true }).bundle);
  });

  it.each(examples)("%s tells in its README where each code of the case was verified", (name) => {
    const folder = new URL(`${name}/`, EXAMPLES);
    const codes = readFileSync(new URL("case.yaml", folder), "utf8").match(/\b[A-Z0-9]+#[^\s"]+ "[^"]+"/g) ?? [];
    const readme = readFileSync(new URL("README.md", folder), "utf8");
    expect(codes.length).toBeGreaterThan(0);
    expect([...new Set(codes)].filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });
});
