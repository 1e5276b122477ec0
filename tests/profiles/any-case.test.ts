/** The promises of our guide are kept by whatever case there is. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { readCase } from "../../src/case/index.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import { type MapOptions, mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";
import { errorsOf } from "../property/bundles.js";
import { cases } from "../property/cases.js";

const FORMS: readonly MapOptions[] = [
  { request: "post" },
  { type: "document", recorded: "2026-11-22T09:00:00Z" },
  { compactMedications: true, dicomUids: true },
];

it("any case that is right becomes Bundles that fit the guide", () => {
  const validator = createValidator();
  let right = 0;
  fc.assert(
    fc.property(
      cases.map((document) => stringify(document)),
      fc.constantFrom(...FORMS),
      (text, form) => {
        const { case: source, findings } = readCase(text);
        if (!source || errorsOf(findings).length > 0) return;
        right++;
        const { bundle } = mapCase(source, { metaProfile: true, ...form });
        expect(errorsOf(validator.validate(parseJson(stringifyJson(bundle))))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
  expect(right).toBeGreaterThan(50);
}, 120_000);
