/**
 * Every finding code of case2fhir with its sentence, one file per room that makes them.
 * `case2fhir explain CODE` prints what stands here; docs/findings.md lists it.
 */
import { caseCatalogue } from "./catalogue/case.js";
import { caseMeaningCatalogue } from "./catalogue/case-meaning.js";
import { cliCatalogue } from "./catalogue/cli.js";
import { grammarCatalogue } from "./catalogue/grammar.js";
import { loadCatalogue } from "./catalogue/load.js";
import { mapCatalogue } from "./catalogue/map.js";
import { packageCatalogue } from "./catalogue/packages.js";
import { validateCatalogue } from "./catalogue/validate.js";

export const catalogue = {
  ...caseCatalogue,
  ...caseMeaningCatalogue,
  ...grammarCatalogue,
  ...mapCatalogue,
  ...packageCatalogue,
  ...validateCatalogue,
  ...loadCatalogue,
  ...cliCatalogue,
};

export type FindingCode = keyof typeof catalogue;
