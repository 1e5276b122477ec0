/** References: whether they point to something that is there, and of a type that the element allows. */
import { isResourceType, type Property } from "../definitions/r4.js";
import { parseReference } from "../fhir/references.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type JsonObject, missesFullUrl, resolve, type Scope, text } from "./scope.js";
import { shown } from "./structure.js";

export function checkReference(
  report: Report,
  node: JsonObject,
  { definition, element }: Property,
  place: Place,
  scope: Scope,
): void {
  const stated = text(node.type);
  const targets = definition.targets ?? [];
  if (stated !== undefined && targets.length > 0 && !targets.includes(typeName(stated)))
    report.add("validate/reference-type", place, { type: stated, element, allowed: targets.join(", ") });
  const reference = text(node.reference);
  if (reference === undefined) return;
  if (/\s/.test(reference)) report.add("validate/invalid-reference", place, { reference: shown(reference) });
  const target = resolve(reference, scope);
  // What `#id` must find is invariant ref-1.
  if (target === "missing" && !reference.startsWith("#"))
    report.add("validate/reference-not-in-bundle", child(place, "reference"), { reference });
  if (missesFullUrl(reference, scope))
    report.add("validate/reference-not-by-full-url", child(place, "reference"), { reference });
  if (scope.bundle?.type === "batch" && isObject(target) && reference.startsWith("urn:"))
    report.add("validate/reference-in-batch", child(place, "reference"), { reference });
  const actual = isObject(target) ? text(target.resourceType) : typeFromUrl(reference);
  if (actual === undefined) return;
  if (targets.length > 0 && !targets.includes(actual)) {
    // Only what we have seen is certain: a URL that looks like Type/id may hold anything.
    const severity = isObject(target) ? "error" : "warning";
    report.add("validate/reference-type", place, { type: actual, element, allowed: targets.join(", ") }, { severity });
  } else if (stated !== undefined && typeName(stated) !== actual)
    report.add("validate/reference-type-differs", child(place, "type"), { stated, actual });
}

/** A canonical `#id` means a contained resource. */
export function checkCanonical(report: Report, url: string, place: Place, scope: Scope): void {
  if (url.startsWith("#") && resolve(url, scope) === "missing")
    report.add("validate/canonical-not-contained", place, { url });
}

const typeName = (uri: string): string => uri.replace("http://hl7.org/fhir/StructureDefinition/", "");

function typeFromUrl(reference: string): string | undefined {
  const query = /^([A-Z][A-Za-z]+)\?/.exec(reference)?.[1];
  const type = query ?? parseReference(reference)?.type;
  return type !== undefined && isResourceType(type) ? type : undefined;
}
