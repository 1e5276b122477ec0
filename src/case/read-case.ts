import type { Finding } from "../finding/finding.js";
import type { Case } from "./case.js";
import { checkCites } from "./cites.js";
import type { CaseDocument } from "./document.js";
import { itemsOf } from "./items.js";
import { resolveLinks } from "./links.js";
import {
  checkCodes,
  checkContradictions,
  checkDates,
  checkEach,
  checkEncounters,
  checkPeople,
  checkUids,
  distinctItems,
} from "./meaning.js";
import { type CaseText, type ReadOptions, readDocument } from "./read.js";
import { checkSchema } from "./schema.js";
import { checkTables } from "./tables.js";
import { timesOf } from "./times.js";
import { makeWhole, namesIn, withoutEchoes } from "./whole.js";
import { checkWords } from "./words.js";

/**
 * Reads a case: its text, its schema, its links and its times, with every finding of the file in one pass.
 *
 * @param text YAML or JSON
 * @returns findings, and the case unless its text or its shape is broken; a case with error findings can still be
 *   looked at, but nothing should be made of it. Of one whose shape is broken, what can be said of its links and times
 *   is said all the same
 */
export function readCase(text: string, options: ReadOptions = {}): { case?: Case; findings: Finding[] } {
  const { document: read, findings } = readDocument(text, options);
  if (!read) return { findings };
  findings.push(...checkSchema(read));
  const isBroken = findings.some(({ severity }) => severity === "error");
  const names = isBroken ? namesIn(read.data) : undefined;
  if (isBroken && !makeWhole(read.data)) return { findings };

  const { items, times, document, isDated, findings: meant } = readMeaning(read);
  const all = once([...findings, ...(names ? withoutEchoes(meant, findings, names, text) : meant)]);
  all.sort((a, b) => (a.case?.line ?? 0) - (b.case?.line ?? 0) || (a.case?.column ?? 0) - (b.case?.column ?? 0));
  if (isBroken || !isDated) return { findings: all };
  const { file, place } = read;
  return { case: { ...(file === undefined ? {} : { file }), document, items, times, place }, findings: all };
}

/** What is wrong with an entry that tells several things is wrong with each of them, and said once. */
const once = (findings: readonly Finding[]): Finding[] => [
  ...new Map(
    findings.map((found) => [`${found.code} ${found.case?.line}:${found.case?.column} ${found.message}`, found]),
  ).values(),
];

/** Items with their links and times, and what is wrong with them. */
function readMeaning({ data, place }: CaseText) {
  const document = data as CaseDocument;
  const findings: Finding[] = [];
  const impossible = checkDates(document, place);
  const { items, findings: alike } = distinctItems(itemsOf(document), place);
  findings.push(...impossible, ...alike, ...checkEncounters(items, document, place), ...checkCodes(document, place));
  findings.push(
    ...checkContradictions(items, document, place),
    ...checkCites(document, place),
    ...checkUids(items, place),
    ...checkTables(document, place),
    ...checkPeople(items, document, place),
    ...checkEach(document, place),
  );
  findings.push(...resolveLinks(items, place), ...checkWords(items, place));
  const { times, findings: timeFindings } = timesOf(document, items, place);
  findings.push(...timeFindings);
  return { document, items, times, isDated: impossible.length === 0, findings };
}
