/** Rules about single types of resources, beyond their definitions: each in a file of its own. */
import type { ResourceRule } from "../context.js";
import { checkCapabilityStatement } from "./capability-statement.js";
import { checkCodeSystem } from "./code-system.js";
import { checkConceptMap } from "./concept-map.js";
import { checkMeasure } from "./measure.js";
import { checkMeasureReport } from "./measure-report.js";
import { checkOperationDefinition } from "./operation-definition.js";
import { checkQuestionnaire } from "./questionnaire.js";
import { checkQuestionnaireResponse } from "./questionnaire-response.js";
import { checkSearchParameter } from "./search-parameter.js";
import { checkStructureDefinition } from "./structure-definition.js";
import { checkValueSet } from "./value-set.js";

export const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map([
  ["CapabilityStatement", [checkCapabilityStatement]],
  ["CodeSystem", [checkCodeSystem]],
  ["ConceptMap", [checkConceptMap]],
  ["Measure", [checkMeasure]],
  ["MeasureReport", [checkMeasureReport]],
  ["OperationDefinition", [checkOperationDefinition]],
  ["Questionnaire", [checkQuestionnaire]],
  ["QuestionnaireResponse", [checkQuestionnaireResponse]],
  ["SearchParameter", [checkSearchParameter]],
  ["StructureDefinition", [checkStructureDefinition]],
  ["ValueSet", [checkValueSet]],
]);
