/** Required bindings. */
import { type Binding, type Property, valueSetCodes } from "../definitions/r4.js";
import { isMember as isInValueSet } from "./answers.js";
import type { Context } from "./context.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type JsonObject, objects, text } from "./scope.js";
import { codesHint, shown } from "./structure.js";

type Codes = Readonly<Record<string, readonly string[]>>;

/** Of an element; plain codes are a part of the walk. */
export function checkBinding(report: Report, node: JsonObject, { type, definition }: Property, place: Place): void {
  checkObject(report, node, type, definition.binding, place);
}

/** Judges a value of any type by a binding that its definition does not have itself. */
export function checkCoded(context: Context, value: unknown, type: string, binding: Binding, place: Place): void {
  const { report, terminology } = context;
  const { strength, valueSet } = binding;
  if (strength === "required" && !valueSetCodes(valueSet)) {
    if (isInValueSet(terminology, valueSet, value) === false)
      report.add("validate/code-not-in-value-set", place, { code: shown(codeOf(value)), valueSet });
  } else if (isObject(value)) checkObject(report, value, type, binding, place);
  else if (typeof value === "string") checkCode(report, value, binding, place);
}

const codeOf = (value: unknown): unknown => (isObject(value) ? (value.code ?? objects(value.coding)[0]?.code) : value);

/** A code without a system is one of any system of the value set. */
function checkCode(report: Report, code: string, { strength, valueSet }: Binding, place: Place): void {
  const codes = strength === "required" ? valueSetCodes(valueSet) : undefined;
  const all = Object.values(codes ?? {}).flat();
  if (!codes || all.includes(code)) return;
  const params = { code: shown(code), valueSet: valueSet.split("|")[0] };
  report.add("validate/code-not-in-value-set", place, params, { hint: codesHint(code, all) });
}

function checkObject(report: Report, node: JsonObject, type: string, binding: Binding | undefined, place: Place): void {
  const bound = binding?.strength === "required" ? binding.valueSet : binding?.maxValueSet;
  const valueSet = bound?.split("|")[0];
  const codes = valueSet === undefined ? undefined : valueSetCodes(valueSet);
  if (!codes || !valueSet) return;
  if (type === "Coding" || type === "Quantity") checkCoding(report, node, codes, valueSet, place);
  if (type === "CodeableConcept") checkConcept(report, node, codes, valueSet, place);
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
