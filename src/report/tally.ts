/** What was judged, in numbers: resources by type, findings by code. */
import type { Finding, Severity, Summary } from "../finding/finding.js";
import { harmless } from "./style.js";
import { counted, renderSummary } from "./text.js";

const MEMBERS: Readonly<Record<Severity, keyof Summary>> = {
  error: "errors",
  warning: "warnings",
  information: "information",
};

export class Tally {
  readonly summary: Summary = { errors: 0, warnings: 0, information: 0 };
  readonly types = new Map<string, { resources: number; withErrors: number }>();
  readonly codes = new Map<string, { severity: Severity; code: string; count: number }>();
  judged = 0;
  /** Findings that were known and not told. */
  ignored = 0;

  /** @param type of the resource; absent where there was none */
  add(type: string | undefined, findings: readonly Finding[]): void {
    for (const { severity, code } of findings) {
      this.summary[MEMBERS[severity]]++;
      const row = this.codes.get(`${severity} ${code}`) ?? { severity, code, count: 0 };
      this.codes.set(`${severity} ${code}`, row);
      row.count++;
    }
    if (type === undefined) return;
    this.judged++;
    const row = this.types.get(type) ?? { resources: 0, withErrors: 0 };
    this.types.set(type, row);
    row.resources++;
    if (findings.some(({ severity }) => severity === "error")) row.withErrors++;
  }
}

const byName = <V>([a]: readonly [string, V], [b]: readonly [string, V]): number => (a < b ? -1 : 1);
const ORDER: readonly Severity[] = ["error", "warning", "information"];

const typeRows = ({ types }: Tally) => [...types].sort(byName);
const codeRows = ({ codes }: Tally) =>
  [...codes.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.count - a.count || byName([a.code, 0], [b.code, 0]),
  );

/** A line with the sums, resources by type, findings by code with the gravest first. */
export function renderTally(tally: Tally): string {
  const types = typeRows(tally).map(([type, { resources, withErrors }]) => [
    String(resources),
    harmless(type),
    withErrors > 0 ? `${withErrors} with errors` : "",
  ]);
  const codes = codeRows(tally).map(({ severity, code, count }) => [String(count), severity, code]);
  const ignored = tally.ignored > 0 ? `, ${tally.ignored} known and ignored` : "";
  const head = `${counted(tally.judged, "resource")}: ${renderSummary(tally.summary)}${ignored}\n`;
  return [head, table(types), table(codes)].filter(Boolean).join("\n");
}

/** Numbers to the right, the rest to the left, two spaces apart. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join("  ")}`.trimEnd().concat("\n")).join("");
}

/** `{resources, ignored, types: {TYPE: {resources, withErrors}}, codes: {SEVERITY: {CODE: count}}}`. */
export function tallyAsData(tally: Tally): Record<string, unknown> {
  const codes: Record<string, Record<string, number>> = {};
  for (const { severity, code, count } of codeRows(tally)) {
    codes[severity] ??= {};
    codes[severity][code] = count;
  }
  return {
    resources: tally.judged,
    ignored: tally.ignored,
    types: Object.fromEntries(typeRows(tally)),
    codes,
  };
}
