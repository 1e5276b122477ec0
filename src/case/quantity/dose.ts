/**
 * The closed grammar of doses: text -> amount, how often, how fast, or amount per time; or why it cannot be read.
 *
 *     dose   := [total] amount {= amount} tail ... | AUC number tail ... | tail ...
 *     amount := [about] number [- number] unit [/ time]
 *     tail   := how often | time of day | N doses | at amount/time | over DUR | as needed [for words] | max amount
 */
import { readAmounts } from "./dose-amount.js";
import { readTails, type Tails } from "./dose-tails.js";
import { LONGEST } from "./quantity.js";
import type { ParsedAmount, ParsedDose, Read } from "./types.js";
import { unreadableDose } from "./unreadable.js";

const TOTAL = /^total\s+/i;

/** Reads a dose; blanks around it do not matter. */
export function readDose(source: string): Read<ParsedDose> {
  const text = source.trimEnd();
  const start = text.length - text.trimStart().length;
  if (text.length - start > LONGEST)
    return unreadableDose(text.slice(0, 0), 0, `${text.length} characters are too long for a dose`, text.length);
  if (start === text.length) return unreadableDose(text, 0, "there is no dose", 1);
  const tails = readTails(text);
  if (tails.refusal) return tails;
  const { said, end } = tails.value;
  const whole = text.slice(start);
  const from = start + (TOTAL.exec(text.slice(start, end))?.[0].length ?? 0);
  if (text.slice(from, end).trim() === "") return { value: { ...said, text: whole } };
  const amounts = readAmounts(text, from, end);
  if (amounts.refusal) return amounts;
  const read = from > start ? inAll(amounts.value, said) : asSaid(amounts.value, said);
  if (typeof read === "string") return unreadableDose(text, end, read, text.length - end, HINTS[read]);
  return { value: { ...read, text: whole } };
}

const TWICE = "how often is said twice";
const OF_WHAT = "a total is given over a time";
const UNDIVIDED = "only an amount per time is divided into doses";
const HINTS = {
  [TWICE]: "write the amount of one dose and how often, or the amount per time alone",
  [OF_WHAT]: "write `total 120 g over 72 hours`, or `120 g once`",
  [UNDIVIDED]: "write `60 mg/day in 2 doses`, or the amount of one dose and how often",
} as const;

type Wholes = Omit<ParsedDose, "text">;

function asSaid([first, ...same]: ParsedAmount[], { divided, ...said }: Tails): Wholes | keyof typeof HINTS {
  const per = first?.per;
  if (divided !== undefined && !per) return UNDIVIDED;
  if (per && (said.timing ?? said.count ?? said.rate)) return TWICE;
  const timing = per && divided ? { frequency: divided, period: Number(per.value), periodUnit: per.unit } : undefined;
  return { ...first, ...(same.length > 0 ? { same } : {}), ...said, ...(timing ? { timing } : {}) };
}

/** So much in all over some time, in however many doses: an amount per that time. */
function inAll(amounts: ParsedAmount[], { over, ...said }: Tails): Wholes | keyof typeof HINTS {
  if (over === undefined || over.high !== undefined || amounts.some(({ per }) => per)) return OF_WHAT;
  const per = { value: String(over.value), unit: over.unit };
  return asSaid(
    amounts.map((amount) => ({ ...amount, per })),
    said,
  );
}
