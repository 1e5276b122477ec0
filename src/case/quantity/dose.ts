/**
 * The closed grammar of doses: text -> amount, how often, or amount per time; or why it cannot be read.
 *
 *     dose := [about] number [- number] unit [/ time] [how often] [as needed]
 *     how often := once | N times daily | N times a week | daily | every N weeks | twice every 3 weeks ...
 */
import { LONGEST, type Numbers, quantityWithUnit, readNumbersAt } from "./quantity.js";
import { MEANT_TIMING, timingAtEnd } from "./timing.js";
import type { ParsedDose, ParsedQuantity, ParsedTiming, Read } from "./types.js";
import { ucumDimension } from "./ucum.js";
import { unreadableDose } from "./unreadable.js";

const AS_NEEDED = /(?:^|\s)as needed$/i;
const ONCE = /(?:^|\s)once$/i;
/** A unit with blanks in it, as people write one: `mg per kg per day`, `mg / kg`, `mg/24 h`, `mg/kg body weight`. */
const UNIT_IN_DOSE =
  /\s*(?:[^\s/]+(?:\s+(?:body weight|body surface(?: area)?|BW|BSA)(?![\w]))?(?:\s*\/\s*(?:\d+\s)?|\s+per\s+))*[^\s/]+(?:\s+(?:body weight|body surface(?: area)?|BW|BSA)(?![\w]))?/y;

/** Reads a dose; blanks around it do not matter. */
export function readDose(source: string): Read<ParsedDose> {
  const text = source.trimEnd();
  const start = text.length - text.trimStart().length;
  if (text.length - start > LONGEST)
    return unreadableDose(text.slice(0, 0), 0, `${text.length} characters are too long for a dose`, text.length);
  if (start === text.length) return unreadableDose(text, 0, "there is no dose", 1);
  const asNeeded = AS_NEEDED.exec(text);
  const beforeNeed = text.slice(0, asNeeded?.index ?? text.length);
  const single = ONCE.exec(beforeNeed);
  const timed = single ? undefined : timingAtEnd(beforeNeed);
  const end = single?.index ?? timed?.from ?? beforeNeed.length;
  const said = {
    ...(timed ? { timing: timed.timing } : {}),
    ...(single ? { once: true as const } : {}),
    ...(asNeeded ? { asNeeded: true as const } : {}),
  };
  if (text.slice(start, end).trim() === "") return { value: { ...said, text: text.slice(start) } };
  const amount = readAmount(text, start, end);
  if (amount.refusal) return amount;
  if (amount.value.per && (timed ?? single)) {
    const hint = "write the amount of one dose and how often, or the amount per time alone";
    return unreadableDose(text, end, "how often is said twice", text.length - end, hint);
  }
  return { value: { ...amount.value, ...said, text: text.slice(start) } };
}

type Amount = Pick<ParsedDose, "quantity" | "per">;

function readAmount(text: string, start: number, end: number): Read<Amount> {
  const numbers = readNumbersAt(text, start);
  if (!numbers)
    return unreadableDose(
      text,
      start,
      `"${text.slice(start, end)}" is no amount`,
      end - start,
      hintFor(text.slice(start, end)),
    );
  if ("refusal" in numbers) return numbers;
  if (numbers.value.startsWith("-"))
    return unreadableDose(
      text,
      start,
      "a dose is not less than nothing",
      numbers.end - start,
      "leave the sign out if it is a slip",
    );
  if (numbers.comparator) return unreadableDose(text, start, "a dose is not a limit", numbers.end - start);
  const stop = unitEnd(text, numbers, end);
  const rest = text.slice(stop, end).trim();
  if (stop === numbers.end) return unreadableDose(text, numbers.end, "the amount has no unit", 1);
  if (rest !== "") {
    const at = text.indexOf(rest, stop);
    return unreadableDose(text, at, `"${rest}" does not say how often`, rest.length, hintFor(rest));
  }
  const quantity = quantityWithUnit(text, numbers, start, stop, (ucum) => !whyNoDose(parted(ucum).ucum, ucum));
  return quantity.refusal ? quantity : checkUnit(quantity.value, numbers.end + text.slice(numbers.end).search(/\S/));
}

function unitEnd(text: string, numbers: Numbers, end: number): number {
  UNIT_IN_DOSE.lastIndex = numbers.end;
  const match = UNIT_IN_DOSE.exec(text.slice(0, end));
  return match ? numbers.end + match[0].length : numbers.end;
}

const PER_TIME = /^(.*)\/(?:\((\d+)\.(min|h|d|wk|mo|a)\)|(min|h|d|wk|mo|a))((?:\/.*)?)$/;

/** What is left when the time is taken from below the line must be an amount, alone or per body size. */
function checkUnit(quantity: ParsedQuantity, offset: number): Read<Amount> {
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
function parted(ucum: string): { ucum: string; per?: NonNullable<ParsedDose["per"]> } {
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
  if (ucum.includes("%"))
    return {
      what: "a proportion, and not an amount",
      hint: "write the amount of one dose; a strength such as 1 % belongs to the product",
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

function hintFor(rest: string): string | undefined {
  const word = rest.toLowerCase().replace(/\./g, "");
  const hours = /^q ?(\d+) ?h$/.exec(word)?.[1];
  const meant = hours ? `every ${hours} hours` : Object.hasOwn(MEANT_TIMING, word) && MEANT_TIMING[word];
  return meant ? `write \`${meant}\`` : undefined;
}
