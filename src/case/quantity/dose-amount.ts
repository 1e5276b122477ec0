/** The amounts of a dose: text -> numbers with a unit, alone or per time; or why it is none. */
import { checkUnit, isDoseUnit } from "./dose-unit.js";
import { type Numbers, quantityWithUnit, readNumbersAt } from "./quantity.js";
import { MEANT_TIMING } from "./timing.js";
import type { ParsedAmount, Read } from "./types.js";
import { unreadableDose } from "./unreadable.js";

/** A unit with blanks in it, as people write one: `mg per kg per day`, `mg / kg`, `mg/24 h`, `mg/kg body weight`. */
const UNIT_IN_DOSE =
  /\s*(?:% of the gas|(?:[^\s/]+(?:\s+(?:body weight|body surface(?: area)?|BW|BSA)(?![\w]))?(?:\s*\/\s*(?:\d+\s)?|\s+per\s+))*[^\s/]+(?:\s+(?:body weight|body surface(?: area)?|BW|BSA)(?![\w]))?)/y;

/** Carboplatin is dosed by the area under the curve that it is to reach: `AUC 5`. The unit of that area goes unsaid. */
const AUC = /AUC\s+(?=\d)/y;
const AUC_UNIT = { text: "AUC", ucum: "{AUC}" };

const WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const PARTS: Readonly<Record<string, number>> = {
  "half a": 0.5,
  half: 0.5,
  "½": 0.5,
  "1/2": 0.5,
  "a quarter of a": 0.25,
  "¼": 0.25,
  "1/4": 0.25,
  "¾": 0.75,
  "3/4": 0.75,
};
/** `half a`, `1 1/2`, `two`: how people count tablets. */
const SPOKEN = new RegExp(`(?:(\\d{1,2})?\\s?(${Object.keys(PARTS).join("|")})|(${WORDS.join("|")}))(?=\\s)`, "iy");

/** Amounts that are the same, `120 g = 2 g/kg`, between two characters. */
export function readAmounts(text: string, start: number, end: number): Read<ParsedAmount[]> {
  const amounts: ParsedAmount[] = [];
  for (let from = start; from < end; ) {
    const equals = text.slice(from, end).search(/\s=\s/);
    const to = equals === -1 ? end : from + equals;
    const amount = readAmount(text, from, to);
    if (amount.refusal) return amount;
    amounts.push(amount.value);
    from = equals === -1 ? end : to + " = ".length;
  }
  return { value: amounts };
}

/** One amount between two characters. */
export function readAmount(text: string, start: number, end: number): Read<ParsedAmount> {
  const whole = text.slice(start, end);
  AUC.lastIndex = start;
  const auc = AUC.exec(text);
  const from = start + (auc?.[0].length ?? 0);
  const numbers = spokenAt(text, from) ?? readNumbersAt(text, from);
  if (!numbers) return unreadableDose(text, start, `"${whole}" is no amount`, end - start, meantBy(whole));
  if ("refusal" in numbers) return numbers;
  if (numbers.value.startsWith("-")) {
    const hint = "leave the sign out if it is a slip";
    return unreadableDose(text, start, "a dose is not less than nothing", numbers.end - start, hint);
  }
  if (numbers.comparator) {
    const hint = "the most there may be stands behind it: `500 mg as needed, max 4 g/day`";
    return unreadableDose(text, start, "a dose is not a limit", numbers.end - start, hint);
  }
  if (auc) {
    const rest = text.slice(numbers.end, end).trim();
    const { end: _, ...value } = numbers;
    if (rest === "") return { value: { quantity: { ...value, unit: AUC_UNIT, text: whole } } };
    const hint = `write \`${text.slice(start, numbers.end)}\``;
    return unreadableDose(text, text.indexOf(rest, numbers.end), "an AUC has no unit here", rest.length, hint);
  }
  return withUnit(text, numbers, start, end);
}

function withUnit(text: string, numbers: Numbers, start: number, end: number): Read<ParsedAmount> {
  UNIT_IN_DOSE.lastIndex = numbers.end;
  const unit = UNIT_IN_DOSE.exec(text.slice(0, end));
  const stop = numbers.end + (unit?.[0].length ?? 0);
  if (stop === numbers.end) return unreadableDose(text, numbers.end, "the amount has no unit", 1);
  const rest = text.slice(stop, end).trim();
  if (rest !== "") {
    const at = text.indexOf(rest, stop);
    return unreadableDose(text, at, `"${rest}" does not say how often`, rest.length, meantBy(rest));
  }
  const quantity = quantityWithUnit(text, numbers, start, stop, isDoseUnit);
  return quantity.refusal ? quantity : checkUnit(quantity.value, numbers.end + text.slice(numbers.end).search(/\S/));
}

function spokenAt(text: string, at: number): Numbers | undefined {
  SPOKEN.lastIndex = at;
  const [said, whole, part, word] = SPOKEN.exec(text) ?? [];
  if (said === undefined) return undefined;
  const value = word
    ? WORDS.indexOf(word.toLowerCase()) + 1
    : Number(whole ?? 0) + (PARTS[part?.toLowerCase() ?? ""] ?? 0);
  return { value: String(value), end: at + said.length };
}

/** The words for an abbreviation. */
function meantBy(rest: string): string | undefined {
  const word = rest.toLowerCase().replace(/\./g, "");
  const hours = /^q ?(\d+) ?h$/.exec(word)?.[1];
  const meant = hours ? `every ${hours} hours` : Object.hasOwn(MEANT_TIMING, word) && MEANT_TIMING[word];
  return meant ? `write \`${meant}\`` : undefined;
}
