import type { OperationOutcome } from "fhir/r4.js";

/** Name and version of the judge, as the reports show it. */
export const ORACLE: string;

export interface Oracle {
  /** Judges one FHIR JSON file, by path. */
  validate(file: string): Promise<OperationOutcome>;
  /** Ends the Java process. */
  close(): void;
}

export function startOracle(options?: { profiles?: string[] }): Promise<Oracle>;
