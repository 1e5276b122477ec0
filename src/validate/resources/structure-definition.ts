/**
 * A StructureDefinition in itself and beside what it is derived from.
 * @see https://hl7.org/fhir/R4/structuredefinition.html
 */
import { FHIR_STRUCTURE, type StructureDefinition } from "../../definitions/structure.js";
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";
import { extensionsOf, indexed, indexedTexts } from "./elements.js";
import { problemIn } from "./expressions.js";
import { checkElements } from "./structure-definition/elements.js";
import { typesAt } from "./structure-definition/types.js";

export const checkStructureDefinition: ResourceRule = (context, structure, place) => {
  const canonical = text(structure.baseDefinition);
  const base = canonical === undefined ? undefined : context.definitions.structure(canonical);
  if (canonical !== undefined && !base)
    context.report.add("validate/base-not-found", child(place, "baseDefinition"), { canonical });
  if (base) checkBase(context, structure, base, place);
  checkContext(context, structure, place);
  if (structure.type === "Extension" && canonical === `${FHIR_STRUCTURE}Extension`)
    checkExtensionUrl(context, structure, place);
  for (const list of ["differential", "snapshot"] as const) {
    const { [list]: holder } = structure;
    if (isObject(holder)) checkElements({ context, structure, base, list }, holder, child(place, list));
  }
};

/** A constraint keeps the type of its base, a specialization has one of its own. */
function checkBase(
  { report, definitions }: Context,
  structure: JsonObject,
  base: StructureDefinition,
  place: Place,
): void {
  const { url, derivation, kind, type, baseDefinition } = structure;
  const params = { type: text(type), base: base.url };
  const seen = new Set<unknown>();
  let at = text(baseDefinition);
  for (
    ;
    at !== undefined && at !== url && !seen.has(at);
    at = text(definitions.find("StructureDefinition", at)?.baseDefinition)
  )
    seen.add(at);
  if (at !== undefined && at === url) report.add("validate/base-circular", child(place, "baseDefinition"), params);
  if (derivation === undefined) report.add("validate/derivation-missing", place, params);
  if (!base.abstract && kind !== undefined && kind !== base.kind)
    report.add("validate/kind-differs", child(place, "kind"), { kind: text(kind), expected: base.kind });
  if (derivation === "constraint" && type !== base.type)
    report.add("validate/type-differs", child(place, "type"), { ...params, expected: base.type });
  if (derivation === "specialization" && type === base.type)
    report.add("validate/type-not-own", child(place, "type"), params);
}

const VERSION_SPECIFIC = `${FHIR_STRUCTURE}version-specific-use`;

/** Only extensions have a context, and that is an element that there is. */
function checkContext({ report }: Context, structure: JsonObject, place: Place): void {
  const isExtension = structure.type === "Extension";
  const contexts = [...indexed(structure.context)];
  for (const [i, one] of contexts) {
    const { type, expression } = one;
    const at = child(place, "context", i);
    const path = text(expression) ?? "";
    // What is meant for other versions of FHIR cannot be looked up in R4.
    if (extensionsOf(one, VERSION_SPECIFIC).length > 0) continue;
    if (!isExtension) report.add("validate/context-of-no-extension", at, { type: text(structure.type) });
    else if (type === "element" && !isElement(path)) report.add("validate/context-unknown", at, { path });
    else if (type === "element" && path === "Element") report.add("validate/context-of-all", at);
    else if (type === "fhirpath" && typesAt(path).length > 0) report.add("validate/context-type", at, { path });
  }
  const types = contexts
    .filter(([, { type }]) => type === "element")
    .flatMap(([, one]) => typesAt(text(one.expression) ?? ""));
  for (const [i, expression] of indexedTexts(structure.contextInvariant)) {
    const problem = types.length > 0 ? problemIn(expression, types) : undefined;
    if (problem) report.add("validate/expression", child(place, "contextInvariant", i), { problem });
  }
}

/** Types that later versions of FHIR have above R4's, and contexts in R4's own definitions name. */
const LATER = new Set(["CanonicalResource", "MetadataResource"]);

/** An element of R4; those of profiles and logical models are named by a URL. */
const isElement = (path: string): boolean =>
  /[:#]/.test(path) || LATER.has(path.split(".")[0] as string) || typesAt(path).length > 0;

function checkExtensionUrl({ report }: Context, structure: JsonObject, place: Place): void {
  const elements = isObject(structure.differential) ? objects(structure.differential.element) : [];
  const url = elements.find(({ path }) => path === "Extension.url")?.fixedUri;
  if (elements.length > 0 && url !== structure.url)
    report.add("validate/extension-url", place, { url: text(structure.url), fixed: text(url) ?? "nothing" });
}
