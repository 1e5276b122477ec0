/** Invariants that R4 4.0.1 states wrongly, as HL7 has corrected them since (and as HL7's own validator judges R4). */

import type { Binding, ConstraintData } from "../definitions/r4.js";
import { unversioned } from "../fhir/uri.js";

/** A name in the path of an element, as a regular expression in a FHIRPath text. */
const PATH_NAME = String.raw`[^\\s.,:;\'"/|?!@#$%&*()\\[\\]{}]{1,64}`;

/** By key; each key means one invariant. */
const CORRECTED: Readonly<Record<string, string>> = {
  // Without a fullUrl it is neither true nor false.
  "bdl-8": "fullUrl.empty() or fullUrl.contains('/_history/').not()",
  // The category is a CodeableConcept, which never equals a string.
  "con-3":
    "clinicalStatus.exists() or verificationStatus.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-category' and code = 'problem-list-item').empty()",
  // Durations can be bound too, and a type with a colon is none of FHIR's.
  "eld-11":
    "binding.empty() or type.code.empty() or type.code.where(contains(':')).exists() or type.code.where($this in ('code' | 'Coding' | 'CodeableConcept' | 'Quantity' | 'string' | 'uri' | 'Duration')).exists()",
  // The whole path is meant.
  "eld-19": String.raw`path.empty() or path.matches('^${PATH_NAME}(\\.${PATH_NAME}(\\[x\\])?(:[^\\s.]+)?)*$')`,
  "eld-20": String.raw`path.empty() or path.matches('^[A-Za-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*(\\[x\\])?)*$')`,
  // A parameter that is a resource has a profile too.
  "opd-3":
    "targetProfile.exists() implies (type = 'Reference' or type = 'canonical' or type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))",
  // The rule is meant for more than one condition.
  "que-12": "enableWhen.count() >= 2 implies enableBehavior.exists()",
  // FHIR's boolean is meant.
  "que-7": "operator = 'exists' implies (answer is boolean)",
  // Without a probability it is neither true nor false.
  "ras-2": "(probability as decimal).empty() or (probability as decimal) <= 100",
  // `when` repeats.
  "tim-9": "offset.empty() or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())",
  // A time that is no dateTime (a Period) is not meant.
  "vs-1": "($this is dateTime) implies toString().length() >= 8",
};

const NAME = "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')";

/** The whole name is meant, and what has no name breaks no rule about it. */
const WHOLE_NAME = "name.exists() implies name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')";

/** Types that the values of extensions have though their definitions say otherwise: url -> type. */
export const FURTHER_TYPES: Readonly<Record<string, string>> = {
  // A number like that of the line, as every validator of HL7's writes it; its definition says string.
  "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col": "integer",
};

/** R4 requires these units of every component of a vital sign, which no list can know; HL7 demands them where one fits. */
const WEAKER = "http://hl7.org/fhir/ValueSet/ucum-vitals-common";

/** The binding to judge by. */
export const correctedBinding = (binding: Binding): Binding =>
  unversioned(binding.valueSet) === WEAKER ? { ...binding, strength: "extensible" } : binding;

/** The expression to judge by. */
export function expressionOf({ key, expression }: ConstraintData): string {
  if (expression === NAME) return WHOLE_NAME;
  return (Object.hasOwn(CORRECTED, key) ? CORRECTED[key] : undefined) ?? expression;
}

/** Where extensions stand in R4's own definitions, though their contexts do not say so: url -> elements. */
export const FURTHER_CONTEXTS: Readonly<Record<string, readonly string[]>> = {
  // Every primitive type of R4 gives its pattern at the type of its value.
  "http://hl7.org/fhir/StructureDefinition/regex": ["ElementDefinition.type"],
};
