/** The closed grammars of doses and results: a string outside them is an error, so that a slip never becomes text. */
import { type Finding, finding } from "../finding/finding.js";
import type { Item, ObservationItem } from "./item.js";
import { pointerTo } from "./pointer.js";
import {
  type Aside,
  asides,
  contradictions,
  type Implausible,
  implausible,
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
  implausible?: Implausible[];
}

/** Reads every dose and result of the items, for what is wrong with them. */
export function checkWords(items: readonly Item[], place: CaseText["place"]): Finding[] {
  return items.flatMap((item) => {
    return phrasesOf(item).flatMap(([text, pointer, read]) => {
      if (typeof text !== "string") return [];
      const { refusal, suspect = [], asides = [], implausible = [] } = read(text);
      if (refusal) return [refusalFinding(refusal, (offset, length) => place(pointer, "value", offset, length))];
      const at = { case: place(pointer) };
      return [
        ...implausible.map(({ what, hint }) => finding("case/implausible-value", { what, hint }, at)),
        ...suspect.map((what) => finding("case/suspect-result", { what }, at)),
        ...asides.map(({ word, written }) => finding("case/words-in-brackets", { word, written }, at)),
      ];
    });
  });
}

type Phrase = [text: unknown, pointer: string, read: (text: string) => Said];

/** The phrases of an item that a grammar reads, where they stand, and their readers. */
function phrasesOf(item: Item): Phrase[] {
  if (item.kind === "medication" || item.kind === "course")
    return (["dose", "tapered to"] as const).map((key) => [item.data[key], `${item.pointer}/${key}`, readDose]);
  if (item.kind !== "observation") return [];
  const inObject = "result" in item.data;
  const components = Object.entries(item.data.components ?? {}).map(([name, text]): Phrase => {
    return [text, pointerTo(item.pointer, "components", name), (part) => checkResult(part, { ...item, name })];
  });
  return [
    [item.result, inObject ? `${item.pointer}/result` : item.pointer, (text) => checkResult(text, item)],
    [item.data.size, `${item.pointer}/size`, readSize],
    ...components,
  ];
}

function checkResult(text: string, item: ObservationItem): Said {
  const { value, refusal } = readResult(text);
  if (refusal) return { refusal };
  return {
    suspect: contradictions(value),
    asides: asides(value),
    implausible: implausible(item.name, specimenOf(item), value),
  };
}

/** What was examined, as the item or the panel around it says; a panel may say it in its name: urinalysis. */
function specimenOf({ data, parent }: ObservationItem): string | undefined {
  const panel = parent?.kind === "observation" ? parent : undefined;
  const specimen = data.specimen ?? panel?.data.specimen;
  return (typeof specimen === "object" ? specimen.type : specimen) ?? panel?.name.match(OTHER_FLUIDS)?.[0];
}

const OTHER_FLUIDS = /urin|csf|cerebrospinal|fluid|ascit|stool|sweat|saliva|gastric|drain/i;
