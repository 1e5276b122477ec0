import { validateBundle } from "./validate-bundle.js";
import { validateConformance } from "./validate-conformance.js";
import { validateLinks } from "./validate-links.js";
import { validateNarrative } from "./validate-narrative.js";
import { validateQuestionnaire } from "./validate-questionnaire.js";
import { validateStructure } from "./validate-structure.js";
import { validateTerminology } from "./validate-terminology.js";

export const validateCatalogue = {
  ...validateStructure,
  ...validateLinks,
  ...validateBundle,
  ...validateNarrative,
  ...validateQuestionnaire,
  ...validateTerminology,
  ...validateConformance,
};
