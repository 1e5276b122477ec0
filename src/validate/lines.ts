/** Line and column of findings, for whoever has the text. */
import { locate } from "../fhir/locate.js";
import type { Finding } from "../finding/finding.js";

/**
 * Gives findings on a resource their line and column.
 *
 * @param findings what `validate` said of the resource
 * @param text the JSON that the resource was parsed from
 * @param firstLine the line of the file that the text begins in
 */
export function withLines(findings: readonly Finding[], text: string, firstLine = 1): Finding[] {
  if (findings.length === 0) return [];
  const places = locate(
    text,
    findings.map(({ bundle }) => bundle?.expression ?? ""),
  );
  return findings.map((found, i) => {
    const { line = 1, column = 1 } = places[i] ?? {};
    const place = { line: line + firstLine - 1, column };
    const { file, ...rest } = found.bundle ?? {};
    // What has a line already, such as a key that stands twice, keeps it.
    return { ...found, bundle: { ...(file === undefined ? {} : { file }), ...place, ...rest } };
  });
}
