/**
 * What src/build/definitions.mjs writes to generated/r4.js: a summary of HL7's R4 definitions.
 *
 * @public named by generated/r4.d.ts
 */
export interface R4Data {
  /** `Patient`, `HumanName`, `string`: what kind of type it is. */
  kinds: Readonly<Record<string, TypeKind | `abstract ${TypeKind}`>>;
}

export type TypeKind = "resource" | "complex-type" | "primitive-type";
