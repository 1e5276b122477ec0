/**
 * A search parameter: its code, what it is derived from, its components.
 * @see https://hl7.org/fhir/R4/searchparameter.html
 */
import { typeDefinition } from "../../definitions/r4.js";
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { type JsonObject, objects, text } from "../scope.js";
import { indexedTexts } from "./elements.js";
import { problemIn } from "./expressions.js";

export const checkSearchParameter: ResourceRule = (context, parameter, place) => {
  const code = text(parameter.code) ?? "";
  for (const sign of [".", "$", "|"])
    if (code.includes(sign)) context.report.add("validate/search-code-sign", child(place, "code"), { code, sign });
  if (parameter.type === "composite" && objects(parameter.component).length < 2)
    context.report.add("validate/search-components", place);
  checkExpression(context, parameter, place);
  checkDerivation(context, parameter, place);
};

function checkExpression({ report }: Context, parameter: JsonObject, place: Place): void {
  const expression = text(parameter.expression);
  const bases = [...indexedTexts(parameter.base)].map(([, base]) => base).filter((base) => typeDefinition(base));
  const problem = expression === undefined || bases.length === 0 ? undefined : problemIn(expression, bases);
  if (problem) report.add("validate/expression", child(place, "expression"), { problem });
}

/** It searches at most what the other one searches, and in the same way. */
function checkDerivation({ report, definitions }: Context, parameter: JsonObject, place: Place): void {
  const canonical = text(parameter.derivedFrom);
  if (canonical === undefined) return;
  const from = definitions.find("SearchParameter", canonical);
  if (!from) {
    report.add("validate/search-derivation-unknown", child(place, "derivedFrom"), { canonical });
    return;
  }
  const bases = Array.isArray(from.base) ? from.base : [];
  for (const [i, base] of indexedTexts(parameter.base))
    if (!bases.includes(base) && !bases.includes("Resource"))
      report.add("validate/search-base-differs", child(place, "base", i), { base, canonical });
  if (parameter.type !== undefined && from.type !== parameter.type)
    report.add("validate/search-type-differs", child(place, "type"), { type: text(from.type), canonical });
  const [own, other] = [text(parameter.expression), text(from.expression)];
  const types = [...indexedTexts(parameter.base)].map(([, base]) => base);
  if (own !== undefined && other && alternatives(own, types) !== alternatives(other, types))
    report.add("validate/search-expression-differs", child(place, "expression"), { other, canonical });
}

/** The alternatives of an expression in one order, without those of other types than these. */
function alternatives(expression: string, types: readonly string[]): string {
  const parts = expression.split("|").map((part) => part.trim());
  const own = parts.filter((part) => types.some((type) => part.startsWith(`${type}.`)) || !/^\(?[A-Z]\w*\./.test(part));
  return own.sort().join(" | ");
}
