/** The StructureDefinitions that R4 itself has: shipped as JSON text, parsed when asked for. */
import type * as fhir from "../fhir/types.js";
import profiles from "./generated/profiles.js";
import types from "./generated/types.js";

export type ElementDefinition = fhir.ElementDefinition;

/** What is read of a StructureDefinition; those of R4 come without prose. */
export interface StructureDefinition
  extends Pick<
    fhir.StructureDefinition,
    | "url"
    | "version"
    | "name"
    | "title"
    | "kind"
    | "abstract"
    | "type"
    | "baseDefinition"
    | "derivation"
    | "context"
    | "contextInvariant"
    | "differential"
  > {
  snapshot?: { element: ElementDefinition[] };
}

/** Where R4's own definitions live. */
export const FHIR_STRUCTURE = "http://hl7.org/fhir/StructureDefinition/";

/** Only what there is: of names that nobody knows there is no end. */
const parsed = new Map<string, StructureDefinition>();

/** R4's own definition of a resource, data type, profile or extension, with its snapshot; undefined when R4 has none. */
export function r4Structure(url: string): StructureDefinition | undefined {
  const known = parsed.get(url);
  if (known) return known;
  const text = [types, profiles].find((texts) => Object.hasOwn(texts, url))?.[url];
  if (text === undefined) return undefined;
  const structure = JSON.parse(text) as StructureDefinition;
  parsed.set(url, structure);
  return structure;
}
