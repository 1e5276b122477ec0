/** The smallest and the largest quantity that a question allows, its decimal places and its units. */
import { digitsOf } from "../../../fhir/json.js";
import { areCommensurable, parseUcum } from "../../../fhir/ucum.js";
import type { Place } from "../../place.js";
import { isObject, type JsonObject, text } from "../../scope.js";
import { extensionText, extensionValue, extensionValues } from "../elements.js";
import type { ValueCheck } from "./answer.js";
import type { Check } from "./items.js";
import { checkPlaces, LIMITS } from "./limits.js";
import { checkCode } from "./value-set.js";

const QUANTITY_LIMITS = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const UNIT_VALUE_SET = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet";
const UCUM = "http://unitsofmeasure.org";
const UNIT_OPTION = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";

export const checkQuantity: ValueCheck = (check, definition, { value, valuePlace }) => {
  if (!isObject(value)) return;
  checkRange(check, definition, value, valuePlace);
  checkPlaces(check, definition, value, "value", valuePlace);
  checkUnit(check, definition, value, valuePlace);
};

/** Of SDC's extensions minQuantity and maxQuantity. */
function checkRange({ context }: Check, definition: JsonObject, value: JsonObject, place: Place): void {
  for (const { name, kind, isRight } of LIMITS) {
    const limit = extensionValue(definition, QUANTITY_LIMITS + name.replace("Value", "Quantity"));
    if (!isObject(limit)) continue;
    const params = { value: quantityText(value), kind, limit: quantityText(limit) };
    const order = compareQuantities(value, limit);
    if (order === undefined) context.report.add("validate/response-not-comparable", place, params);
    else if (!isRight(order)) context.report.add("validate/response-out-of-range", place, params);
  }
}

function compareQuantities(a: JsonObject, b: JsonObject): number | undefined {
  const isFormal = [a.system, a.code, b.system, b.code].every((one) => typeof one === "string");
  if (!isFormal || typeof a.value !== "number" || typeof b.value !== "number") return undefined;
  if (a.system !== b.system) return undefined;
  if (a.code === b.code) return a.value - b.value;
  return a.system === UCUM ? compareUnits(a.value, String(a.code), b.value, String(b.code)) : undefined;
}

/** Of two units of one dimension, by their size; what is no factor, such as a temperature, has none. */
function compareUnits(a: number, unitOfA: string, b: number, unitOfB: string): number | undefined {
  const [x, y] = [parseUcum(unitOfA), parseUcum(unitOfB)];
  if (x?.magnitude === undefined || y?.magnitude === undefined || !areCommensurable(x, y)) return undefined;
  return a * x.magnitude - b * y.magnitude;
}

function checkUnit(check: Check, definition: JsonObject, value: JsonObject, place: Place): void {
  const allowed = extensionValues(definition, UNIT_OPTION).filter(isObject);
  if (allowed.length > 0 && !allowed.some((unit) => isUnitOf(value, unit)))
    check.context.report.add("validate/response-unit", place, {
      value: quantityText(value),
      allowed: allowed.map(({ display, code }) => text(display) ?? text(code) ?? "").join(", "),
    });
  const valueSet = extensionText(definition, UNIT_VALUE_SET);
  if (valueSet !== undefined) checkCode(check, valueSet, { system: value.system, code: value.code }, place);
}

/** What the option says of the unit, the quantity says too. */
const isUnitOf = ({ system, code, unit }: JsonObject, option: JsonObject): boolean =>
  (option.system === undefined || option.system === system) &&
  (option.code === undefined || option.code === code) &&
  (option.display === undefined || option.display === unit);

function quantityText(quantity: JsonObject): string {
  const { comparator, unit, code } = quantity;
  const formal = text(code);
  return `${text(comparator) ?? ""}${digitsOf(quantity, "value") ?? ""} ${text(unit) ?? ""}${formal ? ` (${formal})` : ""}`;
}
