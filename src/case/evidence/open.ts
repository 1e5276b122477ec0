/** The text of a case's source, when it is that text, and what the case cites of it that is not there. */
import { type Finding, finding } from "../../finding/finding.js";
import type { Case } from "../case.js";
import { citesIn } from "../cites.js";
import { shown } from "../quote.js";
import { plain, SourceText } from "./source.js";

export interface Source {
  text: string;
  /** How findings call it. */
  file?: string;
  /** Of the bytes the text was read from, in hexadecimal. */
  sha256?: string;
}

/** @returns the text, unless the case's hash is another text's; and what of it the case cites and cannot be found */
export function openSource(
  { document, place }: Case,
  { text, sha256 }: Source,
): { text?: SourceText; findings: Finding[] } {
  const { sha256: expected, sentences: firsts } = document.source ?? {};
  if (expected !== undefined && sha256 !== undefined && expected !== sha256)
    return { findings: [finding("case/other-source", { found: sha256 }, { case: place("/source/sha256") })] };
  const source = new SourceText(text, firsts);
  const unknown = source.unknown.map((number) =>
    finding("case/no-first-sentence", { number }, { case: place(`/source/sentences/${number}`) }),
  );
  return { text: source, findings: [...unknown, ...wrongPlaces(document, source, place)] };
}

/** Places that the text has not, and quotes that do not stand in theirs. */
function wrongPlaces(document: Case["document"], source: SourceText, placeOf: Case["place"]): Finding[] {
  const uncounted = new Set<string>(source.unknown.map((number) => number.slice(0, -1)));
  return citesIn(document).flatMap(({ place, pointer }): Finding[] => {
    const found = source.rangeOf(place);
    const at = { case: placeOf(pointer) };
    if (found && "beyond" in found)
      return [finding("case/cite-beyond", { place: found.beyond, count: source.sentences.length }, at)];
    if (found && "letter" in found) {
      if (uncounted.has(found.letter)) return [];
      uncounted.add(found.letter);
      return [finding("case/cite-uncounted", { letter: found.letter }, at)];
    }
    const words = found ? source.text.slice(...found) : source.text;
    if (place.quote === undefined || plain(words).includes(plain(place.quote))) return [];
    return [finding("case/no-such-quote", { quote: shown(place.quote) }, { case: placeOf(`${pointer}/quote`) })];
  });
}
