/** A server's OperationOutcome as findings, each at the entry and element it names. */
import type { OperationOutcome, OperationOutcomeIssue } from "../fhir/types.js";
import type { FindingCode } from "../finding/catalogue.js";
import { type BundlePlace, type Finding, finding } from "../finding/finding.js";
import { safeText } from "./text.js";

export const isOutcome = (json: unknown): json is OperationOutcome =>
  (json as { resourceType?: unknown } | null | undefined)?.resourceType === "OperationOutcome";

const issuesOf = (outcome: OperationOutcome): OperationOutcomeIssue[] =>
  Array.isArray(outcome.issue) ? outcome.issue.filter((issue) => typeof issue === "object" && issue !== null) : [];

const textOf = ({ diagnostics, details, code }: OperationOutcomeIssue): string =>
  safeText(String(diagnostics ?? details?.text ?? details?.coding?.[0]?.display ?? code ?? "no reason given"));

/** All that an outcome says, in one line. */
export function issueText(outcome: OperationOutcome): string {
  return safeText(issuesOf(outcome).map(textOf).join("; ") || "no reason given");
}

/** Which sent entry (0-based) and element a place of the server's means, or nothing. */
interface Place {
  sent?: number;
  expression?: string;
}

/**
 * Findings for an OperationOutcome.
 *
 * @param code of its errors; warnings and information are load/server-warning
 * @param entryOf the source entry of a sent entry
 * @param own the sent entry the outcome came with, when it came inside one
 */
export function findingsOf(
  outcome: OperationOutcome,
  code: FindingCode,
  status: number,
  entryOf: (sent: number) => { entry?: number } | undefined,
  own?: number,
): Finding[] {
  return issuesOf(outcome).map((issue) => {
    const place = placeOf(issue);
    const { entry } = entryOf(place.sent ?? own ?? -1) ?? {};
    const bundle: BundlePlace = {
      ...(entry === undefined ? {} : { entry }),
      ...(place.expression
        ? { expression: entry === undefined ? place.expression : inEntry(entry, place.expression) }
        : {}),
    };
    const params = { status, text: textOf(issue) };
    const details = { ...(Object.keys(bundle).length > 0 ? { bundle } : {}) };
    if (issue.severity === "warning" || issue.severity === "information") {
      return finding("load/server-warning", params, { ...details, severity: issue.severity });
    }
    return finding(code, params, details);
  });
}

/** A path inside a sent entry (`resource.name`, `request.url`) or of its resource (`Patient.name`), in the source Bundle. */
const inEntry = (entry: number, path: string): string =>
  `Bundle.entry[${entry}].${path.replace(/^[A-Z]\w*\b/, "resource")}`;

/** `Bundle.entry[3].resource.name` is entry 3 and its `name`; some servers put comments into it, or name entries in prose. */
function placeOf({ expression, location, diagnostics }: OperationOutcomeIssue): Place {
  const said = [expression, location].flat().find((text) => typeof text === "string");
  const path = said?.replace(/\/\*.*?\*\//g, "");
  const inBundle = path && /^(?:\/f:)?Bundle\.entry\[(\d+)\]\.?(.*)$/.exec(path);
  if (inBundle) return { sent: Number(inBundle[1]), ...(inBundle[2] ? { expression: safeText(inBundle[2]) } : {}) };
  const named = /\bentry\[(\d+)\]/.exec(String(diagnostics ?? ""))?.[1];
  return {
    ...(named ? { sent: Number(named) } : {}),
    ...(path && /^[A-Z]\w*\./.test(path) ? { expression: safeText(path) } : {}),
  };
}
