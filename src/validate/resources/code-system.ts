/**
 * A code system in itself: what it says of its codes, how many they are, its hierarchy, its value set, what it adds to.
 * @see https://hl7.org/fhir/R4/codesystem.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";
import { type Concept, conceptsOf } from "./code-system/concepts.js";
import { checkProperties } from "./code-system/properties.js";

export const checkCodeSystem: ResourceRule = (context, system, place) => {
  const concepts = conceptsOf(system, place);
  const check = { context, system, concepts, place };
  checkStated(check);
  checkCount(check);
  checkValueSet(check);
  checkConcepts(check);
  checkSupplement(check);
  checkProperties(check);
};

/** A code system with all its concepts. */
export interface CodeSystemCheck {
  context: Context;
  system: JsonObject;
  concepts: readonly Concept[];
  place: Place;
}

const isHl7 = ({ url }: JsonObject): boolean => /hl7\.org|fhir\.org/.test(text(url) ?? "");

/** What a supplement leaves to the code system it adds to, and others have to say. */
function checkStated({ context: { report }, system, place }: CodeSystemCheck): void {
  const isSupplement = system.supplements !== undefined;
  if (isSupplement !== (system.content === "supplement"))
    report.add("validate/supplement-content", child(place, "content"), {
      expected: isSupplement ? "supplement" : "something else than supplement, or supplements to say of what",
    });
  if (isSupplement) {
    if (system.caseSensitive !== undefined)
      report.add("validate/supplement-element", child(place, "caseSensitive"), { element: "caseSensitive" });
    return;
  }
  const hasHierarchy = objects(system.concept).some(({ concept }) => concept !== undefined);
  const severity = isHl7(system) ? "warning" : "information";
  for (const element of ["caseSensitive", ...(hasHierarchy ? ["hierarchyMeaning"] : [])])
    if (system[element] === undefined) report.add("validate/code-system-unstated", place, { element }, { severity });
}

function checkCount({ context: { report }, system, concepts, place }: CodeSystemCheck): void {
  const { content, count: stated } = system;
  const count = concepts.length;
  if (content === "complete" && count === 0) report.add("validate/code-system-empty", place);
  if (content === "not-present" && concepts[0]) report.add("validate/code-system-not-present", concepts[0].place);
  if (typeof stated !== "number") return;
  const at = child(place, "count");
  if (content === "complete" && count !== stated) report.add("validate/code-system-count", at, { count, stated });
  if ((content === "example" || content === "fragment") && count >= stated)
    report.add("validate/code-system-count", at, { count, stated }, { severity: "warning" });
}

/** CodeSystem.valueSet is all of the system. */
function checkValueSet({ context: { report, definitions }, system, place }: CodeSystemCheck): void {
  const canonical = text(system.valueSet);
  const valueSet = canonical === undefined ? undefined : definitions.find("ValueSet", canonical);
  if (!valueSet) return;
  const includes = isObject(valueSet.compose) ? objects(valueSet.compose.include) : [];
  const [include, ...others] = includes;
  const isWhole =
    include?.system === system.url &&
    others.length === 0 &&
    [include?.valueSet, include?.concept, include?.filter].every((one) => one === undefined);
  if (!isWhole) report.add("validate/value-set-of-system", child(place, "valueSet"), { canonical });
}

function checkConcepts({ context: { report }, system, concepts }: CodeSystemCheck): void {
  const seen = new Set<string>();
  const told = new Set<string>();
  for (const { node, place } of concepts) {
    const code = text(node.code);
    if (code !== undefined && seen.has(code)) report.add("validate/code-twice", place, { code });
    if (code !== undefined) seen.add(code);
    for (const element of isHl7(system) ? ["display", "definition"] : [])
      if (node[element] === undefined && !told.has(element)) {
        told.add(element);
        report.add("validate/concept-incomplete", place, { element });
      }
    checkDesignations(report, system, node, place);
  }
}

/** Another word for the display, in the same language, has a use to tell them apart. */
function checkDesignations(report: Context["report"], system: JsonObject, concept: JsonObject, place: Place): void {
  const display = text(concept.display);
  if (display === undefined || !Array.isArray(concept.designation)) return;
  for (const [i, designation] of concept.designation.entries()) {
    if (!isObject(designation) || designation.use !== undefined || designation.value === display) continue;
    const isSameLanguage = designation.language === undefined || designation.language === system.language;
    if (isSameLanguage) report.add("validate/designation-without-use", child(place, "designation", i), { display });
  }
}

/** A supplement adds to codes that there are. */
function checkSupplement({ context: { report, terminology }, system, concepts }: CodeSystemCheck): void {
  const canonical = text(system.supplements);
  const supplemented = canonical === undefined ? undefined : terminology.codeSystem(canonical);
  for (const { node, place } of supplemented?.isComplete ? concepts : [])
    if (typeof node.code === "string" && !supplemented?.find(node.code))
      report.add("validate/supplement-code", place, { code: node.code, canonical });
}
