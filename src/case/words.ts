/** The closed grammars of doses and results: a string outside them is an error, so that a slip never becomes text. */
import { type Finding, finding } from "../finding/finding.js";
import type { Item } from "./item.js";
import {
  type Aside,
  asides,
  contradictions,
  type Refusal,
  readDose,
  readResult,
  readSize,
  refusalFinding,
} from "./quantity/index.js";
import type { CaseText } from "./read.js";

/** What is to be said of a text: why it cannot be read or, when it can, what in it cannot be so or says less than it seems. */
interface Said {
  refusal?: Refusal;
  suspect?: string[];
  asides?: Aside[];
}

/** Reads every dose and result of the items, for what is wrong with them. */
export function checkWords(items: readonly Item[], place: CaseText["place"]): Finding[] {
  return items.flatMap((item) => {
    return phrasesOf(item).flatMap(([text, pointer, read]) => {
      if (typeof text !== "string") return [];
      const { refusal, suspect = [], asides = [] } = read(text);
      if (refusal) return [refusalFinding(refusal, (offset, length) => place(pointer, "value", offset, length))];
      const at = { case: place(pointer) };
      return [
        ...suspect.map((what) => finding("case/suspect-result", { what }, at)),
        ...asides.map(({ word, written }) => finding("case/words-in-brackets", { word, written }, at)),
      ];
    });
  });
}

/** The phrases of an item that a grammar reads, where they stand, and their readers. */
function phrasesOf(item: Item): [text: unknown, pointer: string, read: (text: string) => Said][] {
  if (item.kind === "medication" || item.kind === "course") return [[item.data.dose, `${item.pointer}/dose`, readDose]];
  if (item.kind !== "observation") return [];
  const inObject = "result" in item.data;
  return [
    [item.result, inObject ? `${item.pointer}/result` : item.pointer, checkResult],
    [item.data.size, `${item.pointer}/size`, readSize],
  ];
}

function checkResult(text: string): Said {
  const { value, refusal } = readResult(text);
  return refusal ? { refusal } : { suspect: contradictions(value), asides: asides(value) };
}
