/** Rules about single types of resources, beyond their definitions: each in a file of its own. */
import { RESOURCE_TYPES } from "../../definitions/r4.js";
import type { ResourceRule } from "../context.js";
import { checkCapabilityStatement } from "./capability-statement.js";
import { checkCodeSystem } from "./code-system.js";
import { checkConceptMap } from "./concept-map.js";
import { checkImplementationGuide } from "./implementation-guide.js";
import { checkMeasure } from "./measure.js";
import { checkMeasureReport } from "./measure-report.js";
import { checkObservation } from "./observation.js";
import { checkOperationDefinition } from "./operation-definition.js";
import { checkQuestionnaire } from "./questionnaire.js";
import { checkQuestionnaireResponse } from "./questionnaire-response.js";
import { checkLabels, checkLanguage, checkUrl } from "./resource.js";
import { checkSearchParameter } from "./search-parameter.js";
import { checkStructureDefinition } from "./structure-definition.js";
import { checkValueSet } from "./value-set.js";

const GENERAL: readonly ResourceRule[] = [checkUrl, checkLabels, checkLanguage];

const OWN: ReadonlyMap<string, ResourceRule> = new Map([
  ["CapabilityStatement", checkCapabilityStatement],
  ["CodeSystem", checkCodeSystem],
  ["ConceptMap", checkConceptMap],
  ["ImplementationGuide", checkImplementationGuide],
  ["Measure", checkMeasure],
  ["MeasureReport", checkMeasureReport],
  ["Observation", checkObservation],
  ["OperationDefinition", checkOperationDefinition],
  ["Questionnaire", checkQuestionnaire],
  ["QuestionnaireResponse", checkQuestionnaireResponse],
  ["SearchParameter", checkSearchParameter],
  ["StructureDefinition", checkStructureDefinition],
  ["ValueSet", checkValueSet],
]);

/** The rules of each type of resource, those of every resource first. */
export const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map(
  RESOURCE_TYPES.map((type) => {
    const own = OWN.get(type);
    return [type, own ? [...GENERAL, own] : GENERAL];
  }),
);
