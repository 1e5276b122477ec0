/** Rules about single types of resources, beyond their definitions: each in a file of its own. */
import type { ResourceRule } from "../context.js";
import { checkQuestionnaire } from "./questionnaire.js";
import { checkQuestionnaireResponse } from "./questionnaire-response.js";

export const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map([
  ["Questionnaire", [checkQuestionnaire]],
  ["QuestionnaireResponse", [checkQuestionnaireResponse]],
]);
