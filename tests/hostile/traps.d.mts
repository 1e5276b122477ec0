import type { createValidator, parseJson } from "../../src/index.js";
import type { Input } from "./mutations.mjs";

interface Trap extends Input {
  definitions?: object[];
  profiles?: string[];
}

export const giants: Readonly<Record<string, () => Trap>>;
export const traps: Readonly<Record<string, () => Trap>>;

interface Library {
  createValidator: typeof createValidator;
  parseJson: typeof parseJson;
}

export function judgeTrap(trap: Trap, library: Library): number;
