import { validateBundle } from "./validate-bundle.js";
import { validateLinks } from "./validate-links.js";
import { validateNarrative } from "./validate-narrative.js";
import { validateQuestionnaire } from "./validate-questionnaire.js";
import { validateStructure } from "./validate-structure.js";

export const validateCatalogue = {
  ...validateStructure,
  ...validateLinks,
  ...validateBundle,
  ...validateNarrative,
  ...validateQuestionnaire,
};
