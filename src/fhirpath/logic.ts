/**
 * Truth: and, or, xor, implies, with a third value for what is empty. What the left side decides is decided: the right
 * side is not looked at then.
 * @see https://hl7.org/fhirpath/N1/#boolean-logic
 */
import { type Code, type Run, single } from "./code.js";
import { jsonOf } from "./item.js";
import { BOOLEAN } from "./types.js";

export type Truth = Run<boolean | undefined>;

export const truth = (run: Truth): Code => single(BOOLEAN, run);

/** An item as a condition: its own truth, or that there is one (https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections). */
export function truthOf(code: Code): Truth {
  if (!code.many && code.types.length === 1 && code.types[0] === BOOLEAN[0]) return code.one as Truth;
  return (focus, frame) => {
    const value = jsonOf(code.one(focus, frame));
    return value === undefined || typeof value === "boolean" ? value : true;
  };
}

export const LOGIC: Readonly<Record<string, (left: Truth, right: Truth) => Truth>> = {
  and: (left, right) => (focus, frame) => {
    const a = left(focus, frame);
    if (a === false) return false;
    const b = right(focus, frame);
    return a === undefined && b !== false ? undefined : b;
  },
  or: (left, right) => (focus, frame) => {
    const a = left(focus, frame);
    if (a === true) return true;
    const b = right(focus, frame);
    return a === undefined && b !== true ? undefined : b;
  },
  xor: (left, right) => (focus, frame) => {
    const a = left(focus, frame);
    if (a === undefined) return undefined;
    const b = right(focus, frame);
    return b === undefined ? undefined : a !== b;
  },
  implies: (left, right) => (focus, frame) => {
    const a = left(focus, frame);
    if (a === false) return true;
    const b = right(focus, frame);
    return a === undefined && b !== true ? undefined : b;
  },
};
