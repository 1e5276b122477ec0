/** What a result says that cannot all be so. It is kept as written; only what is certain is said. */
import type { ParsedQuantity, ParsedRange, ParsedResult } from "./types.js";
import { ucumDimension } from "./ucum.js";

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["positive", "negative"],
  ["present", "absent"],
  ["detected", "not detected"],
  ["reactive", "non-reactive"],
  ["resistant", "susceptible"],
  ["high", "low"],
  ["normal", "abnormal"],
  ["normal", "high"],
  ["normal", "low"],
  ["rising", "falling"],
  ["improving", "worsening"],
  ["better", "worse"],
];

/** @returns sentences, each of two things that contradict one another */
export function contradictions(result: ParsedResult): string[] {
  const { quantity, range, same = [] } = result;
  const said = wordsOf(result);
  return [
    ...OPPOSITES.filter((pair) => pair.every((word) => said.has(word))).map(
      ([a, b]) => `"${a}" and "${b}" exclude one another`,
    ),
    ...(quantity && range ? againstRange(quantity, range, said) : []),
    ...(quantity ? same.filter((other) => isOtherNumber(quantity, other)) : []).map(
      ({ text }) => `${quantity?.text} is said to be ${text}`,
    ),
  ];
}

const wordsOf = ({ verdict, words = [] }: ParsedResult): ReadonlySet<string> =>
  new Set(
    [verdict ?? "", ...words].map((word) => word.toLowerCase().replace(/^(?:critical(?:ly)?|significantly) /, "")),
  );

function againstRange(quantity: ParsedQuantity, range: ParsedRange, said: ReadonlySet<string>): string[] {
  if (!sameScale(quantity, range))
    return [`the value is in ${quantity.unit?.text}, and its reference range in ${range.unit?.text}`];
  if (quantity.approximate || (range.unit && !quantity.unit)) return [];
  const { comparator, value, high = value } = quantity;
  const least = comparator?.startsWith("<") ? -Infinity : Number(value);
  const most = comparator?.startsWith(">") ? Infinity : Number(high);
  const low = Number(range.low ?? -Infinity);
  const top = Number(range.high ?? Infinity);
  const wrong: Readonly<Record<string, boolean>> = {
    high: most < (range.high === undefined ? low : top),
    low: least > (range.low === undefined ? top : low),
    normal: most < low || least > top,
  };
  return Object.keys(wrong)
    .filter((word) => wrong[word] && said.has(word))
    .map((word) => `${quantity.text} is called ${word}, and its reference range is ${range.text}`);
}

/** Whether numbers in the two units can be compared as they stand; a missing unit is taken from the other. */
function sameScale(quantity: ParsedQuantity, range: ParsedRange): boolean {
  if (!quantity.unit || !range.unit) return true;
  const [a, b] = [quantity.unit, range.unit].map(({ ucum }) => ucumDimension(enzymeUnits(ucum)));
  return DIMENSIONS.every((key) => a?.[key] === b?.[key]) && isNear(a?.magnitude, b?.magnitude);
}

const DIMENSIONS = ["length", "time", "mass", "other"] as const;

/** Laboratories write IU/L and U/L of enzymes for the same. */
const enzymeUnits = (ucum: string): string => ucum.replace("[IU]", "U");

const isNear = (a = 1, b = 1): boolean => Math.abs(a / b - 1) < 1e-9;

/** Two exact numbers in one unit; in two units it takes more than arithmetic to tell. */
const isOtherNumber = (a: ParsedQuantity, b: ParsedQuantity): boolean =>
  a.unit !== undefined &&
  [a, b].every(({ comparator, approximate }) => !comparator && !approximate) &&
  a.unit.ucum === b.unit?.ucum &&
  (Number(a.value) !== Number(b.value) || Number(a.high ?? a.value) !== Number(b.high ?? b.value));
