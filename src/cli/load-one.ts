/** One file to a server. */
import { type Finding, summarize } from "../finding/finding.js";
import { load } from "../load/index.js";
import { renderReceipt } from "../report/receipt.js";
import { connectWith, filesOf } from "./connection.js";
import { readInput } from "./input.js";
import type { Knowledge } from "./knowledge.js";
import { type LoadArgs, optionsOf } from "./load-args.js";
import { EXIT, tell } from "./outcome.js";
import { tellPlan } from "./plan-files.js";
import { nameOf } from "./read.js";
import { openReceipt } from "./receipts.js";
import type { Shell } from "./shell.js";
import { toBundle, withCasePlaces } from "./stages.js";

/** @returns the exit code */
export async function loadOne(file: string, args: LoadArgs, known: Knowledge, shell: Shell): Promise<number> {
  const input = await readInput(file);
  const sources = new Map(input.kind === "case" ? [[input.file, input.text]] : []);
  const { bundle, trace, findings } = toBundle(input, args, shell.env);
  if (!bundle || summarize(findings).errors > 0) return tell(shell, args, { findings, sources, to: "out" });
  const opened = openReceipt(nameOf(file), args);
  if (opened && "finding" in opened) {
    return tell(shell, args, { findings: [...findings, opened.finding], sources, to: "out" });
  }
  const interruption = shell.interruption();
  const connecting = await connectWith(args, args.server, shell, interruption);
  if (connecting.failure) {
    return tell(shell, args, { findings: [...findings, connecting.failure], sources, to: "out" });
  }
  const options = optionsOf(args, known, connecting.value);
  const placed = (found: readonly Finding[]) => [
    ...findings,
    ...connecting.value.findings,
    ...(trace ? withCasePlaces(found, trace) : found),
  ];
  if (args["dry-run"]) {
    const reads = [file, ...filesOf(args)];
    const told = await tellPlan(bundle, options, { reads, output: args.output, filesAt: args["files-at"] });
    const code = await tell(shell, args, { ...told, findings: placed(told.findings), sources, to: "out" });
    return interruption.aborted ? EXIT.interrupted : code;
  }
  const loaded = await load(bundle, { ...options, ...(opened ? { journal: opened.journal } : {}) });
  const all = [...placed(loaded.findings), ...((await opened?.keep(loaded.receipt)) ?? [])];
  const code = await tell(shell, args, { findings: all, sources, to: "out", text: renderReceipt(loaded.receipt) });
  return interruption.aborted ? EXIT.interrupted : code;
}
