/**
 * What R4 says of single data types in prose, beyond their definitions: one rule per type.
 * @see https://hl7.org/fhir/R4/datatypes.html
 */
import { isAbsolute } from "../fhir/uri.js";
import { checkAttachment } from "./attachments.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import type { JsonObject } from "./scope.js";
import { shown } from "./structure.js";

export type DatatypeRule = (report: Report, node: JsonObject, place: Place) => void;

/** A code system or an identifier system is named by an absolute URI. */
function checkSystem(report: Report, { system }: JsonObject, place: Place): void {
  if (typeof system === "string" && system !== "" && !isAbsolute(system))
    report.add("validate/system-not-absolute", child(place, "system"), { system: shown(system) });
}

/** urn:ietf:rfc:3986 says that the value itself is a URI. */
const checkIdentifier: DatatypeRule = (report, node, place) => {
  checkSystem(report, node, place);
  if (node.system === "urn:ietf:rfc:3986" && typeof node.value === "string" && !isAbsolute(node.value))
    report.add("validate/identifier-value-not-uri", child(place, "value"), { value: shown(node.value) });
};

export const DATATYPE_RULES: ReadonlyMap<string, DatatypeRule> = new Map([
  ["Attachment", checkAttachment],
  ["Coding", checkSystem],
  ["Identifier", checkIdentifier],
  ["ValueSet.compose.include", checkSystem],
]);
