/** What src/build/definitions.mjs writes to generated/r4.js: a summary of HL7's R4 definitions. */
export interface R4Data {
  /** `Patient`, `HumanName`, `string`: what kind of type it is. */
  kinds: Readonly<Record<string, TypeKind | `abstract ${TypeKind}`>>;
  /** Canonical (without version) to the codes of its required binding, by code system. */
  valueSets: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  vitalSigns: readonly VitalSignData[];
}

export type TypeKind = "resource" | "complex-type" | "primitive-type";

export interface VitalSignQuantity {
  /** Parts that must be there: value, unit, system, code. */
  required: readonly string[];
  /** UCUM codes, one of which it must be. */
  units: readonly string[];
}

export interface VitalSignData {
  url: string;
  name: string;
  /** LOINC code that the profile demands in Observation.code. */
  code: string;
  /** null: Observation.value[x] is forbidden. */
  value: VitalSignQuantity | null;
  /** How many Observation.hasMember there must be at least. */
  members: number;
  components: readonly { name: string; min: number; code: string; value: VitalSignQuantity }[];
}
