/**
 * What is ours in every Bundle, fixed for good: canonical URLs of our profiles and extensions, and the systems of
 * our technical identifiers and tags. w3id.org gives permanent identifiers that outlive any host.
 */
export const CANONICAL_BASE = "https://w3id.org/case2fhir";

/** Identifier.system (and meta.tag.system, for types that no server can search by identifier) of our technical ids. */
export const ID_SYSTEM = `${CANONICAL_BASE}/id`;

/** URL of one of our own extensions; each is a StructureDefinition in profiles/. */
export const extensionUrl = (name: string): string => `${CANONICAL_BASE}/StructureDefinition/${name}`;

/** The types of ours that R4 gives no `identifier` search parameter: matched by `_tag` instead. */
export const TAG_MATCHED_TYPES: ReadonlySet<string> = new Set(["Provenance", "AdverseEvent"]);
