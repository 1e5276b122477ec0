/**
 * References: whether they can be read, point to something that is there, and to a type that the element allows.
 * @see https://hl7.org/fhir/R4/references.html
 */

import { isResourceType, type Property } from "../definitions/r4.js";
import { hasSpace } from "../fhir/characters.js";
import { parseReference } from "../fhir/references.js";
import { isAbsolute, withoutFragment } from "../fhir/uri.js";
import type { Context } from "./context.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import {
  type BundleIndex,
  isAmbiguous,
  isObject,
  type JsonObject,
  missesFullUrl,
  resolve,
  type Scope,
  text,
} from "./scope.js";
import { shown } from "./structure.js";
import { isExampleUrl } from "./texts.js";

export function checkReference(
  { report, settings }: Context,
  node: JsonObject,
  { definition, element }: Property,
  place: Place,
  scope: Scope,
): void {
  const stated = text(node.type);
  const { targets } = definition;
  if (stated !== undefined && !isAllowed(typeName(stated), targets))
    report.add("validate/reference-type", place, { type: stated, element, allowed: targets.join(", ") });
  const reference = text(node.reference);
  if (reference === undefined) return;
  const target = resolve(reference, scope);
  const actual = isObject(target) ? text(target.resourceType) : checkForm(report, reference, place, scope.bundle);
  // What `#id` must find is invariant ref-1.
  if (!isObject(target) && !reference.startsWith("#")) {
    const isPart = isOwnPart(place, scope);
    if (settings.unresolvedReferences === "error" && !(settings.exampleUrls && isExampleUrl(reference)))
      report.add("validate/reference-not-found", place, { reference });
    else if (isPart || target === "missing") {
      const severity = isPart ? "error" : missingIs(scope);
      report.add("validate/reference-not-in-bundle", place, { reference }, { severity });
    }
  }
  if (scope.bundle) checkInBundle(report, reference, target, place, scope);
  if (actual === undefined) return;
  const isAsStated = stated !== undefined && typeName(stated) === actual;
  if (isAllowed(actual, targets)) {
    if (stated !== undefined && !isAsStated)
      report.add("validate/reference-type-differs", child(place, "type"), { stated, actual });
  } else if (!isAsStated)
    report.add("validate/reference-type", place, { type: actual, element, allowed: targets.join(", ") });
}

const isAllowed = (type: string, targets: readonly string[]): boolean => targets.length === 0 || targets.includes(type);

/** How a reference and the entries of the Bundle around it fit. */
function checkInBundle(
  report: Report,
  reference: string,
  target: ReturnType<typeof resolve>,
  place: Place,
  scope: Scope,
): void {
  const { bundle, entry } = scope;
  if (missesFullUrl(reference, scope))
    report.add("validate/reference-not-by-full-url", child(place, "reference"), { reference });
  if (bundle?.type === "batch" && isObject(target) && reference.startsWith("urn:"))
    report.add("validate/reference-in-batch", child(place, "reference"), { reference });
  if (isAmbiguous(reference, scope)) report.add("validate/reference-ambiguous", place, { reference });
  if (isAbsolute(reference) || reference.startsWith("#") || typeAskedFor(reference) !== undefined) return;
  if (entry !== undefined && bundle?.entries[entry]?.fullUrl === undefined && !bundle?.type?.endsWith("-response"))
    report.add("validate/reference-without-base", place, { reference });
  if (!isObject(target) || reference.startsWith(`${target.resourceType}/`)) return;
  report.add("validate/reference-of-other-type", place, { reference, type: text(target.resourceType) });
}

/** Where the first entry of a document or message says what belongs to it, and so has to be in it. */
const OWN_PARTS: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ["Composition", new Set(["subject", "encounter", "author", "party", "custodian", "detail", "entry", "focus"])],
  ["MessageHeader", new Set(["focus"])],
]);

const isOwnPart = ({ segment }: Place, { bundle, entry, resource, root }: Scope): boolean =>
  entry === 0 &&
  (bundle?.type === "document" || bundle?.type === "message") &&
  resource === root &&
  OWN_PARTS.get(resource.resourceType)?.has(segment) === true;

/** A URN that no entry has means nothing to a server that processes the Bundle, and may be known to a reader of others. */
const missingIs = ({ bundle }: Scope) =>
  bundle?.type === "transaction" || bundle?.type === "batch" ? "error" : "warning";

const CONDITIONAL = /^([A-Z][A-Za-z]+)\?./;

/** The type that a conditional reference asks for; undefined when it is none. */
const typeAskedFor = (reference: string): string | undefined =>
  reference.includes("?") ? CONDITIONAL.exec(reference)?.[1] : undefined;

/** What may be a type, an id, and a version. */
const PATH = /^[^/]+\/[^/]+(?:\/[^/]+\/[^/]+)?$/;

/** The type that the URL of a reference names. */
export function typeFromUrl(reference: string): string | undefined {
  const type = typeAskedFor(reference) ?? parseReference(withoutFragment(reference))?.type;
  return type !== undefined && isResourceType(type) ? type : undefined;
}

/** Judges the text of a reference alone; returns the type that it names. */
function checkForm(report: Report, reference: string, place: Place, bundle?: BundleIndex): string | undefined {
  if (hasSpace(reference)) {
    report.add("validate/invalid-reference", place, { reference: shown(reference) });
    return undefined;
  }
  if (bundle?.type !== "transaction" && typeAskedFor(reference) !== undefined)
    report.add("validate/conditional-reference", place, { reference });
  const type = typeFromUrl(reference);
  if (type === undefined && !reference.startsWith("#") && !isAbsolute(reference)) {
    const isHopeless = bundle !== undefined && typeAskedFor(reference) === undefined && !PATH.test(reference);
    report.add("validate/reference-form", place, { reference }, { severity: isHopeless ? "error" : "warning" });
  }
  return type;
}

/** A canonical `#id` means a contained resource. */
export function checkCanonical(report: Report, url: string, place: Place, scope: Scope): void {
  if (url.startsWith("#") && resolve(url, scope) === "missing")
    report.add("validate/canonical-not-contained", place, { url });
}

const typeName = (uri: string): string => uri.replace("http://hl7.org/fhir/StructureDefinition/", "");
