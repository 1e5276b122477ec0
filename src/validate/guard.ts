/**
 * Where an invariant cannot fail: many read `x.empty() or …` or `x.exists() implies …` and hold whenever x is absent,
 * which the JSON tells without evaluating anything.
 */
import type { JsonObject } from "./scope.js";

const EMPTY_OR = /^(\w+)\.empty\(\) or (?!.*\b(?:implies|xor)\b)/s;
const EXISTS_IMPLIES = /^(\w+)\.exists\(\) implies (?!.*\bimplies\b)/s;

/**
 * @returns the element without which the expression is true, or undefined when there is none. `or` binds closer than
 * `implies` and as close as `xor`, so with those behind it the first part decides nothing.
 */
export function guardOf(expression: string): string | undefined {
  return (EMPTY_OR.exec(expression) ?? EXISTS_IMPLIES.exec(expression))?.[1];
}

/** Whether an element is there, in one of its JSON forms: `x`, `_x`, or `xQuantity` for a choice. */
export function hasElement(node: JsonObject, name: string): boolean {
  if (node[name] !== undefined || node[`_${name}`] !== undefined) return true;
  return Object.keys(node).some((key) => isChoiceOf(key.startsWith("_") ? key.slice(1) : key, name));
}

const isChoiceOf = (key: string, name: string): boolean =>
  key.length > name.length && key.startsWith(name) && /[A-Z]/.test(key[name.length] as string);
