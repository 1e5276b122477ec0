/** What a dose may be counted in: an amount, alone or per body size, and the time below the line apart from it. */
import type { ParsedAmount, ParsedQuantity, ParsedTiming, Read } from "./types.js";
import { ucumDimension } from "./ucum.js";

const PER_TIME = /^(.*)\/(?:\((\d+)\.(min|h|d|wk|mo|a)\)|(min|h|d|wk|mo|a))((?:\/.*)?)$/;

/** What is left when the time is taken from below the line must be an amount, alone or per body size. */
export function checkUnit(quantity: ParsedQuantity, offset: number): Read<ParsedAmount> {
  const { unit } = quantity;
  if (!unit) return { value: { quantity } };
  const { ucum, per } = parted(unit.ucum);
  const wrong = whyNoDose(ucum, unit.text);
  if (wrong)
    return {
      refusal: { code: "case/wrong-unit", params: { unit: unit.text, ...wrong }, offset, length: unit.text.length },
    };
  if (!per) return { value: { quantity } };
  const written = { text: withoutTime(unit.text), ucum };
  return { value: { quantity: { ...quantity, unit: written }, per } };
}

/** A UCUM code and the time that stood below its line. */
function parted(ucum: string): { ucum: string; per?: NonNullable<ParsedAmount["per"]> } {
  const [match, above = "", many, counted, single, below = ""] = PER_TIME.exec(ucum) ?? [];
  if (match === undefined) return { ucum };
  return { ucum: above + below, per: { value: many ?? "1", unit: (counted ?? single) as ParsedTiming["periodUnit"] } };
}

/** `mg/kg/day` without the day, as written. */
const withoutTime = (text: string): string =>
  text.replace(
    /\s*(?:\/|\bper\b)\s*(?:\d+\s*)?(?:min(?:ute)?s?|h(?:ou)?rs?|h|d(?:ays?)?|w(?:ee)?ks?|mo(?:nths?)?|y(?:ea)?rs?|[ya])(?=$|\s*\/)/i,
    "",
  );

/** `U`, `mU`, `kU`, and what stands below it. */
const ENZYME_UNIT = /^([a-zA-Z]?)U(?=\/|$)/;

/** Whether a UCUM code can be a dose's, with or without a time. */
export const isDoseUnit = (ucum: string): boolean => !whyNoDose(parted(ucum).ucum, ucum);

/** Amount (mass, volume, number, activity, absorbed dose), per nothing, per mass or per area of the body. */
function whyNoDose(ucum: string, text: string): { what: string; hint: string } | undefined {
  const enzyme = ENZYME_UNIT.exec(ucum);
  if (enzyme) {
    const [unit = "", prefix = ""] = enzyme;
    const other = whyNoDose(ucum.replace(unit, "[IU]"), text);
    if (other) return other;
    const international = `\`${text.replace(unit, `${prefix}IU`)}\` for international units`;
    const plain = prefix === "" ? `\`${text.replace(unit, "units")}\` for units of the product, or ` : "";
    return { what: "an enzyme's activity in UCUM, and is misread on charts", hint: `write ${plain}${international}` };
  }
  const dimension = ucumDimension(ucum);
  if (!dimension) return { what: "not an amount", hint: "write the amount of one dose" };
  const { length, time, mass, other } = dimension;
  if (length <= -3 && mass >= 0) {
    const hint = text.includes("m3")
      ? `a dose per body surface is written "${text.replace("m3", "m2")}"`
      : "write the amount of one dose; strength and concentration have their own place";
    return { what: "a concentration, and not an amount", hint };
  }
  if (text === "% of the gas") return undefined;
  if (ucum.includes("%"))
    return {
      what: "a proportion, and not an amount",
      hint: "write the amount of one dose; a strength such as 1 % belongs to the product, and what is breathed is `50 % of the gas`",
    };
  const activity = /^[a-zA-Z]*(?:Bq|Ci)(?:\/|$)/.test(ucum) || /Gy/.test(ucum);
  if (activity) return undefined;
  if (
    !other &&
    time === 0 &&
    [-2, 0, 1, 3].includes(length) &&
    Math.abs(mass) <= 1 &&
    !isPlainLength(ucum, length, mass)
  )
    return undefined;
  return { what: "not an amount of a drug", hint: "write the amount of one dose: mg, mL, IU, tablets" };
}

/** A length is no dose, but a volume per area (`mL/m2`) has the same dimension. */
const isPlainLength = (ucum: string, length: number, mass: number): boolean =>
  length === 1 && mass === 0 && !ucum.includes("/");
