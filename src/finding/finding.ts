/**
 * The one shape of every message of case2fhir, whatever stage it comes from.
 *
 * A finding is data: a stable code with parameters, and where it stands. Its sentence is made once, from the catalogue.
 */
import { catalogue, type FindingCode } from "./catalogue.js";
import { PLACEHOLDER } from "./entry.js";

export type Severity = "error" | "warning" | "information";

/** A place in a case document: 1-based line and column (column counts UTF-16 code units). */
export interface CasePlace {
  file?: string;
  line: number;
  column: number;
  /** How many characters the caret line underlines; 1 when unknown. */
  length?: number;
}

/** A place in FHIR JSON: the file, line and column, the Bundle entry (0-based) where there is one, and a FHIRPath expression. */
export interface BundlePlace {
  file?: string;
  /** 1-based, columns in UTF-16 code units; there when the text was at hand (`withLines`). */
  line?: number;
  column?: number;
  entry?: number;
  /** FHIRPath as in OperationOutcome.issue.expression, e.g. `Observation.component[0].value`. */
  expression?: string;
}

export interface Finding {
  severity: Severity;
  /** Stable and documented (`case2fhir explain CODE`), e.g. `case/unknown-unit`. */
  code: FindingCode;
  message: string;
  /** HL7's id of the same message, where it has one. */
  messageId?: string;
  /** What to do about it. */
  hint?: string;
  case?: CasePlace;
  bundle?: BundlePlace;
}

export type FindingParams = Readonly<Record<string, string | number | undefined>>;

/** What a caller may say beyond the code's parameters; severity overrides the catalogue's. */
export interface FindingDetails {
  severity?: Severity;
  hint?: string;
  case?: CasePlace;
  bundle?: BundlePlace;
}

/**
 * Makes a finding from its code: the message and the hint are the catalogue's templates with `{name}` filled in.
 *
 * @param code a code of the catalogue
 * @param params the values of the templates' placeholders; a template whose placeholder has no value is left out (hint) or shows nothing (message)
 * @param details where it stands, and what overrides the catalogue
 */
export function finding(code: FindingCode, params: FindingParams = {}, details: FindingDetails = {}): Finding {
  const entry = catalogue[code];
  const hint = details.hint ?? fill(entry.hint, params);
  const message = fill(entry.message, params) ?? "";
  const made: Finding = { severity: details.severity ?? entry.severity, code, message };
  if (entry.messageId) made.messageId = entry.messageId;
  if (hint) made.hint = hint;
  if (details.case) made.case = details.case;
  if (details.bundle) made.bundle = details.bundle;
  return made;
}

/** A template in its parts: text and the name of a parameter by turns. */
const parts = new Map<string, readonly string[]>();

function fill(template: string | undefined, params: FindingParams): string | undefined {
  if (template === undefined) return undefined;
  let split = parts.get(template);
  if (!split) {
    split = template.split(PLACEHOLDER);
    parts.set(template, split);
  }
  let text = split[0] as string;
  for (let i = 1; i < split.length; i += 2) text += `${params[split[i] as string] ?? ""}${split[i + 1]}`;
  return text;
}

export interface Summary {
  errors: number;
  warnings: number;
  information: number;
}

export function summarize(findings: readonly Finding[]): Summary {
  const count = (severity: Severity) => findings.filter((f) => f.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), information: count("information") };
}
