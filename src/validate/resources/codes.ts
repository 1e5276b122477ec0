/** Code systems that are at hand as resources. */
import type { Context } from "../context.js";
import { type JsonObject, objects, text } from "../scope.js";

export interface KnownSystem {
  resource: JsonObject;
  /** complete, fragment, example, not-present, supplement. */
  content: string | undefined;
  concepts: ReadonlyMap<string, JsonObject>;
}

/** Definitions do not change while a validator lives. */
const known = new WeakMap<JsonObject, KnownSystem>();

/** @param canonical of the code system, with |version where one is meant */
export function knownSystem({ definitions }: Context, canonical: string): KnownSystem | undefined {
  const resource = definitions.find("CodeSystem", canonical);
  if (!resource) return undefined;
  let system = known.get(resource);
  if (!system) {
    system = { resource, content: text(resource.content), concepts: conceptsByCode(resource) };
    known.set(resource, system);
  }
  return system;
}

function conceptsByCode(system: JsonObject): ReadonlyMap<string, JsonObject> {
  const concepts = new Map<string, JsonObject>();
  const open = objects(system.concept);
  for (let concept = open.pop(); concept; concept = open.pop()) {
    const code = text(concept.code);
    if (code !== undefined) concepts.set(code, concept);
    open.push(...objects(concept.concept));
  }
  return concepts;
}

/** `url|version`, or the url alone. */
export const versioned = (url: string, version: string | undefined): string =>
  version === undefined ? url : `${url}|${version}`;
