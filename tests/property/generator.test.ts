import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cases, schema } from "./cases.js";
import { collectUsed, offered } from "./coverage.js";

const SAMPLES = 2500;

describe("the generator of cases", () => {
  const samples = fc.sample(cases, { numRuns: SAMPLES, seed: 1 });

  it("makes documents that fit the published schema", () => {
    const fits = new Ajv2020({ strict: false }).compile(schema);
    const misfits = samples.filter((document) => !fits(document));
    expect(misfits).toEqual([]);
  });

  it("makes every property, every word and every type that the schema offers", () => {
    const used = new Set<string>();
    for (const document of samples) collectUsed(schema, document, used);
    expect([...used].sort()).toEqual([...offered(schema)].sort());
  });
});
