/** A resource being built: elements are put in with the line of the case they come from, and the Trace notes both. */
import type { Extension, FhirResource } from "../fhir/types.js";

/** One line of the Trace before the resource has its place in the Bundle; pointers are JSON Pointers into the case. */
export interface Note {
  expression: string;
  pointer: string;
  rule: string;
}

export interface Draft<T extends FhirResource = FhirResource> {
  resource: T;
  /** What it is in the case's words. */
  kind: string;
  /** The item it comes from, and the rule that made it. */
  pointer: string;
  rule: string;
  notes: Note[];
}

/** Where a value comes from: a key of the item (or a JSON Pointer from it, "/dose"), and the rule if it is more than copying. */
export interface From {
  pointer: string;
  rule?: string;
}

/**
 * Puts an element into a draft; an undefined value or an empty list puts nothing.
 *
 * @param element the element's JSON name, `_` siblings included
 */
export function put<T extends FhirResource, K extends keyof T & string>(
  draft: Draft<T>,
  element: K,
  value: T[K] | undefined,
  from: From = { pointer: draft.pointer },
): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  draft.resource[element] = value;
  const expression = `${draft.resource.resourceType}.${element.replace(/^_/, "")}`;
  if (draft.notes.some((note) => note.expression === expression && note.pointer === from.pointer)) return;
  draft.notes.push({ expression, pointer: from.pointer, rule: from.rule ?? "copy" });
}

/** Adds an extension to the resource itself. */
export function extend(draft: Draft, extension: Extension | undefined, from: From): void {
  if (!extension) return;
  const resource = draft.resource as { extension?: Extension[] };
  const before = resource.extension ?? [];
  resource.extension = [...before, extension];
  const expression = `${draft.resource.resourceType}.extension[${before.length}]`;
  draft.notes.push({ expression, pointer: from.pointer, rule: from.rule ?? "copy" });
}
