/**
 * The jobs: each prepares its input and gives the work, and JSON.parse of the same bytes to compare it with.
 *
 * A case is YAML, which JSON.parse cannot read: there the bytes are those of the same case written as JSON.
 */
import { readFileSync } from "node:fs";
import { createValidator, mapCase, parseJson, readCase, stringifyJson } from "../dist/lib/index.js";
import { example, officialExamples, syntheaBundles } from "./inputs.mjs";

const yaml = readFileSync(example, "utf8");
const readExample = () => readCase(yaml).case;

/** Validation starts where parsing ended, and a validator has seen the types before, as in a long run. */
function validation(texts) {
  const validator = createValidator();
  const resources = texts.map((text) => parseJson(text));
  return { json: texts, work: () => resources.forEach((resource) => void validator.validate(resource)) };
}

/** Name to preparation; one that lacks its data gives undefined. */
export const jobs = {
  "read a case (YAML)": () => ({ json: [JSON.stringify(readExample().document)], work: () => readCase(yaml) }),
  "read a case (JSON)": () => {
    const json = JSON.stringify(readExample().document);
    return { json: [json], work: () => readCase(json) };
  },
  "map a case": () => {
    const read = readExample();
    return { json: [stringifyJson(mapCase(read).bundle, 0)], work: () => mapCase(read) };
  },
  "validate the mapped Bundle": () => validation([stringifyJson(mapCase(readExample()).bundle, 0)]),
  "validate HL7's clinical examples": () => validation(officialExamples()),
  "validate Synthea's Bundles": () => {
    const texts = syntheaBundles();
    return texts && validation(texts);
  },
  "parse FHIR JSON without loss": () => {
    const texts = officialExamples();
    return { json: texts, work: () => texts.forEach((text) => void parseJson(text)) };
  },
};
