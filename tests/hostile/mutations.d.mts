import type { Validator } from "../../src/validate/index.js";

export type Input = { text?: string; resource?: unknown };

export interface Mutant extends Input {
  /** What makes it again. */
  number: number;
  /** The official example that was damaged. */
  file: string;
  /** How, in this order. */
  kinds: string[];
}

export function mutant(number: number, parseJson: (text: string) => unknown): Mutant;

export interface Tools {
  validator: Validator;
  parseJson(text: string): unknown;
}

export function judgeMutant(input: Input, tools: Tools, options?: object): number;
