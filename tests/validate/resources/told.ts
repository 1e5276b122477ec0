/** What the rules of single resource types say, without what is told of every resource. */
import { validateConformance } from "../../../src/finding/catalogue/validate-conformance.js";
import { validateProfiles } from "../../../src/finding/catalogue/validate-definitions.js";
import { validateMeasure } from "../../../src/finding/catalogue/validate-measure.js";
import { validateQuestionnaire } from "../../../src/finding/catalogue/validate-questionnaire.js";
import { validateResources } from "../../../src/finding/catalogue/validate-resources.js";
import { validateTerminology } from "../../../src/finding/catalogue/validate-terminology.js";
import { createValidator } from "../../../src/validate/index.js";
import { whole } from "../whole.js";

const CODES = {
  ...validateConformance,
  ...validateMeasure,
  ...validateProfiles,
  ...validateQuestionnaire,
  ...validateResources,
  ...validateTerminology,
};

/** @returns `severity code place`, the code without its room */
export const told = (given: object, ...definitions: object[]): string[] =>
  whole(createValidator({ definitions }).validate(given))
    .filter(({ code }) => code in CODES)
    .map(({ severity, code, bundle }) => `${severity} ${code.slice("validate/".length)} ${bundle?.expression}`);
