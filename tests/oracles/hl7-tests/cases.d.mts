import type { createValidator, parseJson } from "../../../src/index.js";

/** One row of HL7's test suite: a file, judged by the base definitions or by a profile, and what Java said of it. */
export interface Row {
  id: string;
  expectedHasError: boolean;
  errors: readonly { path: string; message: string }[];
  allErrorsNeedExternalTerminology: boolean;
}

export interface Judged {
  row: Row;
  /** Both pass it, or both fail it. */
  agrees: boolean;
}

/** In percent. */
export interface Figures {
  rows: number;
  agreement: number;
  recall: number;
  specificity: number;
  samePath: number;
  precision: number;
}

interface Library {
  createValidator: typeof createValidator;
  parseJson: typeof parseJson;
}

export function suiteFolder(): string | undefined;
export function readCases(folder: string): Row[];
export function rowJudge(library: Library, folder: string): (row: Row) => Judged;
export function figures(judged: readonly Judged[]): Figures;
