/**
 * A share of `npm run hostile`: random damage to official examples, and inputs made to exhaust time or memory. None may
 * throw; one that hangs ends by vitest's bound.
 */
import { describe, expect, it } from "vitest";
import { createValidator, parseJson } from "../../src/index.js";
import { judgeMutant, mutant } from "./mutations.mjs";
import { judgeTrap, traps } from "./traps.mjs";

const MUTANTS = 500;

describe("hostile input ends in findings", () => {
  it("random damage to official examples", () => {
    const tools = { validator: createValidator(), parseJson };
    let found = 0;
    for (let number = 0; number < MUTANTS; number++) {
      const made = mutant(number, parseJson);
      try {
        found += judgeMutant(made, tools) > 0 ? 1 : 0;
      } catch (error) {
        throw new Error(`mutant ${number} (${made.kinds.join(", ")} in ${made.file})`, { cause: error });
      }
    }
    expect(found).toBeGreaterThan(MUTANTS / 2);
  });

  it("makes the same mutant from the same number", () => {
    const known = (number: number) => {
      const { file, kinds, text } = mutant(number, parseJson);
      return { file, kinds, text };
    };
    for (const number of [1, 2, 3, 4]) expect(known(number)).toEqual(known(number));
  });

  it.each(Object.keys(traps))("%s", (name) => {
    const trap = traps[name] as (typeof traps)[string];
    expect(judgeTrap(trap(), { createValidator, parseJson })).toBeGreaterThanOrEqual(0);
  });
});
