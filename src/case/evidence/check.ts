/**
 * A case held against the text it was taken from: what it cites must be there, its numbers must stand in what they cite,
 * and what neither cites nor is cited is pointed out.
 */
import { type Finding, finding } from "../../finding/finding.js";
import type { Case } from "../case.js";
import { type CitedOnce, citesIn } from "../cites.js";
import type { CaseDocument, CitedPlace } from "../document.js";
import type { Item } from "../item.js";
import { TextPlaces } from "../place.js";
import { shown } from "../quote.js";
import { claimsOf } from "./claims.js";
import { isPrinted, numbersPrinted, numbersWanted } from "./numbers.js";
import { openSource, type Source } from "./open.js";
import { isRange, type SourceText } from "./source.js";

/**
 * @param read a case without errors
 * @returns findings at the lines of the case, and on sentences that nothing cites at the lines of the source. When the hash
 *   in the case is another text's, nothing else is said, since every number of a sentence would be wrong
 */
export function checkEvidence(read: Case, source: Source): Finding[] {
  const { text, findings } = openSource(read, source);
  if (!text) return findings;
  return [
    ...findings,
    ...missingNumbers(read.document, text, read.place),
    ...(read.document.source ? withoutEvidence(read) : []),
    ...uncited(citesIn(read.document), text, new TextPlaces(source.text, source.file)),
  ];
}

/** Numbers that do not stand in what is cited for them; where a section is cited, nobody knows where it is. */
function missingNumbers(document: CaseDocument, source: SourceText, placeOf: Case["place"]): Finding[] {
  return claimsOf(document).flatMap(({ text, pointer, part, cite }) => {
    const wanted = numbersWanted(text);
    const ranges = cite.map((place) => source.rangeOf(place));
    if (wanted.length === 0 || !ranges.every(isRange)) return [];
    const printed = numbersPrinted(ranges.map((range) => source.text.slice(...range)).join("\n"));
    return wanted
      .filter((number) => !isPrinted(number, printed))
      .map(({ written, offset }) =>
        finding(
          "case/number-not-cited",
          { number: written, where: cite.map(inWords).join(", ") },
          { case: placeOf(pointer, part, offset, written.length) },
        ),
      );
  });
}

const inWords = ({ sentences, start, end }: CitedPlace): string => {
  if (sentences === undefined) return `characters ${start}-${end}`;
  return `${/-/.test(`${sentences}`) ? "sentences" : "sentence"} ${sentences}`;
};

/** Items that cite nothing, and nothing around them does: those of a step, a drug or a study together. */
function withoutEvidence({ items, place }: Case): Finding[] {
  const groups = new Map<Item, Item[]>();
  for (const item of items) {
    if (item.kind === "step" || item.cite.length > 0) continue;
    const holder = item.step?.cite.length === 0 ? item.step : outermost(item);
    const group = groups.get(holder);
    if (group) group.push(item);
    else groups.set(holder, [item]);
  }
  return [...groups].map(([holder, [first, ...more]]) => {
    const others = more.length > 0 ? ` and ${more.length} more` : "";
    const names = `"${shown(first?.name ?? "")}"${others}`;
    return finding("case/no-evidence", { names }, { case: place(holder.pointer) });
  });
}

const outermost = (item: Item): Item => (item.parent ? outermost(item.parent) : item);

/** Sentences that nothing cites: those of one count that follow each other together. */
function uncited(cites: readonly CitedOnce[], source: SourceText, places: TextPlaces): Finding[] {
  const cited = cites.map(({ place }) => source.rangeOf(place)).filter(isRange);
  const runs: { numbers: string[]; range: [number, number]; count: string }[] = [];
  let isOpen = false;
  for (const sentence of source.sentences) {
    const number = source.numberOf(sentence);
    const { start, end } = sentence;
    if (number === undefined || cited.some(([from, to]) => from < end && start < to)) {
      isOpen = false;
      continue;
    }
    const count = number.replace(/\d/g, "");
    const last = isOpen ? runs.at(-1) : undefined;
    if (last?.count === count) {
      last.numbers.push(number);
      last.range[1] = end;
    } else runs.push({ numbers: [number], range: [start, end], count });
    isOpen = true;
  }
  return runs.map(({ numbers, range }) => {
    const [first, last] = [numbers[0], numbers.at(-1)];
    const which = numbers.length === 1 ? `sentence ${first} is` : `sentences ${first}-${last} are`;
    return finding("case/uncited", { which }, { case: places.at(...range) });
  });
}
