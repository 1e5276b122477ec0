/**
 * A measure in itself: its parts can be told apart, and its criteria are in its libraries.
 * @see https://hl7.org/fhir/R4/measure.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";
import { indexed, indexedTexts } from "./elements.js";
import { elmNames } from "./measure/elm.js";

export const checkMeasure: ResourceRule = (context, measure, place) => {
  const { report } = context;
  const check: MeasureCheck = { context, libraries: librariesOf(context, measure, place) };
  const groups = [...indexed(measure.group)];
  if (groups.length === 0) report.add("validate/measure-without-groups", place);
  checkCodes(context, groups, child(place, "group"));
  for (const [i, group] of groups) {
    const at = child(place, "group", i);
    if (objects(group.population).length === 0) report.add("validate/measure-without-populations", at);
    for (const part of ["population", "stratifier"]) checkParts(check, group, part, at);
    for (const [j, stratifier] of indexed(group.stratifier))
      checkParts(check, stratifier, "component", child(at, "stratifier", j));
  }
  for (const [i, data] of indexed(measure.supplementalData))
    checkCriteria(check, data, child(place, "supplementalData", i));
};

interface MeasureCheck {
  context: Context;
  libraries: readonly JsonObject[];
}

function librariesOf({ report, definitions }: Context, measure: JsonObject, place: Place): JsonObject[] {
  return [...indexedTexts(measure.library)].flatMap(([i, canonical]) => {
    const library = definitions.find("Library", canonical);
    if (!library) report.add("validate/library-not-found", child(place, "library", i), { canonical });
    return library ? [library] : [];
  });
}

/** Of several parts each has a code. */
function checkCodes({ report }: Context, parts: readonly (readonly [number, JsonObject])[], place: Place): void {
  if (parts.length < 2) return;
  for (const [i, part] of parts)
    if (part.code === undefined) report.add("validate/measure-part-without-code", { ...place, index: i });
}

function checkParts(check: MeasureCheck, node: JsonObject, name: string, place: Place): void {
  const parts = [...indexed(node[name])];
  checkCodes(check.context, parts, child(place, name));
  for (const [i, part] of parts) checkCriteria(check, part, child(place, name, i));
}

/** `Library.Name` or `Name`, in quotes where it has spaces. */
const NAME = /^(?:"?([\w-]+)"?\.)?"?([\w][\w ,-]*)"?$/;

/** Criteria that name an expression of a library: it is there, as far as its compiled form (ELM) is at hand. */
function checkCriteria({ context, libraries }: MeasureCheck, part: JsonObject, place: Place): void {
  const criteria = isObject(part.criteria) ? part.criteria : undefined;
  const language = text(criteria?.language) ?? "";
  if (!language.startsWith("text/cql") || language.startsWith("text/cql-expression")) return;
  const [, alias, name] = NAME.exec(text(criteria?.expression) ?? "") ?? [];
  const named = alias === undefined ? libraries : libraries.filter((library) => library.name === alias);
  const [library] = named;
  const names = library && named.length === 1 ? elmNames(library) : undefined;
  if (name !== undefined && names && !names.has(name))
    context.report.add("validate/measure-expression-unknown", child(place, "criteria"), {
      name,
      library: text(library?.url) ?? "",
    });
}
