/** Quantities read from the case as FHIR datatypes, digits as written and the unit as written beside UCUM. */
import type { ParsedQuantity, ParsedRange, ParsedResult, ParsedUnit } from "../case/quantity/index.js";
import { setNumber } from "../fhir/json.js";
import type { Quantity, Range, Ratio } from "../fhir/types.js";
import { originalText } from "./extensions.js";

const unitOf = (unit: ParsedUnit | undefined): Quantity =>
  unit ? { unit: unit.text, system: "http://unitsofmeasure.org", code: unit.ucum } : {};

function amount(digits: string, unit: ParsedUnit | undefined, comparator?: Quantity["comparator"]): Quantity {
  const quantity: Quantity = { value: 0, ...(comparator ? { comparator } : {}), ...unitOf(unit) };
  setNumber(quantity, "value", digits);
  return quantity;
}

/** R4 has no comparator for "about", and no decimal comma: the words say it. */
const inWords = ({ approximate, isReprinted, text }: Partial<ParsedQuantity>) =>
  (approximate || isReprinted) && text ? { extension: [originalText(text)] } : {};

export const quantityOf = (quantity: ParsedQuantity): Quantity => ({
  ...inWords(quantity),
  ...amount(quantity.value, quantity.unit, quantity.comparator),
});

/** A range, `3.3-19.4`, either end of which may be missing. */
export const rangeOf = (range: Partial<ParsedQuantity & ParsedRange>): Range => {
  const low = range.value ?? range.low;
  return {
    ...inWords(range),
    ...(low === undefined ? {} : { low: amount(low, range.unit) }),
    ...(range.high === undefined ? {} : { high: amount(range.high, range.unit) }),
  };
};

/** A titre: 1:320 is not the number 0.003. */
export const ratioOf = (ratio: NonNullable<ParsedResult["ratio"]>): Ratio => ({
  ...inWords(ratio),
  numerator: amount(ratio.numerator, undefined),
  denominator: amount(ratio.denominator, undefined, ratio.comparator),
});
