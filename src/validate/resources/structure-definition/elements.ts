/** The elements of a differential or of a snapshot. */
import { typeDefinition } from "../../../definitions/r4.js";
import { FHIR_STRUCTURE, type StructureDefinition } from "../../../definitions/structure.js";
import type { Context } from "../../context.js";
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects, text } from "../../scope.js";
import { choiceOf, indexed, indexedTexts } from "../elements.js";
import { type Constraints, checkConstraints } from "./constraints.js";
import { checkDifferential } from "./differential.js";
import { checkSlicing } from "./slicing.js";
import { TYPES_FOR, typesAt } from "./types.js";

/** The elements of one StructureDefinition, in one of its two forms. */
export interface ElementsCheck {
  context: Context;
  structure: JsonObject;
  base: StructureDefinition | undefined;
  list: "differential" | "snapshot";
}

export function checkElements(check: ElementsCheck, holder: JsonObject, place: Place): void {
  const byId = new Map(objects(holder.element).map((element) => [element.id, element]));
  const constraints: Constraints = new Map();
  for (const [i, element] of indexed(holder.element)) {
    const at = child(place, "element", i);
    const types = typesOf(element);
    checkPath(check, element, at);
    checkTypes(check, element, at);
    checkBoundTo(check, element, at);
    checkRelevance(check, element, types, at);
    checkSlicing(check, element, byId, types, at);
    checkConstraints(check, element, constraints, types, at);
    if (check.list === "snapshot") checkKept(check, element, at);
    else checkDifferential(check, element, at);
  }
}

/** All paths begin with the type that is defined; of one with a namespace with its last part. */
function checkPath({ context, structure }: ElementsCheck, { path }: JsonObject, place: Place): void {
  const type = text(structure.type)?.split("/").at(-1);
  if (typeof path === "string" && type !== undefined && path !== type && !path.startsWith(`${type}.`))
    context.report.add("validate/path-of-other-type", place, { path, type });
}

/** Values are bound to value sets, not to code systems. */
function checkBoundTo(
  { context: { report, terminology } }: ElementsCheck,
  { binding }: JsonObject,
  place: Place,
): void {
  const canonical = isObject(binding) ? text(binding.valueSet) : undefined;
  if (canonical !== undefined && !terminology.valueSet(canonical) && terminology.codeSystem(canonical))
    report.add("validate/binding-to-system", child(place, "binding"), { canonical });
}

/** What stands at the element: R4's types at this path, as far as the element still allows them. */
function typesOf(element: JsonObject): readonly string[] {
  const known = typesAt(text(element.path) ?? "");
  const own = objects(element.type).map(({ code }) => text(code) ?? "");
  const kept = known.filter((type) => own.includes(type));
  if (kept.length > 0 || own.length === 0) return kept.length > 0 ? kept : known;
  const isNamed = own.every((code) => typeDefinition(code)?.abstract === false);
  return isNamed ? own : known;
}

/** The profiles of a type are profiles of that type, and only references have targets. */
function checkTypes({ context }: ElementsCheck, element: JsonObject, place: Place): void {
  for (const [i, type] of indexed(element.type)) {
    const at = child(place, "type", i);
    const code = text(type.code) ?? "";
    const hasTargets = code === "Reference" || code === "canonical";
    if (type.targetProfile !== undefined && !hasTargets && !code.includes(":"))
      context.report.add("validate/type-without-targets", at, { code });
    for (const [j, canonical] of indexedTexts(type.profile))
      checkTypeProfile(context, element, code, canonical, child(at, "profile", j));
  }
}

function checkTypeProfile(
  { report, definitions }: Context,
  element: JsonObject,
  code: string,
  canonical: string,
  place: Place,
): void {
  const profile = definitions.structure(canonical.split("#")[0] as string);
  if (!profile) {
    if (!definitions.find("StructureDefinition", canonical))
      report.add("validate/profile-unknown", place, { canonical });
    return;
  }
  if (!isOfType(definitions, profile, code))
    report.add("validate/profile-of-other-type", place, { canonical, type: profile.type, code });
  if (profile.type !== "Extension") return;
  const isModifier = profile.snapshot?.element[0]?.isModifier === true;
  const isAtModifier = text(element.path)?.endsWith(".modifierExtension") ?? false;
  if (isModifier !== isAtModifier)
    report.add("validate/modifier-extension", place, { canonical, kind: isModifier ? "a" : "no" });
}

function isOfType(definitions: Context["definitions"], profile: StructureDefinition, code: string): boolean {
  const seen = new Set<string>();
  for (let type: string | undefined = profile.type; type !== undefined && !seen.has(type); ) {
    if (type === code || profile.url === code) return true;
    seen.add(type);
    const base: string | undefined = definitions.structure(FHIR_STRUCTURE + type)?.baseDefinition;
    type = base?.slice(FHIR_STRUCTURE.length);
  }
  return false;
}

/** What says something of values says it of types for which it means something. */
function checkRelevance(
  { context: { report } }: ElementsCheck,
  element: JsonObject,
  types: readonly string[],
  place: Place,
): void {
  if (types.length === 0) return;
  for (const [name, relevant] of Object.entries(TYPES_FOR)) {
    const key = name.endsWith("[x]") ? choiceOf(element, "ElementDefinition", name)?.key : name;
    if (key !== undefined && element[key] !== undefined && !types.some((type) => relevant.includes(type)))
      report.add("validate/element-irrelevant", place, { name: key, types: types.join(", ") });
  }
  const isOpen = objects(element.type).some(({ code }) => text(code)?.includes(":"));
  for (const name of ["fixed[x]", "pattern[x]", "defaultValue[x]"]) {
    const choice = choiceOf(element, "ElementDefinition", name);
    if (choice && !isOpen && !types.includes(choice.property.type))
      report.add("validate/element-value-type", child(place, choice.property.segment), {
        name,
        type: choice.property.type,
        types: types.join(", "),
      });
  }
}

const ROOT = [
  "sliceName",
  "slicing",
  "requirements",
  "defaultValue[x]",
  "fixed[x]",
  "pattern[x]",
  "minValue[x]",
  "maxValue[x]",
];

/**
 * What a snapshot's element may say, by the derivation and whether it is the root.
 * @see https://hl7.org/fhir/R4/elementdefinition.html#interpretation
 */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  "constraint root": [...ROOT, "meaningWhenMissing", "maxLength"],
  "specialization root": ROOT,
  "specialization inner": ["sliceName", "fixed[x]", "pattern[x]"],
};

function checkKept({ context: { report }, structure }: ElementsCheck, element: JsonObject, place: Place): void {
  const derivation = structure.derivation === "constraint" ? "constraint" : "specialization";
  const position = text(element.path)?.includes(".") ? "inner" : "root";
  for (const name of FORBIDDEN[`${derivation} ${position}`] ?? []) {
    const key = name.endsWith("[x]") ? choiceOf(element, "ElementDefinition", name)?.key : name;
    if (key !== undefined && element[key] !== undefined)
      report.add("validate/element-forbidden", place, { name: key, derivation, position });
  }
}
