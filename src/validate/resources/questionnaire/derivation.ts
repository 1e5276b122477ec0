/**
 * Questionnaires that are derived from others: what an item may change.
 * @see http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType
 */
import type { FindingCode } from "../../../finding/catalogue.js";
import type { Context } from "../../context.js";
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { choiceOf, codingText, extensionValue, indexed } from "../elements.js";
import { byLinkId, type Item, itemsOf } from "./items.js";

const DERIVATION_TYPE = "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType";
const SYSTEM = "http://hl7.org/fhir/questionnaire-derivationType";

export interface Derivation {
  base: string;
  items: ReadonlyMap<string, Item>;
  /** Whether items may be added. */
  isExtension: boolean;
}

/** The questionnaires whose rules the derived one has to keep; how it cannot be said is told. */
export function derivationsOf({ report, definitions }: Context, questionnaire: JsonObject, place: Place): Derivation[] {
  const canonicals = Array.isArray(questionnaire.derivedFrom) ? questionnaire.derivedFrom : [];
  const siblings = Array.isArray(questionnaire._derivedFrom) ? questionnaire._derivedFrom : [];
  return canonicals.flatMap((canonical, i) => {
    if (typeof canonical !== "string") return [];
    const at = child(place, "derivedFrom", i);
    const base = definitions.find("Questionnaire", canonical);
    if (!base) {
      report.add("validate/derivation-unknown", at, { canonical });
      return [];
    }
    const coding = isObject(siblings[i]) ? extensionValue(siblings[i], DERIVATION_TYPE) : undefined;
    const code = isObject(coding) && coding.system === SYSTEM ? coding.code : undefined;
    if (code === "extends" || code === "compliesWith")
      return [{ base: canonical, items: byLinkId(itemsOf(base)), isExtension: code === "extends" }];
    const type = isObject(coding) ? codingText(coding) : "none";
    const severity = code === "inspiredBy" ? "information" : "warning";
    report.add("validate/derivation-not-checked", at, { canonical, type }, { severity });
    return [];
  });
}

/** How a derived element breaks what the base says; the element is where it is told. */
interface DerivationRule {
  element: string;
  code: FindingCode;
  isBroken(base: JsonObject, item: JsonObject): boolean;
}

const RULES: readonly DerivationRule[] = [
  {
    element: "type",
    code: "validate/derived-type",
    isBroken: (base, item) => base.type !== undefined && item.type !== undefined && base.type !== item.type,
  },
  {
    element: "repeats",
    code: "validate/derived-repeats",
    isBroken: (base, item) => base.repeats !== true && item.repeats === true,
  },
  {
    element: "required",
    code: "validate/derived-required",
    isBroken: (base, item) => base.required === true && item.required === false,
  },
  {
    element: "definition",
    code: "validate/derived-definition",
    isBroken: (base, item) => base.definition !== undefined && base.definition !== item.definition,
  },
  {
    element: "maxLength",
    code: "validate/derived-max-length",
    isBroken: ({ maxLength: limit }, { maxLength: own }) =>
      typeof limit === "number" && !(typeof own === "number" && own <= limit),
  },
  {
    element: "answerValueSet",
    code: "validate/derived-answers",
    isBroken: (base, item) => base.answerOption !== undefined && item.answerValueSet !== undefined,
  },
  {
    element: "answerOption",
    code: "validate/derived-answers",
    isBroken: (base, item) => base.answerValueSet !== undefined && item.answerOption !== undefined,
  },
];

export function checkDerived(
  context: Context,
  item: JsonObject,
  { base, items, isExtension }: Derivation,
  place: Place,
): void {
  const { report } = context;
  const linkId = text(item.linkId);
  if (linkId === undefined) return;
  const from = items.get(linkId)?.node;
  const params = { base, linkId };
  if (!from) {
    if (!isExtension) report.add("validate/derived-item-unknown", place, params);
    return;
  }
  for (const { element, code, isBroken } of RULES)
    if (isBroken(from, item)) report.add(code, item[element] === undefined ? place : child(place, element), params);
  checkOptions(context, item, from, params, place);
}

/** Of the base's options some may be left out, none added. */
function checkOptions(
  { report }: Context,
  item: JsonObject,
  from: JsonObject,
  params: { base: string; linkId: string },
  place: Place,
): void {
  const options = objects(from.answerOption).map(optionValue);
  if (options.length === 0 || item.answerValueSet !== undefined) return;
  const own = [...indexed(item.answerOption)];
  if (own.length === 0) report.add("validate/derived-options-missing", place, params);
  for (const [i, option] of own) {
    const value = optionValue(option);
    if (value !== undefined && !options.includes(value))
      report.add("validate/derived-option-new", child(place, "answerOption", i), params);
  }
}

/** The value of an option as a text: type and what tells it apart. */
function optionValue(option: JsonObject): string | undefined {
  const choice = choiceOf(option, "Questionnaire.item.answerOption", "value[x]");
  if (!choice) return undefined;
  const { value, key } = choice;
  const parts = isObject(value) ? [value.system, value.version, value.code, value.reference] : [value];
  return JSON.stringify([key, ...parts]);
}
