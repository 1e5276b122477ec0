/** What a question says of the text of its answers. */
import { wholeMatcher } from "../../../fhir/match.js";
import { extensionNumber, extensionText } from "../elements.js";
import type { ValueCheck } from "./answer.js";
import { checkCode } from "./value-set.js";

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/";

export const checkText: ValueCheck = (check, definition, { value, valuePlace }) => {
  if (typeof value !== "string") return;
  const { report } = check.context;
  const length = { length: value.length };
  const min = extensionNumber(definition, `${EXTENSION}minLength`);
  const max = typeof definition.maxLength === "number" ? definition.maxLength : undefined;
  if (min !== undefined && value.length < min)
    report.add("validate/response-text-length", valuePlace, { ...length, kind: "minimum", limit: min });
  if (max !== undefined && value.length > max)
    report.add("validate/response-text-length", valuePlace, { ...length, kind: "maximum", limit: max });
  const regex = extensionText(definition, `${EXTENSION}regex`);
  const isMatch = regex === undefined ? true : wholeMatcher(regex)(value);
  const format = extensionText(definition, `${EXTENSION}entryFormat`) ?? regex;
  if (isMatch === false) report.add("validate/response-text-format", valuePlace, { format, regex });
  if (isMatch === undefined) report.add("validate/response-text-format-unknown", valuePlace, { regex });
  if (/[\r\n]/.test(value)) report.add("validate/response-text-lines", valuePlace);
  if (typeof definition.answerValueSet === "string")
    checkCode(check, definition.answerValueSet, { code: value }, valuePlace);
};
