import { caseEvidenceCatalogue } from "./case-evidence.js";
import { caseMeaningCatalogue } from "./case-meaning.js";
import { caseSchema } from "./case-schema.js";
import { caseTableCatalogue } from "./case-table.js";
import { caseText } from "./case-text.js";

/** Findings about a case document: how it is written, what the language knows, and what it means. */
export const caseCatalogue = {
  ...caseText,
  ...caseSchema,
  ...caseMeaningCatalogue,
  ...caseEvidenceCatalogue,
  ...caseTableCatalogue,
};
