import { defineCatalogue } from "../entry.js";

/** Search parameters, operations and other definitions of what servers do. */
export const validateConformance = defineCatalogue({
  "validate/expression": {
    severity: "error",
    message: "the expression cannot be right: {problem}",
    explain:
      "The expression is read as FHIRPath (http://hl7.org/fhirpath/N1), and its names are looked for in the types that it is about.",
  },
  "validate/search-code-sign": {
    severity: "warning",
    messageId: "SEARCHPARAMETER_BAD_CHAR",
    message: 'the code "{code}" contains "{sign}", which means something else in searches',
    explain:
      "The code is the parameter's name in a URL, where . chains parameters, $ begins operations and | parts values.",
  },
  "validate/search-components": {
    severity: "error",
    messageId: "SEARCHPARAMETER_MISSING_COMPONENTS",
    message: "a composite parameter has at least two components",
    explain: "A parameter of type composite searches several values together; each of them is a component.",
  },
  "validate/search-derivation-unknown": {
    severity: "warning",
    messageId: "SEARCHPARAMETER_NOTFOUND",
    message: "{canonical}, from which the parameter is derived, cannot be found",
    explain: "What is derived can only be compared with what is at hand.",
  },
  "validate/search-base-differs": {
    severity: "error",
    messageId: "SEARCHPARAMETER_BASE_WRONG",
    message: "{canonical} does not search {base}",
    explain: "A derived parameter searches types that the parameter it is derived from searches too.",
  },
  "validate/search-type-differs": {
    severity: "error",
    messageId: "SEARCHPARAMETER_TYPE_WRONG",
    message: "{canonical} is of type {type}",
    explain: "A search parameter is of one type, wherever it is used or derived.",
  },
  "validate/search-expression-differs": {
    severity: "warning",
    messageId: "SEARCHPARAMETER_EXP_WRONG",
    message: "{canonical} has another expression: {other}",
    explain: "A derived parameter searches the same elements; another expression hints at a derivation that is none.",
  },
  "validate/operation-profile-unknown": {
    severity: "error",
    messageId: "OPDEF_PROFILE_NOT_FOUND",
    message: "the profile {canonical} cannot be found",
    explain:
      "inputProfile and outputProfile name profiles of Parameters that say the same as the operation's parameters.",
  },
  "validate/operation-profile-type": {
    severity: "error",
    messageId: "OPDEF_PROFILE_NOT_PARAMETERS",
    message: "{canonical} is a profile of {type}, not of Parameters",
    explain: "The input and the output of an operation are Parameters.",
  },
  "validate/operation-parameter-missing": {
    severity: "warning",
    messageId: "OPDEF_PROFILE_NOT_IN_PARAM",
    message: 'the profile {canonical} has a parameter "{name}", the operation has none',
    explain:
      "The profile says the same as the operation's parameters; what only one of them has is probably forgotten.",
  },
  "validate/operation-parameter-not-in-profile": {
    severity: "warning",
    messageId: "OPDEF_PROFILE_NOT_IN_PROFILE",
    message: 'the operation has a parameter "{name}", the profile {canonical} has none',
    explain:
      "The profile says the same as the operation's parameters; what only one of them has is probably forgotten.",
  },
  "validate/operation-parameter-differs": {
    severity: "error",
    messageId: "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
    message: '{element} of the parameter "{name}" is {own}, and {other} in the profile {canonical}',
    explain: "The profile says the same as the operation's parameters, so a parameter may be there as often in both.",
  },
  "validate/operation-type-not-in-profile": {
    severity: "error",
    messageId: "OPDEF_PROFILE_TYPE_NOT_IN_PROFILE",
    message: 'the {kind} {value} of the parameter "{name}" is not allowed in the profile {canonical}',
    explain: "The profile says the same as the operation's parameters, so a parameter has the same types in both.",
  },
  "validate/operation-type-not-in-parameter": {
    severity: "error",
    messageId: "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS",
    message: 'the profile {canonical} allows the {kind} {value} for the parameter "{name}", the operation does not',
    explain: "The profile says the same as the operation's parameters, so a parameter has the same types in both.",
  },
});
