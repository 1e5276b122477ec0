/** The places of the source that a case cites: of a source that it tells, one way each, and in the order they are counted. */
import { type Finding, finding } from "../finding/finding.js";
import { BY_NAME, type CaseDocument, type Cite, type CitedPlace } from "./document.js";
import type { PlaceOf } from "./links.js";
import { pointerTo } from "./pointer.js";

/**
 * The places that an item, a step or a result set cites, a number alone as the sentence it means.
 *
 * @param inherited what is cited around it, and holds where it cites nothing itself
 */
export function citedIn({ cite }: { cite?: Cite }, inherited: readonly CitedPlace[] = []): readonly CitedPlace[] {
  return cite === undefined
    ? inherited
    : [cite].flat().map((one) => (typeof one === "object" ? one : { sentences: String(one) }));
}

/** One place that a document cites, and where it does. */
export interface CitedOnce {
  place: CitedPlace;
  pointer: string;
}

const NAMED: ReadonlySet<string> = new Set([...BY_NAME, "codes"]);

/** Every place that a document cites, but where keys are names. */
export function citesIn(value: unknown, pointer = "", keysAreNames = false): CitedOnce[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = pointerTo(pointer, key);
    if (key !== "cite" || keysAreNames) return citesIn(inner, at, !keysAreNames && NAMED.has(key));
    const cite = inner as Cite;
    return citedIn({ cite }).map((place, i) => ({ place, pointer: Array.isArray(cite) ? `${at}/${i}` : at }));
  });
}

export function checkCites(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const cites = citesIn(document);
  const [first] = cites;
  const lost =
    first && !document.source
      ? [finding("case/cite-without-source", {}, { case: placeOf(first.pointer.replace(/\/0$/, "")) })]
      : [];
  return [...lost, ...cites.flatMap(({ place, pointer }) => wrongIn(place, placeOf(pointer)))];
}

function wrongIn(place: CitedPlace, at: ReturnType<PlaceOf>): Finding[] {
  const { sentences, section, start, end } = place;
  const ways = [sentences, section, start ?? end].filter((way) => way !== undefined);
  if (ways.length !== 1 || (start === undefined) !== (end === undefined))
    return [finding("case/cite-one-way", {}, { case: at })];
  const wrong = (word: string, description: string, hint: string) => [
    finding("case/wrong-form", { what: "`cite`", word, description }, { case: at, hint }),
  ];
  if (start !== undefined && end !== undefined && start >= end)
    return wrong(`start: ${start}, end: ${end}`, "`end` is behind `start`", `write \`start: ${end}, end: ${start}\``);
  const [word, letter = "", from = "", other = "", to = ""] =
    /^([A-Za-z]?)(\d+)-([A-Za-z]?)(\d+)$/.exec(`${sentences}`) ?? [];
  if (word === undefined || Number(from) <= Number(to) || (other !== "" && other !== letter)) return [];
  return wrong(word, "sentences are counted upwards", `write \`${letter}${to}-${other}${from}\``);
}
