/**
 * Extensions: whether they are defined, may stand where they stand, and change meaning only where that is said.
 * What their definition demands of their content is a matter of profiles.
 * @see https://hl7.org/fhir/R4/extensibility.html
 * @see https://hl7.org/fhir/R4/defining-extensions.html#context
 */

import type { Property } from "../definitions/r4.js";
import type { StructureDefinition } from "../definitions/structure.js";
import { isAbsolute } from "../fhir/uri.js";
import type { Context, Settings } from "./context.js";
import { brokenInvariant, contextsOf, type Holder, pathOf } from "./extension-context.js";
import type { Place } from "./place.js";
import { type JsonObject, type Scope, text } from "./scope.js";
import { isExampleUrl } from "./texts.js";

/** Where tools and DICOM have their own. */
const ELSEWHERE = /^https?:\/\/(?:[\w-]+\.)*nema\.org\b|^http:\/\/hl7\.org\/fhir\/tools\//;
/** What an element of another version of FHIR is called in this one; @see https://hl7.org/fhir/R4/versions.html#extensions */
const CROSS_VERSION =
  /^http:\/\/hl7\.org\/fhir\/(?:1\.0|3\.0|4\.3|5\.0)\/StructureDefinition\/extension-[A-Z]\w*\.[\w.]+$/;

/** Whether nobody expects to find a definition here. */
const isUndefined = (url: string): boolean => isExampleUrl(url) || ELSEWHERE.test(url) || CROSS_VERSION.test(url);

/**
 * @param holder what the extension stands in
 * @param at where the holder is
 * @returns the extension's definition, where it is known
 */
export function checkExtension(
  context: Context,
  extension: JsonObject,
  { element }: Property,
  holder: JsonObject,
  at: Place,
  place: Place,
  scope: Scope,
): StructureDefinition | undefined {
  const url = text(extension.url);
  if (url === undefined) return undefined;
  const isNested = holder.url !== undefined && isExtension(at);
  if (!isAbsolute(url)) {
    // A part of a complex extension is named within it.
    if (!isNested) context.report.add("validate/extension-not-absolute", place, { url });
    else if (!isPartOf(context, url, text(holder.url) ?? ""))
      context.report.add("validate/extension-part-unknown", place, { url, extension: text(holder.url) });
    return undefined;
  }
  const definition = context.definitions.structure(url);
  const isModifier = element === "modifierExtension";
  if (!definition) {
    const isGrave = isModifier ? !isUndefined(url) : !isAllowed(url, context.settings);
    const severity = isGrave ? "error" : "information";
    context.report.add("validate/extension-unknown", place, { url }, { severity });
    return undefined;
  }
  if (definition.type !== "Extension") {
    context.report.add("validate/extension-unknown", place, { url }, { severity: "error" });
    return undefined;
  }
  if ((definition.snapshot?.element[0]?.isModifier ?? false) !== isModifier)
    context.report.add(isModifier ? "validate/extension-no-modifier" : "validate/extension-is-modifier", place, {
      url,
    });
  checkPlace(context, definition, { node: holder, place: at, scope });
  return definition;
}

/** Whether an extension has a part of this name; of one that is not known, or is a part itself, nobody can say. */
function isPartOf({ definitions }: Context, name: string, extension: string): boolean {
  const elements = (isAbsolute(extension) && definitions.structure(extension)?.snapshot?.element) || [];
  const names = elements.filter(({ path }) => path === "Extension.extension.url").map(({ fixedUri }) => fixedUri);
  const isSimple = elements.some(({ id, max }) => id === "Extension.extension" && max === "0");
  return names.some(Boolean) ? names.includes(name) : !isSimple;
}

const isExtension = ({ segment }: Place): boolean => segment === "extension" || segment === "modifierExtension";

const isAllowed = (url: string, { extensions }: Settings): boolean =>
  extensions === "any" || isUndefined(url) || extensions.some((prefix) => url.startsWith(prefix));

function checkPlace(context: Context, definition: StructureDefinition, holder: Holder): void {
  const { url } = definition;
  const { place, scope } = holder;
  const contexts = contextsOf(definition);
  if (contexts.otherVersion !== undefined) {
    context.report.add("validate/extension-version", place, { url, versions: contexts.otherVersion });
    return;
  }
  if (!contexts.allow(holder, context)) {
    const allowed = (definition.context ?? []).map(({ expression }) => expression).join(", ");
    context.report.add("validate/extension-context", place, { url, element: pathOf(place, scope).join("."), allowed });
    return;
  }
  const expression = brokenInvariant(contexts, holder, context);
  if (expression !== undefined) context.report.add("validate/extension-not-here", place, { url, expression });
}
