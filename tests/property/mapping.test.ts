import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readCase } from "../../src/case/index.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import { type MapOptions, mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";
import { errorsOf } from "./bundles.js";
import { cases } from "./cases.js";

const RUNS = 90;
/** How many of the cases must be without errors for the property to say something about right cases. */
const LEAST_RIGHT = 0.3;

/** PUT and POST differ in a transaction alone; without a clock a document is refused, so one is given. */
const FORMS: readonly MapOptions[] = [
  { type: "transaction" },
  { type: "transaction", request: "post" },
  { type: "batch" },
  { type: "collection" },
  { type: "document", recorded: "2026-11-22T09:00:00Z" },
];

/** What makes a document that fits the schema unreadable all the same: the reader looks closer than a schema can. */
const NO_CASE = new Set([
  "case/not-utf8",
  "case/odd-space",
  "case/open-quote",
  "case/comma-in-value",
  "case/comment-in-value",
  "case/negated-name",
  "case/forbidden-key",
  "case/impossible-date",
]);

const written = fc.tuple(cases, fc.constantFrom(stringify, JSON.stringify)).map(([document, write]) => write(document));

describe("any case that fits the schema", () => {
  it("is read and mapped to Bundles of every type that the validator accepts", () => {
    const validator = createValidator();
    const count = { all: 0, mapped: 0, right: 0 };
    fc.assert(
      fc.property(written, (text) => {
        const { case: source, findings } = readCase(text);
        const errors = errorsOf(findings);
        count.all++;
        if (!source) {
          expect(errors.filter(({ code }) => NO_CASE.has(code))).not.toEqual([]);
          return;
        }
        count.mapped++;
        if (errors.length === 0) count.right++;
        for (const form of FORMS) {
          const { bundle, findings: told } = mapCase(source, form);
          expect(errorsOf(told)).toEqual([]);
          expect(bundle?.type).toBe(form.type);
          expect(errorsOf(validator.validate(parseJson(stringifyJson(bundle))))).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(count.mapped / count.all).toBeGreaterThan(0.9);
    expect(count.right / count.all).toBeGreaterThan(LEAST_RIGHT);
  });
});
