/**
 * Whether a question is to be asked, by the answers that are there.
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen
 */
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { choiceOf, extensionValue } from "../elements.js";
import { type Answer, compareAnswers, isSameAnswer } from "./compare.js";
import type { Form } from "./form.js";

/** The items of the response around the one that is judged, each with its definition, the innermost first. */
export interface Trail {
  definition: JsonObject;
  item: JsonObject;
  outer: Trail | undefined;
}

const EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/**
 * @param definition the question's item in the questionnaire
 * @param trail the response's items around it
 * @returns undefined when nobody can tell here
 */
export function isEnabled(form: Form, definition: JsonObject, trail: Trail | undefined): boolean | undefined {
  const expression = extensionValue(definition, EXPRESSION);
  if (isObject(expression)) return isTrue(form, expression);
  const conditions = objects(definition.enableWhen);
  if (conditions.length === 0) return true;
  const isMet = (condition: JsonObject) => holds(condition, form, definition, trail);
  if (conditions.length === 1 || definition.enableBehavior === "any") return conditions.some(isMet);
  return definition.enableBehavior !== "all" || conditions.every(isMet);
}

function isTrue(form: Form, { language, expression }: JsonObject): boolean | undefined {
  return language === "text/fhirpath" && typeof expression === "string" ? form.isTrue(expression) : undefined;
}

function holds(condition: JsonObject, form: Form, definition: JsonObject, trail: Trail | undefined): boolean {
  const answers = answersFor(text(condition.question) ?? "", form, definition, trail);
  const choice = choiceOf(condition, "Questionnaire.item.enableWhen", "answer[x]");
  const operator = text(condition.operator) ?? "";
  if (operator === "exists") return choice?.value === answers.length > 0;
  const test = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!choice || !test) return false;
  const expected = { type: choice.property.type, value: choice.value };
  // True where no answer is the same, and so where there is none
  // (https://hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html).
  if (operator === "!=")
    return !answers.some((answer) => answer.type === expected.type && isSameAnswer(answer, expected));
  return answers.some((answer) => answer.type === expected.type && test(answer, expected));
}

type Test = (actual: Answer, expected: Answer) => boolean;

const byOrder =
  (isRight: (order: number) => boolean): Test =>
  (actual, expected) => {
    const order = compareAnswers(actual, expected);
    return order !== undefined && isRight(order);
  };

const OPERATORS: Readonly<Record<string, Test>> = {
  "=": isSameAnswer,
  "!=": isSameAnswer,
  ">": byOrder((order) => order > 0),
  "<": byOrder((order) => order < 0),
  ">=": byOrder((order) => order >= 0),
  "<=": byOrder((order) => order <= 0),
};

/** The answers to a question that are nearest: in the smallest group of the response that holds both questions. */
function answersFor(question: string, form: Form, definition: JsonObject, trail: Trail | undefined): readonly Answer[] {
  const around = new Set<JsonObject>();
  for (let at = form.itemOf(question); at; at = at.parent) around.add(at.node);
  let group = form.itemOf(text(definition.linkId) ?? "");
  while (group && !around.has(group.node)) group = group.parent;
  if (!group) return form.answersTo(question, form.response);
  for (let at = trail; at; at = at.outer) if (at.definition === group.node) return form.answersTo(question, at.item);
  return [];
}
