/** Several files to a server, and the table at the end. */
import { basename } from "node:path";
import { type Finding, finding, summarize } from "../finding/finding.js";
import { type Loaded, loadMany, type ReadBundle } from "../load/index.js";
import { renderLoadSummary } from "../report/load-summary.js";
import { connectWith } from "./connection.js";
import { inputOf } from "./input.js";
import type { ManyInputs, Source } from "./inputs.js";
import type { Knowledge } from "./knowledge.js";
import { type LoadArgs, optionsOf } from "./load-args.js";
import { EXIT, exitCode, tell } from "./outcome.js";
import { startProgress } from "./progress.js";
import { openReceipt } from "./receipts.js";
import type { Shell } from "./shell.js";
import { toBundle, withCasePlaces } from "./stages.js";

/** @returns the exit code: the worst of all */
export async function loadAll(inputs: ManyInputs, args: LoadArgs, known: Knowledge, shell: Shell): Promise<number> {
  const problem = whyNotTogether(inputs, args);
  if (problem) return tell(shell, args, { findings: [problem], to: "err" });
  const interruption = shell.interruption();
  const connecting = await connectWith(args, args.server, shell, interruption);
  if (connecting.failure) return tell(shell, args, { findings: [connecting.failure], to: "err" });
  const progress = startProgress(shell, () => performance.now());
  let worst: number = EXIT.fine;
  const summary = await loadMany(toLoad(inputs.sources, args, shell), optionsOf(args, known, connecting.value), {
    concurrency: args.concurrency,
    onLoaded(_, findings) {
      worst = Math.max(worst, exitCode(findings, args["fail-on"]));
      progress.add(summarize(findings).errors > 0 ? 1 : 0);
    },
  });
  await progress.end();
  const { failures, findings, ...loaded } = summary;
  const code = await tell(shell, args, {
    findings: [...connecting.value.findings, ...failures],
    to: "out",
    text: renderLoadSummary(summary),
    json: { summary: findings, loaded },
  });
  return interruption.aborted ? EXIT.interrupted : Math.max(worst, code);
}

/** What speaks of one Bundle cannot be said of several. */
function whyNotTogether({ files }: ManyInputs, { receipt, receipts, ...args }: LoadArgs): Finding | undefined {
  if (args["dry-run"]) {
    const problem = "--dry-run is for one Bundle, and there are several";
    return finding("cli/usage", { problem, hint: "name one of them" });
  }
  if (receipt !== undefined) {
    const problem = "--receipt is for one Bundle, and there are several";
    return finding("cli/usage", { problem, hint: "use --receipts FOLDER" });
  }
  const taken = new Map<string, string>();
  for (const file of receipts === undefined ? [] : files) {
    const other = taken.get(basename(file));
    if (other === undefined) taken.set(basename(file), file);
    else {
      const problem = `the receipts of ${other} and ${file} would have the same name`;
      return finding("cli/usage", {
        problem,
        hint: "load them by two commands, with a folder for the receipts of each",
      });
    }
  }
  return undefined;
}

async function* toLoad(sources: AsyncIterable<Source>, args: LoadArgs, { env }: Shell) {
  for await (const source of sources) {
    yield { name: source.name, bundle: () => read(source, args, env) };
  }
}

async function read({ name, read }: Source, args: LoadArgs, env: Shell["env"]): Promise<ReadBundle> {
  const { bundle, trace, findings } = toBundle(inputOf(await read()), args, env);
  if (!bundle || summarize(findings).errors > 0) return { findings };
  const opened = openReceipt(name, args);
  if (opened && "finding" in opened) return { findings: [...findings, opened.finding] };
  const finish = async (loaded: Loaded) => [
    ...(trace ? withCasePlaces(loaded.findings, trace) : loaded.findings),
    ...((await opened?.keep(loaded.receipt)) ?? []),
  ];
  return { bundle, findings, finish, ...(opened ? { journal: opened.journal } : {}) };
}
