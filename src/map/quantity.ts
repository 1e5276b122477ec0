/** Quantities read from the case as FHIR datatypes, digits as written and the unit as written beside UCUM. */
import type { ParsedAxes, ParsedQuantity, ParsedRange, ParsedResult, ParsedUnit } from "../case/quantity/index.js";
import { setNumber } from "../fhir/json.js";
import type { Element, ObservationComponent, Quantity, Range, Ratio } from "../fhir/types.js";
import { derived, originalText } from "./extensions.js";

const unitOf = (unit: ParsedUnit | undefined): Quantity =>
  unit ? { unit: unit.text, system: "http://unitsofmeasure.org", code: unit.ucum } : {};

function amount(digits: string, unit: ParsedUnit | undefined, comparator?: Quantity["comparator"]): Quantity {
  const quantity: Quantity = { value: 0, ...(comparator ? { comparator } : {}), ...unitOf(unit) };
  setNumber(quantity, "value", digits);
  return quantity;
}

/** R4 has no comparator for "about", and no decimal comma: the words say it. */
const inWords = ({ approximate, isReprinted, computedFrom, text }: Partial<ParsedQuantity>) =>
  (approximate || isReprinted || computedFrom) && text ? { extension: [originalText(text)] } : {};

export const quantityOf = (quantity: ParsedQuantity): Quantity & { _value?: Element } => ({
  ...inWords(quantity),
  ...amount(quantity.value, quantity.unit, quantity.comparator),
  ...(quantity.computedFrom ? { _value: { extension: [derived(`computed from ${quantity.computedFrom}`)] } } : {}),
});

/** A component that is a quantity, or a range of them. */
export const measured = (code: ObservationComponent["code"], quantity: ParsedQuantity): ObservationComponent => ({
  code,
  ...(quantity.high === undefined ? { valueQuantity: quantityOf(quantity) } : { valueRange: rangeOf(quantity) }),
});

const AXES = ["first axis", "second axis", "third axis"];

/** Which axis is the length and which the width the text does not say, so none has a code. */
export const axisComponents = ({ lengths }: ParsedAxes, of = ""): ObservationComponent[] =>
  lengths.map((length, i) => measured({ text: `${of}${AXES[i]}` }, length));

/** The size of what is found. */
export const sizeComponents = (size: ParsedQuantity | ParsedAxes): ObservationComponent[] =>
  "lengths" in size ? axisComponents(size, "size, ") : [measured({ text: "size" }, size)];

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
