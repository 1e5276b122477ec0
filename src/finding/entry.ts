import type { Severity } from "./finding.js";

/** A parameter in a template. */
export const PLACEHOLDER = /\{(\w+)\}/g;

/** One row of the catalogue: the templates use `{name}` for parameters. */
export interface CatalogueEntry {
  severity: Severity;
  message: string;
  hint?: string;
  /** The id that HL7's validator gives the same message (Messages.properties of org.hl7.fhir.core), where it has one. */
  messageId?: string;
  /** What the code means, why it matters and what to do, for `case2fhir explain`. */
  explain: string;
}

/** Checks the rows' shape while keeping their codes as literal types. */
export const defineCatalogue = <T extends Record<string, CatalogueEntry>>(
  rows: T,
): { readonly [K in keyof T]: CatalogueEntry } => rows;
