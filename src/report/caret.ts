/** The line of the case a finding speaks of, with a caret line below it. */
import type { CasePlace } from "../finding/finding.js";
import { harmless, type Style } from "./style.js";

/** Of a longer line only the part around the place is shown. */
const WIDTH = 100;
const BEFORE = 40;

/**
 * @param source the case's text
 * @param note what stands behind the carets
 * @returns two lines without line ends; undefined when the place is not in the source
 */
export function caretLines(source: string, place: CasePlace, note: string, style: Style): string[] | undefined {
  const line = lineOf(source, place.line);
  if (line === undefined) return undefined;
  const column = Math.min(place.column - 1, line.length);
  const start = line.length <= WIDTH ? 0 : Math.max(0, column - BEFORE);
  const shown = line.slice(start, start + WIDTH);
  const lead = start > 0 ? "…" : "";
  const tail = start + WIDTH < line.length ? "…" : "";
  const room = Math.max(1, shown.length - (column - start));
  const carets = "^".repeat(Math.max(1, Math.min(place.length ?? 1, room)));
  const number = String(place.line);
  const pad = " ".repeat(number.length);
  const indent = `${lead}${line.slice(start, column)}`.replace(/[^\t]/g, " ");
  return [
    `  ${style.quiet(`${number} |`)} ${lead}${harmless(shown)}${tail}`,
    `  ${style.quiet(`${pad} |`)} ${indent}${style.error(carets)} ${note}`,
  ];
}

/** The n-th line (1-based), whatever ends the lines, found without splitting the whole text. */
function lineOf(source: string, number: number): string | undefined {
  let start = 0;
  for (let line = 1; line < number; line++) {
    const end = source.indexOf("\n", start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = source.indexOf("\n", start);
  return source.slice(start, end < 0 ? undefined : end).replace(/\r$/, "");
}
