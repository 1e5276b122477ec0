/**
 * Fixed values and patterns.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
import type { ElementDefinition } from "../../definitions/structure.js";
import { isObject, type JsonObject } from "../scope.js";

/** The value of `fixed[x]`, `pattern[x]` and the like. */
export function choiceValue(element: ElementDefinition, stem: string): { type: string; value: unknown } | undefined {
  for (const [key, value] of Object.entries(element))
    if (key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length))) return { type: key.slice(stem.length), value };
  return undefined;
}

/** Where a value is not what it should be: the keys that lead there. */
export interface Difference {
  path: readonly (string | number)[];
  problem: "missing" | "differs" | "not-allowed";
  expected?: unknown;
  found?: unknown;
}

/**
 * @param isPattern whether more than what is stated may be there, and items of a list in any order
 * @returns where the value differs; nothing when it is right
 */
export function compareValue(value: unknown, expected: unknown, isPattern: boolean): Difference[] {
  const differences: Difference[] = [];
  compare(value, expected, isPattern, [], differences);
  return differences;
}

/** Whether it differs nowhere: the same question, without saying where. */
export function isSame(value: unknown, expected: unknown, isPattern: boolean): boolean {
  if (value === expected) return value !== undefined;
  if (value === undefined) return false;
  if (Array.isArray(expected)) {
    const items = Array.isArray(value) ? value : [value];
    if (isPattern) return expected.every((one) => items.some((item) => isSame(item, one, true)));
    return items.length === expected.length && expected.every((one, i) => isSame(items[i], one, false));
  }
  if (!isObject(expected) || !isObject(value)) return false;
  for (const key in expected) if (!isSame(ownOf(value, key), expected[key], isPattern)) return false;
  if (!isPattern) for (const key in value) if (!Object.hasOwn(expected, key)) return false;
  return true;
}

const ownOf = (value: JsonObject, key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined);

type Path = readonly (string | number)[];

function compare(value: unknown, expected: unknown, isPattern: boolean, path: Path, to: Difference[]): void {
  if (value === undefined) to.push({ path, problem: "missing", expected });
  else if (Array.isArray(expected)) compareLists(value, expected, isPattern, path, to);
  else if (isObject(expected) && isObject(value)) compareObjects(value, expected, isPattern, path, to);
  else if (value !== expected) to.push({ path, problem: "differs", expected, found: value });
}

function compareObjects(
  value: JsonObject,
  expected: JsonObject,
  isPattern: boolean,
  path: Path,
  to: Difference[],
): void {
  for (const key of Object.keys(expected)) compare(ownOf(value, key), expected[key], isPattern, [...path, key], to);
  if (isPattern) return;
  for (const key of Object.keys(value))
    if (!Object.hasOwn(expected, key)) to.push({ path: [...path, key], problem: "not-allowed", found: value[key] });
}

/** Every item of a pattern is met by some item; those of a fixed value are all there is, in their order. */
function compareLists(value: unknown, expected: unknown[], isPattern: boolean, path: Path, to: Difference[]): void {
  const items = Array.isArray(value) ? value : [value];
  if (isPattern) {
    for (const one of expected)
      if (!items.some((item) => isSame(item, one, true))) to.push({ path, problem: "missing", expected: one });
    return;
  }
  for (const [i, one] of expected.entries()) compare(items[i], one, false, [...path, i], to);
  for (let i = expected.length; i < items.length; i++)
    to.push({ path: [...path, i], problem: "not-allowed", found: items[i] });
}
