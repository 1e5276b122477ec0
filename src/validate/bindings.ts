/**
 * Bindings: what a coded element may hold, by the strength of its binding.
 * @see https://hl7.org/fhir/R4/terminologies.html#strength
 */

import type { Binding } from "../definitions/r4.js";
import { unversioned } from "../fhir/uri.js";
import type { FindingCode } from "../finding/catalogue.js";
import type { Code } from "../terminology/index.js";
import { checkCoding, checkUnit } from "./codings.js";
import type { Context } from "./context.js";
import type { Place } from "./place.js";
import { isObject, type JsonObject, objects, type Scope, text } from "./scope.js";
import { codesHint, shown } from "./structure.js";

/** A value whose code can be judged. */
export type Coded = "code" | "Coding" | "CodeableConcept" | "Quantity";

const CODED: Readonly<Record<string, Coded>> = {
  Coding: "Coding",
  CodeableConcept: "CodeableConcept",
  Quantity: "Quantity",
  Age: "Quantity",
  Count: "Quantity",
  Distance: "Quantity",
  Duration: "Quantity",
  code: "code",
  uri: "code",
  string: "code",
};

/** @returns how values of a type say their codes; undefined for types that have none */
export const codedAs = (type: string): Coded | undefined => (Object.hasOwn(CODED, type) ? CODED[type] : undefined);

/** Judges what an element holds by its binding, and a Coding or a unit by its code system, too. */
export function checkCodedElement(
  context: Context,
  value: unknown,
  type: Coded,
  binding: Binding | undefined,
  place: Place,
  { resource, root }: Scope,
): void {
  if (type === "Coding")
    checkCoding(context, value as JsonObject, place, isLoose(binding, place), text(resource.language ?? root.language));
  else if (type === "Quantity") checkUnit(context, value as JsonObject, place);
  if (binding) checkBinding(context, value, type, binding, place);
}

/** Whether nothing is asked of a Coding; one that stands in a CodeableConcept is asked what that is. */
const isLoose = (binding: Binding | undefined, { segment }: Place): boolean =>
  (binding === undefined && segment !== "coding") || binding?.strength === "example";

/** What is told, and how, when a code is not in the value set, or when there is none. */
interface Telling {
  outside: FindingCode;
  missing?: FindingCode;
}

const REQUIRED: Telling = { outside: "validate/code-not-in-value-set", missing: "validate/code-missing" };

const TELLINGS: Readonly<Record<Binding["strength"], Telling | undefined>> = {
  required: REQUIRED,
  extensible: { outside: "validate/code-outside-extensible", missing: "validate/code-advised" },
  preferred: { outside: "validate/code-outside-preferred" },
  example: undefined,
};

/** Judges a value of any type by a binding that its own element does not have. */
export function checkCoded(context: Context, value: unknown, type: string, binding: Binding, place: Place): void {
  const coded = codedAs(type);
  if (coded !== undefined && (coded === "code" ? typeof value === "string" : isObject(value)))
    checkBinding(context, value, coded, binding, place);
}

/** Judges what a coded element holds by its binding alone. */
export function checkBinding(context: Context, value: unknown, type: Coded, binding: Binding, place: Place): void {
  const { strength, valueSet, maxValueSet } = binding;
  // What the largest value set refuses needs no second finding.
  if (
    maxValueSet !== undefined &&
    strength !== "required" &&
    !isWithin(context, value, type, maxValueSet, REQUIRED, place)
  )
    return;
  const telling = strength === "preferred" && isPracticeIgnored(context) ? undefined : TELLINGS[strength];
  if (telling) isWithin(context, value, type, valueSet, telling, place);
}

/** What a binding advises, and does not demand, is good practice. */
const isPracticeIgnored = ({ settings }: Context): boolean => settings.bestPractice === "ignore";

/** @returns whether nothing had to be told */
function isWithin(
  context: Context,
  value: unknown,
  type: Coded,
  valueSet: string,
  { outside, missing }: Telling,
  place: Place,
): boolean {
  const isAdvice = outside !== REQUIRED.outside;
  const isOne = hasPassed(context, value, type, valueSet);
  if (isOne) return true;
  if (isOne === undefined) {
    if (missing === undefined || type === "Quantity") return true;
    // Of a value set that nobody knows here, nobody can say that it has a code for these words.
    if (isAdvice && (isPracticeIgnored(context) || !isText(value) || !context.terminology.valueSet(valueSet)))
      return true;
    context.report.add(missing, place, { valueSet: unversioned(valueSet) });
    return false;
  }
  const codes = codesOf(value, type);
  const [first = { code: "" }] = codes;
  context.report.add(
    outside,
    place,
    { code: codes.map(inWords).join(", "), valueSet: unversioned(valueSet) },
    { hint: hintFor(context, valueSet, first) },
  );
  return false;
}

/** Whether one of its codes is a member, or may be one for all that is known here; undefined where it has none. */
function hasPassed(context: Context, value: unknown, type: Coded, valueSet: string): boolean | undefined {
  if (type === "code") return typeof value === "string" ? isPassed(context, valueSet, { code: value }) : undefined;
  const { coding } = value as JsonObject;
  if (type !== "CodeableConcept") return codingPassed(context, value, valueSet);
  let verdict: boolean | undefined;
  if (!Array.isArray(coding)) return verdict;
  for (const one of coding) {
    const answer = codingPassed(context, one, valueSet);
    if (answer) return true;
    verdict ??= answer;
  }
  return verdict;
}

function codingPassed(context: Context, coding: unknown, valueSet: string): boolean | undefined {
  const code = isObject(coding) ? codeOf(coding) : undefined;
  return code && isPassed(context, valueSet, code);
}

const isPassed = ({ terminology }: Context, valueSet: string, code: Code): boolean =>
  terminology.memberOf(valueSet, code).is !== "not-member";

const codeOf = ({ system, version, code }: JsonObject): Code | undefined =>
  typeof code === "string" ? { system: text(system) ?? "", version: text(version), code } : undefined;

function codesOf(value: unknown, type: Coded): Code[] {
  if (type === "code") return [{ code: String(value) }];
  const coded = value as JsonObject;
  const codings = type === "CodeableConcept" ? objects(coded.coding) : [coded];
  return codings.flatMap((coding) => codeOf(coding) ?? []);
}

/** A concept that is said in words. */
const isText = (value: unknown): boolean => text((value as JsonObject).text) !== undefined;

const inWords = ({ system, code }: Code): string => (system ? `${shown(code)} of ${system}` : shown(code));

/** Among more codes than this the nearest one is not looked for. */
const MANY = 300;

function hintFor({ terminology }: Context, valueSet: string, { system, code }: Code): string {
  const codes = terminology.codesOf(valueSet);
  if (system === undefined) return codesHint(code, [...(terminology.requiredCodes(valueSet) ?? [])]);
  const known = codes?.get(system);
  if (known) return known.size > MANY ? `one of ${known.size} codes` : codesHint(code, [...known]);
  const systems = [...(codes?.keys() ?? terminology.valueSet(valueSet)?.members.systems ?? [])];
  return systems.length > 0 ? `the code system is ${systems.join(" or ")}` : "see the value set";
}
