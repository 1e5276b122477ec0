/**
 * What is asked of the value of a data type beyond its definition: by R4's prose, one rule per type, and by its codes.
 * @see https://hl7.org/fhir/R4/datatypes.html
 */
import type { Property } from "../definitions/r4.js";
import { isAbsolute } from "../fhir/uri.js";
import { checkAttachment } from "./attachments.js";
import { checkCodedElement, codedAs } from "./bindings.js";
import type { Context } from "./context.js";
import { checkNarrative } from "./narrative.js";
import { child, type Place } from "./place.js";
import { checkReference } from "./references.js";
import type { JsonObject, Scope } from "./scope.js";
import { shown } from "./structure.js";

/** @param property what the value stands in */
export type ElementRule = (context: Context, value: JsonObject, property: Property, place: Place, scope: Scope) => void;

/** A code system or an identifier system is named by an absolute URI. */
const systemRule: ElementRule = ({ report }, { system }, _, place) => {
  if (typeof system === "string" && system !== "" && !isAbsolute(system))
    report.add("validate/system-not-absolute", child(place, "system"), { system: shown(system) });
};

/** urn:ietf:rfc:3986 says that the value itself is a URI. */
const identifierRule: ElementRule = (context, node, property, place, scope) => {
  systemRule(context, node, property, place, scope);
  if (node.system === "urn:ietf:rfc:3986" && typeof node.value === "string" && !isAbsolute(node.value))
    context.report.add("validate/identifier-value-not-uri", child(place, "value"), { value: shown(node.value) });
};

const attachmentRule: ElementRule = ({ report }, attachment, _, place) => checkAttachment(report, attachment, place);

const narrativeRule: ElementRule = ({ report }, { div }, _, place, scope) => {
  if (typeof div === "string") checkNarrative(report, div, child(place, "div"), scope);
};

const TYPE_RULES: ReadonlyMap<string, ElementRule> = new Map([
  ["Attachment", attachmentRule],
  ["Coding", systemRule],
  ["Identifier", identifierRule],
  ["Narrative", narrativeRule],
  ["Reference", checkReference],
  ...["Quantity", "Age", "Count", "Distance", "Duration"].map((type) => [type, systemRule] as const),
  ["ValueSet.compose.include", systemRule],
]);

/** The rules about what a complex property holds. */
export function rulesOf({ type, definition }: Property): readonly ElementRule[] {
  const ofType = TYPE_RULES.get(type);
  const coded = codedAs(type);
  const ofCodes: ElementRule = (context, value, _, place, scope) =>
    checkCodedElement(context, value, coded as NonNullable<typeof coded>, definition.binding, place, scope);
  return [...(ofType ? [ofType] : []), ...(coded ? [ofCodes] : [])];
}
