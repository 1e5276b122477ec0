/** The smallest and the largest answer that a question allows, and its decimal places. */
import { digitsOf } from "../../../fhir/json.js";
import type { Place } from "../../place.js";
import type { JsonObject } from "../../scope.js";
import { extensionNumber, extensionValue } from "../elements.js";
import type { ValueCheck } from "./answer.js";
import { compareAnswers } from "./compare.js";
import type { Check } from "./items.js";

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/";

export const LIMITS = [
  { name: "minValue", kind: "less than the allowed minimum", isRight: (order: number) => order >= 0 },
  { name: "maxValue", kind: "greater than the allowed maximum", isRight: (order: number) => order <= 0 },
] as const;

/** Of the extensions minValue and maxValue; what says less of a date than another date counts from where it begins. */
export const checkLimits: ValueCheck = ({ context }, definition, { value, type, valuePlace }) => {
  for (const { name, kind, isRight } of LIMITS) {
    const limit = extensionValue(definition, EXTENSION + name);
    const order = compareAnswers({ type, value }, { type, value: limit });
    if (order !== undefined && !isRight(order))
      context.report.add("validate/response-out-of-range", valuePlace, {
        value: String(value),
        kind,
        limit: String(limit),
      });
  }
};

export const checkDecimalPlaces: ValueCheck = (check, definition, { answer, key, valuePlace }) =>
  checkPlaces(check, definition, answer, key, valuePlace);

/** The digits after the point of `holder[key]`. */
export function checkPlaces(
  { context }: Check,
  definition: JsonObject,
  holder: JsonObject,
  key: string,
  place: Place,
): void {
  const limit = extensionNumber(definition, `${EXTENSION}maxDecimalPlaces`);
  const digits = digitsOf(holder, key) ?? "";
  const places = digits.split(".")[1]?.length ?? 0;
  if (limit !== undefined && places > limit)
    context.report.add("validate/response-decimal-places", place, { value: digits, limit });
}
