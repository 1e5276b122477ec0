/** What a resource is found by in a token search, as `system|value` (https://hl7.org/fhir/R4/search.html#token). */
import type { Coding, Identifier, Resource } from "./types.js";

const tokens = (pairs: readonly (readonly [system: string | undefined, value: string | undefined])[]): string[] =>
  pairs.flatMap(([system = "", value]) => (value ? [`${system}|${value}`] : []));

/** Its identifiers: what `identifier=` finds it by. */
export function identifierTokens(resource: Resource): string[] {
  const { identifier } = resource as { identifier?: Identifier | Identifier[] };
  return tokens([identifier].flat().map((one) => [one?.system, one?.value]));
}

/** Its tags: what `_tag=` finds it by. */
export function tagTokens({ meta }: Resource): string[] {
  const tags: Coding[] = Array.isArray(meta?.tag) ? meta.tag : [];
  return tokens(tags.map((one) => [one?.system, one?.code]));
}
