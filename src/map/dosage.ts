/** A dose as read -> the elements of R4's Dosage (https://hl7.org/fhir/R4/dosage.html). */
import type { ParsedAmount, ParsedDose, ParsedQuantity } from "../case/quantity/index.js";
import type { CodeableConcept, Dosage, DosageDoseAndRate, Range, Ratio, TimingRepeat } from "../fhir/types.js";
import { quantityOf, rangeOf } from "./quantity.js";

/** Whether a dose says more than how much. */
export const saysWhen = ({ timing, count, asNeeded, per, when }: ParsedDose): boolean =>
  Boolean(timing ?? count ?? asNeeded ?? per ?? when);

/**
 * When and how long: what the dose says, and how often in all.
 *
 * @returns undefined when it says none of it
 */
export function repeatOf({ timing, when, over }: ParsedDose, count: number | undefined): TimingRepeat | undefined {
  const repeat: TimingRepeat = {
    ...(count === undefined ? {} : { count }),
    ...timing,
    ...(over && { duration: over.value, durationUnit: over.unit }),
    ...(over?.high !== undefined && { durationMax: over.high }),
    ...(when && { when: when as NonNullable<TimingRepeat["when"]> }),
  };
  return Object.keys(repeat).length > 0 ? repeat : undefined;
}

/** How much and how fast; one of each way in which the amount is told. */
export function doseAndRateOf({ quantity, per, same = [], rate }: ParsedDose): DosageDoseAndRate[] {
  if (!quantity) return [];
  const [first, ...others] = [{ quantity, ...(per && { per }) }, ...same].map(amountOf);
  return [{ ...first, ...(rate && amountOf(rate)) }, ...others];
}

/** The most there may be, of one dose or in some time. */
export const mostOf = ({ max }: ParsedDose): Pick<Dosage, "maxDosePerPeriod" | "maxDosePerAdministration"> => {
  if (!max) return {};
  const { quantity, per } = max;
  return per ? { maxDosePerPeriod: ratioOf(quantity, per) } : { maxDosePerAdministration: quantityOf(quantity) };
};

/** @param concept the concept of what it is needed for */
export function asNeededOf(
  { asNeeded, asNeededFor }: ParsedDose,
  concept: (words: string) => CodeableConcept,
): Pick<Dosage, "asNeededBoolean" | "asNeededCodeableConcept"> {
  if (asNeededFor !== undefined) return { asNeededCodeableConcept: concept(asNeededFor) };
  return asNeeded ? { asNeededBoolean: true } : {};
}

function amountOf({ quantity, per }: ParsedAmount): DosageDoseAndRate {
  if (per)
    return quantity.high === undefined ? { rateRatio: ratioOf(quantity, per) } : { rateRange: rangePer(quantity, per) };
  return quantity.high === undefined ? { doseQuantity: quantityOf(quantity) } : { doseRange: rangeOf(quantity) };
}

type Per = NonNullable<ParsedAmount["per"]>;

const ratioOf = (quantity: ParsedQuantity, { value, unit }: Per): Ratio => ({
  numerator: quantityOf(quantity),
  denominator: { value: Number(value), unit, system: "http://unitsofmeasure.org", code: unit },
});

/** R4 has no ratio of a range: the time goes back below the line of the unit. */
function rangePer({ unit, ...numbers }: ParsedQuantity, per: Per): Range {
  const time = per.value === "1" ? per.unit : `(${per.value}.${per.unit})`;
  return rangeOf({ ...numbers, ...(unit && { unit: { text: `${unit.text}/${time}`, ucum: `${unit.ucum}/${time}` } }) });
}
