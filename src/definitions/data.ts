/** What src/build/definitions.mjs writes to generated/r4.js: HL7's R4 definitions, reduced to what is checked. */
export interface R4Data {
  version: string;
  constraints: readonly ConstraintData[];
  /** Canonical (without version) to the codes of its required binding, by code system. */
  valueSets: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** `Patient`, `HumanName`, `string`, and a type per element with children: `Patient.contact`. */
  types: Readonly<Record<string, TypeData>>;
  vitalSigns: readonly VitalSignData[];
}

export interface ConstraintData {
  key: string;
  severity: "error" | "warning";
  expression: string;
  human: string;
}

export interface TypeData {
  kind: "resource" | "complex-type" | "primitive-type" | "backbone";
  abstract?: boolean;
  /** The type whose elements and constraints are inherited; not repeated here. */
  base?: string;
  constraints?: readonly number[];
  elements: Readonly<Record<string, ElementData>>;
}

export interface ElementData {
  /** 0 when absent. */
  min?: number;
  /** 1 when absent, unbounded when null. */
  max?: number | null;
  types: readonly string[];
  /** Resource types a Reference may point to; any when absent. */
  targets?: readonly string[];
  /** Value set of a required binding, a key of R4Data.valueSets. */
  binding?: string;
  /** A value set that is a rule instead of a list: what the code must look like. */
  form?: "mimetype" | "language";
  /** Constraints of this element that its type does not have. */
  constraints?: readonly number[];
}

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
