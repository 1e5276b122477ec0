import { defineCatalogue } from "../entry.js";

/** Search parameters, operations and other definitions of what servers do. */
export const validateConformance = defineCatalogue({
  "validate/search-code-sign": {
    severity: "warning",
    message: 'the code "{code}" contains "{sign}", which means something else in searches',
    explain:
      "The code is the parameter's name in a URL, where . chains parameters, $ begins operations and | parts values.",
  },
  "validate/search-components": {
    severity: "error",
    message: "a composite parameter has at least two components",
    explain: "A parameter of type composite searches several values together; each of them is a component.",
  },
  "validate/search-derivation-unknown": {
    severity: "warning",
    message: "{canonical}, from which the parameter is derived, cannot be found",
    explain: "What is derived can only be compared with what is at hand.",
  },
  "validate/search-base-differs": {
    severity: "error",
    message: "{canonical} does not search {base}",
    explain: "A derived parameter searches types that the parameter it is derived from searches too.",
  },
  "validate/search-type-differs": {
    severity: "error",
    message: "{canonical} is of type {type}",
    explain: "A search parameter is of one type, wherever it is used or derived.",
  },
  "validate/search-expression-differs": {
    severity: "warning",
    message: "{canonical} has another expression: {other}",
    explain: "A derived parameter searches the same elements; another expression hints at a derivation that is none.",
  },
});
