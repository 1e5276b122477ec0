/** Findings as a person reads them in a terminal. */
import type { BundlePlace, CasePlace, Finding, Summary } from "../finding/finding.js";
import { caretLines } from "./caret.js";
import { harmless, type Style } from "./style.js";

/** The text of the files that findings point into, by the name the findings give them. */
export type Sources = ReadonlyMap<string, string>;

const WORDS: Record<keyof Summary, readonly [string, string]> = {
  errors: ["error", "errors"],
  warnings: ["warning", "warnings"],
  information: ["note", "notes"],
};

/**
 * Each finding: its severity, code and place, the line of the case with carets, the place in the Bundle, the hint.
 *
 * @returns text that ends with a line end; empty when there are no findings
 */
export function renderFindings(findings: readonly Finding[], sources: Sources, style: Style): string {
  return findings.map((finding) => `${renderFinding(finding, sources, style).join("\n")}\n`).join("\n");
}

function renderFinding(finding: Finding, sources: Sources, style: Style): string[] {
  const { severity, code, case: place, bundle } = finding;
  const message = harmless(finding.message);
  const head = `${style[severity](severity)}  ${code}`;
  const where = place ? casePlace(place) : bundle ? filePlace(bundle) : "";
  const source = place?.file === undefined ? undefined : sources.get(place.file);
  const caret = source !== undefined && place ? caretLines(source, place, message, style) : undefined;
  const lines = [where ? `${head}   ${style.strong(harmless(where))}` : head, ...(caret ?? [`  ${message}`])];
  const inside = bundle ? bundlePlace(bundle) : "";
  if (inside) lines.push(style.quiet(`  ${/^Bundle\b/.test(inside) ? "in the Bundle" : "at"}: ${harmless(inside)}`));
  if (finding.hint) lines.push(`  hint: ${harmless(finding.hint)}`);
  return lines;
}

const casePlace = ({ file, line, column }: CasePlace): string => `${file ?? "case"}:${line}:${column}`;

/** `bundle.json:12:7`, as far as it is known. */
const filePlace = ({ file = "", line, column }: BundlePlace): string => [file, line, column].filter(Boolean).join(":");

/** The expression already says which entry it is about; where there is none, the entry's number does. */
function bundlePlace({ entry, expression }: BundlePlace): string {
  return expression ?? (entry === undefined ? "" : `Bundle.entry[${entry}]`);
}

/** `1 error, 2 warnings`; `no findings` when there are none. */
export function renderSummary(summary: Summary): string {
  const parts = (Object.keys(WORDS) as (keyof Summary)[])
    .filter((key) => summary[key] > 0)
    .map((key) => counted(summary[key], ...WORDS[key]));
  return parts.length > 0 ? parts.join(", ") : "no findings";
}

/** `1 entry`, `2 entries`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
