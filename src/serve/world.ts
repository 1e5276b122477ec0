import { isResourceType } from "../definitions/r4.js";
import { parseReference } from "../fhir/references.js";
import type { Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import type { Later } from "./later.js";
import type { Store } from "./store.js";

/** What the interactions work with: the data, and the effects that came in as arguments. */
export interface World {
  store: Store;
  /** What is answered later. */
  later: Later;
  /** Judges a resource, before it is stored or for $validate, which may name a profile; an error refuses it. */
  validate: (resource: Resource, profiles: readonly string[]) => readonly Finding[];
  clock: () => Date;
  newId: () => string;
  /** The base URL the server is reached under, without a trailing slash. */
  base: string;
}

/** `Type/id` of a reference to a resource of this server, whatever its version; undefined for any other reference. */
export function localKey(reference: string, base: string): string | undefined {
  const parts = parseReference(reference);
  if (!parts || (parts.base !== undefined && parts.base !== base) || !isResourceType(parts.type)) return undefined;
  return `${parts.type}/${parts.id}`;
}
