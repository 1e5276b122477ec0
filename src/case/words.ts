/** The closed grammars of doses and results: a string outside them is an error, so that a slip never becomes text. */
import { type Finding, finding } from "../finding/finding.js";
import type { Item } from "./item.js";
import { type Read, readDose, readResult } from "./quantity/index.js";
import type { CaseText } from "./read.js";

/** Reads every dose and result of the items, for what is wrong with them. */
export function checkWords(items: readonly Item[], place: CaseText["place"]): Finding[] {
  return items.flatMap((item) => {
    const [text, pointer, read] = phraseOf(item);
    if (typeof text !== "string") return [];
    const { refusal } = read(text);
    if (!refusal) return [];
    const at = place(pointer, "value", refusal.offset, refusal.length);
    return [finding(refusal.code, refusal.params, { case: at })];
  });
}

/** The one phrase of an item that a grammar reads, where it stands, and its reader. */
function phraseOf(item: Item): [text: unknown, pointer: string, read: (text: string) => Read<unknown>] {
  if (item.kind === "medication" || item.kind === "course") return [item.data.dose, `${item.pointer}/dose`, readDose];
  if (item.kind !== "observation") return [undefined, "", readResult];
  const inObject = "result" in item.data;
  return [item.result, inObject ? `${item.pointer}/result` : item.pointer, readResult];
}
