/** The sentences a case cites: of a source that it tells, and in the order they are counted. */
import { type Finding, finding } from "../finding/finding.js";
import { BY_NAME, type CaseDocument, type Cite } from "./document.js";
import type { PlaceOf } from "./links.js";
import { pointerTo } from "./pointer.js";

export function checkCites(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const cited = citesOf(document, "");
  const [first] = cited;
  const lost =
    first && !document.source ? [finding("case/cite-without-source", {}, { case: placeOf(first.pointer) })] : [];
  return [...lost, ...cited.flatMap(({ cite, pointer }) => backwards(cite, pointer, placeOf))];
}

interface Cited {
  cite: Cite;
  pointer: string;
}

const NAMED: ReadonlySet<string> = new Set([...BY_NAME, "codes"]);

/** Every `cite` of the document, but where keys are names. */
function citesOf(value: unknown, pointer: string, keysAreNames = false): Cited[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = pointerTo(pointer, key);
    if (key === "cite" && !keysAreNames) return [{ cite: inner as Cite, pointer: at }];
    return citesOf(inner, at, !keysAreNames && NAMED.has(key));
  });
}

function backwards(cite: Cite, pointer: string, placeOf: PlaceOf): Finding[] {
  return [cite].flat().flatMap((one, i) => {
    const [word, letter = "", from = "", other = "", to = ""] =
      /^([A-Za-z]?)(\d+)-([A-Za-z]?)(\d+)$/.exec(`${one}`) ?? [];
    if (word === undefined || Number(from) <= Number(to) || (other !== "" && other !== letter)) return [];
    const params = { what: "`cite`", word, description: "sentences are counted upwards" };
    const at = { case: placeOf(Array.isArray(cite) ? `${pointer}/${i}` : pointer) };
    return [finding("case/wrong-form", params, { ...at, hint: `write \`${letter}${to}-${other}${from}\`` })];
  });
}
