import type { FindingCode } from "../finding/catalogue.js";
import type { Finding } from "../finding/finding.js";
import type { Case } from "./case.js";
import type { CaseDocument } from "./document.js";
import { itemsOf } from "./items.js";
import { resolveLinks } from "./links.js";
import { checkCodes, checkContradictions, checkDates, checkEncounters, distinctItems } from "./meaning.js";
import { type ReadOptions, readDocument } from "./read.js";
import { checkSchema } from "./schema.js";
import { timesOf } from "./times.js";
import { checkWords } from "./words.js";

/** Errors that leave the document's shape whole, so that its links and times can still be read in the same pass. */
const SHAPE_IS_WHOLE: ReadonlySet<FindingCode> = new Set([
  "case/unknown-key",
  "case/unknown-word",
  "case/wrong-form",
  "case/out-of-range",
  "case/said-twice",
  "case/negated-name",
]);

/**
 * Reads a case: its text, its schema, its links and its times, with every finding of the file in one pass.
 *
 * @param text YAML or JSON
 * @returns findings, and the case unless its text or its shape is broken; a case with error findings can still be
 *   looked at, but nothing should be made of it
 */
export function readCase(text: string, options: ReadOptions = {}): { case?: Case; findings: Finding[] } {
  const { document: read, findings } = readDocument(text, options);
  if (!read) return { findings };
  findings.push(...checkSchema(read));
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.some(({ code }) => !SHAPE_IS_WHOLE.has(code))) return { findings };

  const document = read.data as CaseDocument;
  const place = read.place;
  const impossible = checkDates(document, place);
  const { items, findings: alike } = distinctItems(itemsOf(document), place);
  findings.push(...impossible, ...alike, ...checkEncounters(items, document, place), ...checkCodes(document, place));
  findings.push(...checkContradictions(items, document, place));
  findings.push(...resolveLinks(items, place), ...checkWords(items, place));
  const { times, findings: timeFindings } = timesOf(document, items, place);
  findings.push(...timeFindings);
  findings.sort((a, b) => (a.case?.line ?? 0) - (b.case?.line ?? 0) || (a.case?.column ?? 0) - (b.case?.column ?? 0));
  if (errors.length + impossible.length > 0) return { findings };
  return { case: { ...(read.file === undefined ? {} : { file: read.file }), document, items, times, place }, findings };
}
