/**
 * The search parameters of a CapabilityStatement beside their definitions.
 * @see https://hl7.org/fhir/R4/capabilitystatement.html
 */
import type { ResourceRule } from "../context.js";
import { child } from "../place.js";
import { text } from "../scope.js";
import { indexed } from "./elements.js";

export const checkCapabilityStatement: ResourceRule = ({ report, definitions }, statement, place) => {
  for (const [i, rest] of indexed(statement.rest))
    for (const [j, resource] of indexed(rest.resource))
      for (const [k, parameter] of indexed(resource.searchParam)) {
        const canonical = text(parameter.definition);
        const definition = canonical === undefined ? undefined : definitions.find("SearchParameter", canonical);
        if (!definition || parameter.type === undefined || definition.type === parameter.type) continue;
        const at = child(child(child(place, "rest", i), "resource", j), "searchParam", k);
        report.add("validate/search-type-differs", child(at, "type"), { type: text(definition.type), canonical });
      }
};
