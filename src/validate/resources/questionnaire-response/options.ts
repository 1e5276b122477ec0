/**
 * The options that a question offers, as a list or as a value set.
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.answerOption
 */
import type { Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { choiceOf, codingText, extensionValue } from "../elements.js";
import type { Value, ValueCheck } from "./answer.js";
import type { Check } from "./items.js";
import { checkCode } from "./value-set.js";

/** A Coding without a system means no code of any; HL7's validator infers it from a value set that is contained. */
const withSystem = (coding: JsonObject, valueSet: string): JsonObject =>
  coding.system === undefined && !valueSet.startsWith("#") ? { ...coding, system: "" } : coding;

const EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";

/** Options have fewer types than answers. */
const OPTION_TYPE: Readonly<Record<string, string>> = { decimal: "integer", dateTime: "date" };

interface Option {
  option: JsonObject;
  type: string;
  value: unknown;
}

function optionsOf(definition: JsonObject): Option[] {
  return objects(definition.answerOption).flatMap((option) => {
    const choice = choiceOf(option, "Questionnaire.item.answerOption", "value[x]");
    return choice ? [{ option, type: choice.property.type, value: choice.value }] : [];
  });
}

/** Of questions that are no choice: the value is one of the options, where there are some. */
export const checkOptions: ValueCheck = (check, definition, given) => {
  const options = optionsOf(definition);
  if (options.length > 0) mustBeOption(check, options, given, given.valuePlace);
};

export const checkChoice: ValueCheck = (check, definition, given) => {
  const { report } = check.context;
  const { value, type, place } = given;
  const options = optionsOf(definition);
  const isOpen = definition.type === "open-choice" && type === "string";
  if (options.length === 0) {
    if (type === "Coding" && isObject(value) && typeof definition.answerValueSet === "string")
      checkCode(check, definition.answerValueSet, withSystem(value, definition.answerValueSet), place);
    else report.add("validate/response-no-options", place, { type });
  } else if (isOpen) {
    if (options.some((option) => isSaidBy(option, value)))
      report.add("validate/response-text-is-option", place, { value: String(value) });
  } else {
    const found = mustBeOption(check, options, given, place);
    if (found && extensionValue(found.option, EXCLUSIVE) === true && given.count > 1)
      report.add("validate/response-exclusive-option", place, { value: valueText(given) });
  }
};

/** Whether a text means a coded option: its display or its code, in letters of any case. */
function isSaidBy({ type, value }: Option, said: unknown): boolean {
  if (type !== "Coding" || !isObject(value) || typeof said !== "string") return false;
  return [value.display, value.code].some((one) => text(one)?.toLowerCase() === said.toLowerCase());
}

function mustBeOption({ context }: Check, options: readonly Option[], given: Value, place: Place): Option | undefined {
  const type = OPTION_TYPE[given.type] ?? given.type;
  const ofType = options.filter((option) => option.type === type);
  if (ofType.length === 0) {
    context.report.add("validate/response-options-of-other-type", place, { type });
    return undefined;
  }
  const found = ofType.find(({ value }) => isSameValue(value, given.value));
  if (!found) context.report.add("validate/response-not-an-option", place, { value: valueText(given) });
  return found;
}

const isSameValue = (a: unknown, b: unknown): boolean =>
  isObject(a) && isObject(b) ? a.system === b.system && a.code === b.code && a.reference === b.reference : a === b;

function valueText({ value }: Value): string {
  if (!isObject(value)) return String(value);
  return text(value.reference) ?? codingText(value);
}
