/** Values that are hardly possible: rather a slip of the pen, or another unit. They are kept as written. */
import { LIMITS, type Limits } from "./limits.js";
import type { ParsedQuantity, ParsedResult } from "./types.js";
import { ucumDimension } from "./ucum.js";

export interface Implausible {
  what: string;
  hint: string;
}

const ROWS: ReadonlyMap<string, Limits> = new Map(
  LIMITS.flatMap((row) => [row.name.toLowerCase(), ...row.names].map((name): [string, Limits] => [name, row])),
);

/** Words around a name that leave what is measured the same. */
const AROUND =
  /^(?:serum|plasma|blood|total|arterial|venous|capillary|fasting|random|initial|repeat|repeated|peak|maximum|minimum|lowest|highest) | (?:level|levels|count|concentration|value)$|\s*\([^()]*\)$/;
/** What the limits are about; of urine and other fluids they say nothing. */
const BLOOD: ReadonlySet<string | undefined> = new Set([
  undefined,
  "blood",
  "serum",
  "plasma",
  "whole blood",
  "venous blood",
  "arterial blood",
  "capillary blood",
]);

/**
 * @param name what was measured, in the case's words; only well-known names have limits
 * @param specimen what was examined, if told
 */
export function implausible(name: string, specimen: string | undefined, result: ParsedResult): Implausible[] {
  const row = BLOOD.has(specimen?.toLowerCase()) ? rowOf(name.toLowerCase()) : undefined;
  if (!row) return [];
  const { quantity, same = [], pair } = result;
  const quantities = [...(quantity ? [quantity, ...same] : []), ...(pair ? [pair.first, pair.second] : [])];
  return quantities.flatMap((one) => outside(row, name, one) ?? []);
}

function rowOf(name: string): Limits | undefined {
  const known = ROWS.get(name);
  const bare = name.replace(AROUND, "").trim();
  return known ?? (bare === name || bare === "" ? undefined : rowOf(bare));
}

function outside(row: Limits, name: string, quantity: ParsedQuantity): Implausible | undefined {
  const unit = unitOf(quantity);
  const limits = limitsIn(row, unit);
  if (!limits) return wrongUnit(row, name, quantity);
  if (isWithin(quantity, limits)) return undefined;
  const [low, high] = limits.map((limit) => Number(limit.toPrecision(3)));
  const written = quantity.unit ? ` ${quantity.unit.text}` : "";
  return {
    what: `${name} of ${quantity.text} is hardly possible (${low} to ${high}${written})`,
    hint: `look at the source again${whatItMayBe(row, quantity, unit)}; it is kept as written`,
  };
}

/** A number whose unit is not told may be anything, and so may a proportion or a count. */
function wrongUnit(row: Limits, name: string, { unit, text }: ParsedQuantity): Implausible | undefined {
  const { length, mass, time, other } = ucumDimension(unit?.ucum ?? "") ?? {};
  if (!length && !mass && !time && !other) return undefined;
  const units = unitsOf(row).map(plain).join(", ");
  return {
    what: `${name} of ${text}: ${row.name} is not measured in ${unit?.text}`,
    hint: `look at the source again${units ? `: it is measured in ${units}` : ": it has no unit"}; it is kept as written`,
  };
}

/** Units with which the number would be possible: those of the same kind, or else the others. */
function whatItMayBe(row: Limits, quantity: ParsedQuantity, unit: string): string {
  const fits = unitsOf(row).filter((other) => {
    const limits = other === unit ? undefined : limitsIn(row, other);
    return limits !== undefined && isWithin(quantity, limits);
  });
  const near = fits.filter((other) => isSameKind(unit, other));
  const units = (near.length > 0 ? near : fits).map(plain).join(" or ");
  return units ? `: in ${units} it could be so` : ", also at the decimal point";
}

const unitsOf = ({ limits, also = [] }: Limits): string[] => [...Object.keys(limits).filter(Boolean), ...also];

/** `{score}` says what is counted, and is no unit. */
const unitOf = ({ unit }: ParsedQuantity): string => unit?.ucum.replace(/^\{[^{}]*\}$/, "") ?? "";

/** Scales with a zero of their own (Celsius, pH), and a number without a unit, are of a kind with themselves alone. */
function isSameKind(unit: string, other: string): boolean {
  if (unit === other) return true;
  const [a, b] = [unit, other].map((code) => (code === "[pH]" ? undefined : ucumDimension(code)));
  return a !== undefined && b !== undefined && !a.other && !b.other && KIND.every((key) => a[key] === b[key]);
}

const KIND = ["length", "mass", "time"] as const;

/** The limits as they are in a unit, when they are known in one of its kind. */
function limitsIn({ limits }: Limits, unit: string): [low: number, high: number] | undefined {
  const known = Object.keys(limits).find((other) => isSameKind(unit, other));
  const [low, high] = (known === undefined ? undefined : limits[known]) ?? [];
  if (known === undefined || low === undefined || high === undefined) return undefined;
  const factor = (ucumDimension(known)?.magnitude ?? 1) / (ucumDimension(unit)?.magnitude ?? 1);
  return [low * factor, high * factor];
}

/** What rounding in a conversion may add. */
const SLACK = 1e-9;

/** A limit (`<5`) may be anywhere on its side. */
function isWithin({ comparator, value, high = value }: ParsedQuantity, [low, top]: readonly [number, number]): boolean {
  const isLow = Number(value) < low - SLACK * Math.abs(low);
  const isHigh = Number(high) > top + SLACK * Math.abs(top);
  return !(isLow && !comparator?.startsWith(">")) && !(isHigh && !comparator?.startsWith("<"));
}

/** A UCUM code as people write it. */
const plain = (ucum: string): string => PLAIN[ucum] ?? ucum;
const PLAIN: Readonly<Record<string, string>> = {
  Cel: "°C",
  "[degF]": "°F",
  "mm[Hg]": "mmHg",
  "[lb_av]": "lb",
  "[in_i]": "inches",
  "[pH]": "pH",
  wk: "weeks",
  d: "days",
  "10*9/L": "10^9/L",
  "10*3/uL": "10^3/uL",
};
