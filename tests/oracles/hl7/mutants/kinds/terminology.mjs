/**
 * Codes that are unknown, of another system, displayed or measured wrongly. Not of media types and currencies: HL7's
 * validator needs a terminology server for them.
 */
import { at, bound, each, of, ofType, put, set } from "../change.mjs";

const SNOMED = "http://snomed.info/sct";

export const terminology = {
  "unknown code of a required binding (code)": at(bound("code", "required"), (node) => put(node, "no-such-code")),
  "code of a required binding in the wrong case": at(bound("code", "required"), (node) => {
    if (node.value === node.value.toUpperCase()) return false;
    put(node, node.value.toUpperCase());
  }),
  "unknown code of a required binding (CodeableConcept)": at(
    (node) => bound("CodeableConcept", "required")(node) && node.value.coding,
    ({ value }) => set(value.coding[0], "code", "no-such-code"),
  ),
  "other system of a required binding (CodeableConcept)": at(
    (node) => bound("CodeableConcept", "required")(node) && node.value.coding,
    ({ value }) => set(value.coding[0], "system", "http://other.test/codes"),
  ),
  "required binding (CodeableConcept) with text alone": at(bound("CodeableConcept", "required"), (node) =>
    put(node, { text: "x" }),
  ),
  "unknown code of an extensible binding": at(
    (node) =>
      bound("CodeableConcept", "extensible")(node) &&
      node.value.coding?.[0]?.system?.startsWith("http://terminology.hl7.org"),
    ({ value }) => set(value.coding[0], "code", "no-such-code"),
  ),
  "unknown code of HL7's system": at(
    ({ type, value }) => type === "Coding" && value.system?.startsWith("http://terminology.hl7.org/CodeSystem/"),
    ({ value }) => set(value, "code", "no-such-code"),
  ),
  "wrong display of HL7's code": at(
    ({ type, value }) =>
      type === "Coding" && value.system?.startsWith("http://terminology.hl7.org/CodeSystem/") && value.code,
    ({ value }) => set(value, "display", "Something quite different"),
  ),
  "system that is a value set": at(ofType("Coding"), ({ value }) =>
    set(value, "system", "http://hl7.org/fhir/ValueSet/gender-identity"),
  ),
  "system that is no absolute URI": at(ofType("Coding"), ({ value }) => set(value, "system", "snomed")),
  "code without system": at(
    ({ type, value }) => type === "Coding" && value.system && value.code,
    ({ value }) => delete value.system,
  ),
  "SNOMED CT code that cannot be": at(
    ({ type, value }) => type === "Coding" && value.system === SNOMED,
    ({ value }) => set(value, "code", "123"),
  ),
  ...each("UCUM unit", ["mmHg", "foo", "mg/", "kg*", "(m", "10^3/uL", "degree"], (unit) =>
    at(
      ({ type, value }) => type === "Quantity" && value.system === "http://unitsofmeasure.org",
      ({ value }) => set(value, "code", unit),
    ),
  ),
  "language that is none": of(undefined, (resource) => set(resource, "language", "xx-no-such")),
  ...each("media type", ["image/no-such", "text/plain;charset"], (type) =>
    at(ofType("Attachment"), ({ value }) => set(value, "contentType", type)),
  ),
};
