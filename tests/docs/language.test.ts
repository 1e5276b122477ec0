/** docs/case-language.md is the reference: it has every key and word of the schema, and its examples are right. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { caseSchema, readCase } from "../../src/case/index.js";
import { type SchemaNode, wordsOf } from "../../src/case/schema-nodes.js";
import { mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";

const text = readFileSync(new URL("../../docs/case-language.md", import.meta.url), "utf8");

/** Every key with the definition it belongs to, and the words that stand for its value. */
function keysOf(): { owner: string; key: string; node: SchemaNode }[] {
  const found: { owner: string; key: string; node: SchemaNode }[] = [];
  const walk = (node: SchemaNode, owner: string) => {
    for (const [key, inner] of Object.entries(node.properties ?? {})) {
      found.push({ owner, key, node: inner });
      walk(inner, `${owner} ${key}`);
    }
    if (node.items) walk(node.items, owner);
  };
  const { $defs } = caseSchema as unknown as { $defs: Record<string, SchemaNode> };
  walk(caseSchema as SchemaNode, "the document");
  for (const [name, node] of Object.entries($defs)) walk(node, name);
  return found;
}

/** In a sentence as code or in a list of words, in an example as a key or a value. */
const has = (word: string) => {
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w-])${plain}(?![\\w-])`).test(text);
};

describe("the reference of the language", () => {
  const keys = keysOf();

  it.each([...new Set(keys.map(({ owner }) => owner))])("has every key of %s", (owner) => {
    const own = keys.filter((one) => one.owner === owner).map(({ key }) => key);
    expect(own.filter((key) => !text.includes(`\`${key}\``) && !new RegExp(`\\b${key}:`).test(text))).toEqual([]);
  });

  it("has every word that stands for a value", () => {
    // What can be `implied` are keys again, and a version is no word.
    const words = keys.flatMap(({ key, node }) => (key === "implied" ? [] : wordsOf(node).map(String)));
    expect(words.length).toBeGreaterThan(80);
    expect([...new Set(words)].filter((word) => !has(word))).toEqual([]);
  });
});

describe("an example of the reference", () => {
  const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
  const whole = (yaml: string) => {
    if (yaml.startsWith("#") || yaml.includes("language: 1")) return yaml;
    const head = ["language: 1", "case: example", "namespace: 10.1234/example"];
    return [...head, /^patient:/m.test(yaml) ? "" : "patient: {}", yaml].join("\n");
  };
  const cases = examples.map(whole).filter((yaml) => yaml.includes("patient:"));
  const validator = createValidator();

  it.each(cases)("is a case without errors, and valid FHIR: %#", (yaml) => {
    const { case: source, findings } = readCase(yaml);
    expect(findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    const bundle = source && mapCase(source).bundle;
    expect(bundle).toBeDefined();
    if (bundle) expect(validator.validate(bundle).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("is there for every section", () => {
    const sections = Object.keys((caseSchema as SchemaNode).properties ?? {});
    const shown = cases.join("\n");
    expect(sections.filter((key) => !new RegExp(`(^|[{ ,])${key}:`, "m").test(shown))).toEqual([]);
  });
});
