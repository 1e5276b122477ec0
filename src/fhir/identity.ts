/**
 * What is ours in every Bundle, fixed for good: canonical URLs of our profiles and extensions, and the systems of
 * our technical identifiers and tags. w3id.org gives permanent identifiers that outlive any host.
 */
export const CANONICAL_BASE = "https://w3id.org/case2fhir";

/** Identifier.system (and meta.tag.system, for types that no server can search by identifier) of our technical ids. */
export const ID_SYSTEM = `${CANONICAL_BASE}/id`;

/** meta.tag.system of the mark that every resource of a case bears; its code is the case's UUID. */
export const CASE_SYSTEM = `${CANONICAL_BASE}/case`;

/** URL of one of the StructureDefinitions of our guide (profiles/): an extension or a profile. */
export const structureUrl = (name: string): string => `${CANONICAL_BASE}/StructureDefinition/${name}`;

/** The types of ours that R4 gives no `identifier` search parameter: matched by `_tag` instead. */
export const TAG_MATCHED_TYPES: ReadonlySet<string> = new Set(["Provenance", "AdverseEvent"]);

/** Every type that a case can become: where to look for the resources that bear a case's mark. */
export const CASE_TYPES = [
  "AdverseEvent",
  "AllergyIntolerance",
  "Composition",
  "Condition",
  "Consent",
  "Device",
  "DeviceUseStatement",
  "DiagnosticReport",
  "DocumentReference",
  "Encounter",
  "FamilyMemberHistory",
  "ImagingStudy",
  "Immunization",
  "Medication",
  "MedicationStatement",
  "Observation",
  "Patient",
  "Procedure",
  "Provenance",
  "RelatedPerson",
  "ServiceRequest",
  "Specimen",
] as const;
