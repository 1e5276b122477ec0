/** How a command ends: its findings told, and its exit code. */
import type { FindingCode } from "../finding/catalogue.js";
import type { Finding } from "../finding/finding.js";
import { summarize } from "../finding/finding.js";
import { isServerFailure } from "../load/http/failures.js";
import { jsonReport } from "../report/json.js";
import { styleFor } from "../report/style.js";
import { renderFindings, renderSummary, type Sources } from "../report/text.js";
import type { CommonArgs } from "./command.js";
import type { Shell } from "./shell.js";

export const EXIT = { fine: 0, findings: 1, usage: 2, server: 3, bug: 4, interrupted: 130 } as const;

/** Findings that say a file cannot be read as what it should be; those of the command line itself end with 2, too. */
const UNREADABLE: ReadonlySet<FindingCode> = new Set([
  "case/too-large",
  "case/not-utf8",
  "case/not-text",
  "load/bad-key",
  "load/bad-header",
  "package/not-found",
  "package/unreadable",
  "package/no-definitions",
]);

/** 4 for a bug of ours, 2 when something could not be read or written, 3 when a server failed, 1 when findings reach --fail-on, else 0. */
export function exitCode(findings: readonly Finding[], failOn: CommonArgs["fail-on"]): number {
  const codes = findings.map(({ code }) => code);
  if (codes.includes("cli/bug")) return EXIT.bug;
  if (codes.some((code) => code === "cli/cannot-listen" || isServerFailure(code))) return EXIT.server;
  if (findings.some(({ code, severity }) => (severity === "error" && code.startsWith("cli/")) || UNREADABLE.has(code)))
    return EXIT.usage;
  if (failOn === "never") return EXIT.fine;
  const failing = findings.some(
    ({ severity }) => severity === "error" || (severity === "warning" && failOn === "warning"),
  );
  return failing ? EXIT.findings : EXIT.fine;
}

export interface Telling {
  findings: readonly Finding[];
  sources?: Sources;
  /** Where the report goes: to stderr when stdout carries data. */
  to: "out" | "err";
  /** What the command says after the findings, as text; their number unless told. */
  text?: string;
  /** What the command says beside the findings, as JSON members. */
  json?: Record<string, unknown>;
}

/** Writes the report of a command and gives its exit code. */
export async function tell(shell: Shell, args: CommonArgs, telling: Telling): Promise<number> {
  const { findings, to } = telling;
  if (args.format === "json") {
    await shell[to](`${JSON.stringify({ ...jsonReport(findings), ...telling.json }, null, 2)}\n`);
  } else {
    const listed = renderFindings(findings, telling.sources ?? new Map(), styleFor(shell.hasColour(to)));
    const last = telling.text ?? (findings.length > 0 ? `${renderSummary(summarize(findings))}\n` : "");
    await shell[to]([listed, last].filter(Boolean).join("\n"));
  }
  return exitCode(findings, args["fail-on"]);
}
