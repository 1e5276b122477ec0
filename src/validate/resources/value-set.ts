/**
 * A value set in itself: the systems, codes and filters that it is made of, and its expansion.
 * @see https://hl7.org/fhir/R4/valueset.html
 */
import type { CodeSystem } from "../../terminology/index.js";
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";
import { knownSystem } from "./codes.js";
import { indexed, indexedTexts } from "./elements.js";
import { checkFilter } from "./value-set/filter.js";

export const checkValueSet: ResourceRule = (context, valueSet, place) => {
  const { compose, expansion } = valueSet;
  if (isObject(compose))
    for (const part of ["include", "exclude"])
      for (const [i, include] of indexed(compose[part]))
        checkInclude(context, include, child(child(place, "compose"), part, i));
  if (isObject(expansion)) checkExpansion(context, expansion, child(place, "expansion"));
};

function checkInclude(context: Context, include: JsonObject, place: Place): void {
  const { report, terminology } = context;
  const system = text(include.system);
  if (Array.isArray(include.valueSet) && include.valueSet.length > 1) report.add("validate/include-value-sets", place);
  for (const [i, canonical] of indexedTexts(include.valueSet))
    if (!canonical.startsWith("#") && !terminology.valueSet(canonical))
      report.add("validate/include-value-set-unknown", child(place, "valueSet", i), { canonical });
  if (system === undefined) return;
  if (system.includes("|")) {
    report.add("validate/include-system-version", child(place, "system"), { system });
    return;
  }
  const known = knownSystem(context, system, include.version);
  if (!known && terminology.valueSet(system))
    report.add("validate/system-is-value-set", child(place, "system"), { system });
  if (known) checkContent(context, known, system, place);
  if (known?.isComplete) checkListed(context, include, known, system, place);
  checkDisplays(context, include, place);
  for (const [i, filter] of indexed(include.filter))
    checkFilter(context, filter, { system, known }, child(place, "filter", i));
}

/** As what it is told that a system says less of its codes than all; a supplement is no system of its own. */
const CONTENT_SEVERITY: Readonly<Record<string, "error" | "warning" | "information">> = {
  supplement: "error",
  "not-present": "warning",
  example: "warning",
  fragment: "information",
};

function checkContent({ report }: Context, { content }: CodeSystem, system: string, place: Place): void {
  const severity = Object.hasOwn(CONTENT_SEVERITY, content) ? CONTENT_SEVERITY[content] : undefined;
  if (severity) report.add("validate/include-content", child(place, "system"), { system, content }, { severity });
}

function checkListed({ report }: Context, include: JsonObject, known: CodeSystem, system: string, place: Place): void {
  for (const [i, concept] of indexed(include.concept)) {
    const code = text(concept.code);
    if (code !== undefined && !known.find(code))
      report.add("validate/include-code-unknown", child(place, "concept", i), { code, system });
  }
}

/** Either all concepts of a list have a display, or none. */
function checkDisplays({ report }: Context, include: JsonObject, place: Place): void {
  const concepts = objects(include.concept);
  const withDisplay = concepts.filter(({ display }) => display !== undefined).length;
  if (withDisplay > 0 && withDisplay < concepts.length) report.add("validate/include-displays", place);
}

/** What an expansion says of how it was made. */
function checkExpansion({ report }: Context, expansion: JsonObject, place: Place): void {
  const parameters = objects(expansion.parameter);
  if (!parameters.some(({ name }) => !text(name)?.startsWith("used-")))
    report.add("validate/expansion-parameters", place);
  const used = parameters.filter(({ name }) => name === "used-codesystem").map(({ valueUri }) => text(valueUri) ?? "");
  const systems = new Set<string>();
  const open = objects(expansion.contains);
  for (let one = open.pop(); one; one = open.pop()) {
    const system = text(one.system);
    if (system !== undefined && one.version === undefined) systems.add(system);
    open.push(...objects(one.contains));
  }
  for (const system of systems)
    if (!used.some((one) => one.startsWith(`${system}|`))) report.add("validate/expansion-system", place, { system });
}
