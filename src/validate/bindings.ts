/** Required bindings of Coding and CodeableConcept; plain codes are in the schemas. */
import { type Property, valueSetCodes } from "../definitions/r4.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { type JsonObject, objects, text } from "./scope.js";
import { codesHint, shown } from "./structure.js";

type Codes = Readonly<Record<string, readonly string[]>>;

export function checkBinding(report: Report, node: JsonObject, property: Property, place: Place): void {
  const { binding } = property.definition;
  const bound = binding?.strength === "required" ? binding.valueSet : binding?.maxValueSet;
  const valueSet = bound?.split("|")[0];
  const codes = valueSet === undefined ? undefined : valueSetCodes(valueSet);
  if (!codes || !valueSet) return;
  if (property.type === "Coding") checkCoding(report, node, codes, valueSet, place);
  if (property.type === "CodeableConcept") checkConcept(report, node, codes, valueSet, place);
}

function checkCoding(report: Report, coding: JsonObject, codes: Codes, valueSet: string, place: Place): void {
  if (!isMember(coding, codes)) tell(report, coding, codes, valueSet, place);
}

/** One of the codings has to be of the value set; a text alone is not enough for a required binding. */
function checkConcept(report: Report, concept: JsonObject, codes: Codes, valueSet: string, place: Place): void {
  const codings = objects(concept.coding);
  if (codings.length === 0) report.add("validate/code-missing", place, { valueSet });
  else if (!codings.some((coding) => isMember(coding, codes)))
    tell(report, codings[0] as JsonObject, codes, valueSet, codings.length === 1 ? child(place, "coding", 0) : place);
}

/** The codes of a system; a system called "constructor" has none. */
const codesOf = (codes: Codes, system: unknown): readonly string[] | undefined =>
  typeof system === "string" && Object.hasOwn(codes, system) ? codes[system] : undefined;

const isMember = ({ system, code }: JsonObject, codes: Codes): boolean =>
  typeof code === "string" && (codesOf(codes, system)?.includes(code) ?? false);

function tell(report: Report, coding: JsonObject, codes: Codes, valueSet: string, place: Place): void {
  const code = text(coding.code);
  const system = text(coding.system);
  const allowed = Object.entries(codes);
  const systems = allowed.map(([name]) => name).join(" or ");
  const known = codesOf(codes, system);
  const hint = known ? codesHint(code ?? "", known) : `the code system is ${systems}`;
  report.add(
    "validate/code-not-in-value-set",
    place,
    { code: system && code ? `${shown(code)} of ${system}` : shown(code ?? system), valueSet },
    { hint },
  );
}
