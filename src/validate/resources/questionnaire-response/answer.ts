/** One answer against its question: first its type, then what the question says of values of that type. */
import { child, type Place } from "../../place.js";
import type { JsonObject } from "../../scope.js";
import { type Choice, choiceOf } from "../elements.js";
import { checkAttachment } from "./attachment.js";
import type { Check } from "./items.js";
import { checkDecimalPlaces, checkLimits } from "./limits.js";
import { checkChoice, checkOptions } from "./options.js";
import { checkQuantity } from "./quantity.js";
import { checkReferenceType } from "./reference.js";
import { checkText } from "./text.js";

/** An answer as it was given, and where. */
export interface Given {
  answer: JsonObject;
  /** How many answers the item has. */
  count: number;
  place: Place;
}

/** An answer whose value has a type that the question allows. */
export interface Value extends Given, Choice {
  /** FHIR type of the value. */
  type: string;
  valuePlace: Place;
}

export type ValueCheck = (check: Check, definition: JsonObject, given: Value) => void;

interface QuestionType {
  /** FHIR types that an answer may have. */
  types: readonly string[];
  checks: readonly ValueCheck[];
}

const CHOICE: QuestionType = {
  types: ["Coding", "date", "time", "integer", "string", "Reference"],
  checks: [checkChoice],
};

const single = (type: string, ...checks: readonly ValueCheck[]): QuestionType => ({ types: [type], checks });

/** @see https://hl7.org/fhir/R4/valueset-item-type.html */
const QUESTION_TYPES: Readonly<Record<string, QuestionType>> = {
  boolean: single("boolean"),
  decimal: single("decimal", checkLimits, checkDecimalPlaces, checkOptions),
  integer: single("integer", checkLimits, checkOptions),
  date: single("date", checkLimits, checkOptions),
  dateTime: single("dateTime", checkLimits, checkOptions),
  time: single("time", checkLimits, checkOptions),
  string: single("string", checkText, checkOptions),
  text: single("string"),
  url: single("uri"),
  choice: CHOICE,
  "open-choice": CHOICE,
  attachment: single("Attachment", checkAttachment),
  reference: single("Reference", checkReferenceType),
  quantity: single("Quantity", checkQuantity),
};

export function checkAnswer(check: Check, definition: JsonObject, given: Given): void {
  const name = typeof definition.type === "string" ? definition.type : "";
  const question = Object.hasOwn(QUESTION_TYPES, name) ? QUESTION_TYPES[name] : undefined;
  const choice = choiceOf(given.answer, "QuestionnaireResponse.item.answer", "value[x]");
  if (!question || !choice) return;
  const { type, segment } = choice.property;
  const valuePlace = child(given.place, segment);
  if (!question.types.includes(type))
    check.context.report.add("validate/response-answer-type", valuePlace, { type, allowed: question.types.join(", ") });
  else for (const one of question.checks) one(check, definition, { ...given, ...choice, type, valuePlace });
}
