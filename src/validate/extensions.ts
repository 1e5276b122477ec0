/**
 * Extensions: whether they are defined, may stand where they stand, and change meaning only where that is said.
 * What their definition demands of their content is a matter of profiles.
 * @see https://hl7.org/fhir/R4/extensibility.html
 * @see https://hl7.org/fhir/R4/defining-extensions.html#context
 */

import { type Property, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import type { StructureDefinition } from "../definitions/structure.js";
import { Memo } from "../fhir/memo.js";
import { isAbsolute } from "../fhir/uri.js";
import type { Context, Settings } from "./context.js";
import { FURTHER_CONTEXTS } from "./errata.js";
import type { Place } from "./place.js";
import { type JsonObject, type Scope, text } from "./scope.js";

/** Where examples and tools live: nobody expects a definition there. */
const MADE_UP = /^https?:\/\/([\w.-]*\.)?(example\.(org|com)|acme\.com|nema\.org)\b|^http:\/\/hl7\.org\/fhir\/tools\//;

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
    const isGrave = isModifier ? !MADE_UP.test(url) : !isAllowed(url, context.settings);
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
  if (!mayStand(definition, holder, at, scope)) {
    const allowed = (definition.context ?? []).map(({ expression }) => expression).join(", ");
    context.report.add("validate/extension-context", at, { url, element: pathOf(at, scope).join("."), allowed });
  }
  return definition;
}

/** Whether an extension has a part of this name; of one that is not known, or is a part itself, nobody can say. */
function isPartOf({ definitions }: Context, name: string, extension: string): boolean {
  const elements = (isAbsolute(extension) && definitions.structure(extension)?.snapshot?.element) || [];
  const names = elements.filter(({ path }) => path === "Extension.extension.url").map(({ fixedUri }) => fixedUri);
  return !names.some(Boolean) || names.includes(name);
}

const isExtension = ({ segment }: Place): boolean => segment === "extension" || segment === "modifierExtension";

const isAllowed = (url: string, { extensions }: Settings): boolean =>
  extensions === "any" || MADE_UP.test(url) || extensions.some((prefix) => url.startsWith(prefix));

function mayStand(definition: StructureDefinition, holder: JsonObject, at: Place, scope: Scope): boolean {
  const { context = NOWHERE } = definition;
  if (context.length === 0 || context.some(({ type }) => type === "fhirpath")) return true;
  if (context.some(({ type, expression }) => type === "extension" && expression === holder.url)) return true;
  const names = NAMES.of(pathOf(at, scope).join("/"));
  const further = FURTHER_CONTEXTS[definition.url] ?? [];
  return (
    context.some(({ type, expression }) => type === "element" && names?.has(expression)) ||
    further.some((name) => names?.has(name))
  );
}

const NOWHERE: NonNullable<StructureDefinition["context"]> = [];

/** From the resource's type to the element, without indices. */
function pathOf(place: Place, scope: Scope): string[] {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at && at !== scope.place; at = at.parent) segments.push(at.segment);
  segments.push(scope.resource.resourceType as string);
  return segments.reverse();
}

/** In characters: no context goes deeper, and names double with every choice of types on the way. */
const LONGEST = 150;

/** The same elements come in many resources. */
const NAMES = new Memo((path) => namesOf(path.split("/")));

/** Every name by which a context may mean an element: its paths, its type, and what that is a kind of. */
function namesOf([root = "", ...segments]: readonly string[]): Set<string> {
  const names = new Set<string>();
  let paths = [root];
  let type = typeDefinition(root);
  for (const segment of segments) {
    const property: Property | undefined = [...(type?.properties.values() ?? [])].find(
      (one) => one.segment === segment,
    );
    const element = property?.element ?? segment;
    const own = element.endsWith("[x]") ? [element, element.slice(0, -3)] : [element];
    paths = paths.filter((path) => path.length < LONGEST).flatMap((path) => own.map((name) => `${path}.${name}`));
    type = property && typeDefinition(property.type);
    if (type) paths.push(type.name);
  }
  for (const name of [...paths, ...(type ? kindsOf(type) : [])]) names.add(name);
  return names;
}

/** What a type is a kind of; the interfaces CanonicalResource and MetadataResource are R5's, but extensions for R4 name them. */
function kindsOf({ kind, properties }: TypeDefinition): string[] {
  if (kind === "backbone") return ["BackboneElement", "Element"];
  if (kind !== "resource") return ["Element"];
  const isCanonical = properties.has("url") && properties.has("status");
  return [
    "Resource",
    ...(properties.has("contained") ? ["DomainResource"] : []),
    ...(isCanonical ? ["CanonicalResource", "MetadataResource"] : []),
  ];
}
