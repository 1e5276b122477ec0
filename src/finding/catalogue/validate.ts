import { validateBundle } from "./validate-bundle.js";
import { validateCodes } from "./validate-codes.js";
import { validateConformance } from "./validate-conformance.js";
import { validateProfiles } from "./validate-definitions.js";
import { validateExtensions } from "./validate-extensions.js";
import { validateInvariants } from "./validate-invariants.js";
import { validateLinks } from "./validate-links.js";
import { validateMeasure } from "./validate-measure.js";
import { validateNarrative } from "./validate-narrative.js";
import { validateProfile } from "./validate-profile.js";
import { validateQuestionnaire } from "./validate-questionnaire.js";
import { validateResources } from "./validate-resources.js";
import { validateStructure } from "./validate-structure.js";
import { validateTerminology } from "./validate-terminology.js";

export const validateCatalogue = {
  ...validateStructure,
  ...validateInvariants,
  ...validateLinks,
  ...validateExtensions,
  ...validateBundle,
  ...validateNarrative,
  ...validateProfile,
  ...validateQuestionnaire,
  ...validateTerminology,
  ...validateCodes,
  ...validateConformance,
  ...validateProfiles,
  ...validateMeasure,
  ...validateResources,
};
