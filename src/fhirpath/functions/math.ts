/** @see https://hl7.org/fhirpath/N1/#math */
import type { Compile, Functions } from "../call.js";
import { EvaluationError, single } from "../code.js";
import { jsonOf } from "../item.js";
import { DECIMAL, INTEGER, type Types } from "../types.js";

/** A function of one or two numbers; no number has no result. */
const ofNumbers =
  (types: Types | undefined, apply: (value: number, other: number) => number): Compile =>
  (input, call) => {
    const argument = call.args.length === 0 ? undefined : call.argument(0);
    return single(types ?? input.types, (focus, frame) => {
      const value = jsonOf(input.one(focus, frame));
      const other = argument ? jsonOf(argument.one(focus, frame)) : 0;
      if (value === undefined || other === undefined) return undefined;
      if (typeof value !== "number" || typeof other !== "number") throw new EvaluationError("a number is expected");
      const result = apply(value, other);
      return Number.isFinite(result) ? result : undefined;
    });
  };

export const MATH: Functions = {
  abs: [0, 0, ofNumbers(undefined, Math.abs)],
  ceiling: [0, 0, ofNumbers(INTEGER, Math.ceil)],
  floor: [0, 0, ofNumbers(INTEGER, Math.floor)],
  truncate: [0, 0, ofNumbers(INTEGER, Math.trunc)],
  round: [0, 1, ofNumbers(DECIMAL, (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits)],
  exp: [0, 0, ofNumbers(DECIMAL, Math.exp)],
  ln: [0, 0, ofNumbers(DECIMAL, Math.log)],
  log: [1, 1, ofNumbers(DECIMAL, (value, base) => Math.log(value) / Math.log(base))],
  power: [1, 1, ofNumbers(DECIMAL, (value, exponent) => value ** exponent)],
  sqrt: [0, 0, ofNumbers(DECIMAL, Math.sqrt)],
};
