/** The validation of whatever the command line names, from the first file to the table at the end. */
import { statSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { type Finding, summarize } from "../../finding/finding.js";
import { renderTally, Tally } from "../../report/tally.js";
import { findInputs } from "../inputs.js";
import { EXIT, exitCode } from "../outcome.js";
import { startProgress } from "../progress.js";
import { nameOf } from "../read.js";
import type { Shell } from "../shell.js";
import { whyNotWritable } from "../write.js";
import type { ValidateArgs } from "./args.js";
import type { Judged, Work } from "./judge.js";
import { type Judges, makeJudges } from "./judges.js";
import { readKnown } from "./known.js";
import { openOutput } from "./output.js";
import { type Step, workOf } from "./work.js";

/** In %, what the heap may grow by before what is no longer needed is looked for; V8 takes up to four times as much. */
const HEAP_GROWTH = 100;

/** Findings that are about no input. */
const general = (findings: Finding[]): Judged => ({ file: "", findings });

/** @returns the exit code: the worst of all */
export async function runValidate(paths: readonly string[], args: ValidateArgs, shell: Shell): Promise<number> {
  const unwritable = args.output === undefined ? undefined : whyNotWritable(args.output);
  if (unwritable) {
    await complain(unwritable, shell);
    return EXIT.usage;
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const inputs = await findInputs(paths);
  const files = inputs.many?.files ?? (inputs.one === undefined ? [] : [inputs.one]);
  const known = await readKnown(args.ignore);
  const failure = inputs.failure ?? ("finding" in known ? known.finding : undefined);
  const output = openOutput(args, new Set(paths.map(nameOf)), shell);
  const tally = new Tally();
  let worst: number = EXIT.fine;

  async function tell(judged: Judged): Promise<void> {
    const findings = judged.findings.filter((found) => "finding" in known || !known.isKnown(found));
    tally.ignored += judged.findings.length - findings.length;
    tally.add(judged.type, findings);
    worst = Math.max(worst, exitCode(findings, args["fail-on"]));
    if (judged.file !== "" || findings.length > 0) await output.add({ ...judged, findings });
  }

  async function end(): Promise<number> {
    const problem = await output.end(tally);
    if (problem) {
      await complain(problem, shell);
      worst = Math.max(worst, EXIT.usage);
    }
    return worst;
  }

  if (failure) {
    await tell(general([failure]));
    return end();
  }
  const { format, output: _, ignore, jobs, ...judgeArgs } = args;
  const judges = makeJudges(jobs, judgeArgs, shell.env);
  const interruption = shell.interruption();
  // Who ends the program waits for no more input.
  if (files.includes("-")) interruption.addEventListener("abort", () => process.stdin.destroy());
  const progress = startProgress(shell, () => performance.now(), sizeOf(files));
  try {
    const about = await judges.start();
    await tell(general(about));
    if (exitCode(about, args["fail-on"]) === EXIT.usage) return await end();
    const told = new Set(about.map(({ message }) => message));
    for await (const { judged, findings, size } of judgedInOrder(workOf(files), judges, interruption)) {
      for (const one of judged) await tell(one);
      progress.add(judged.filter((one) => summarize(one.findings).errors > 0).length, judged.length, size);
      // Every worker opens the packages for itself, and has the same to say of them.
      const news = findings.filter(({ message }) => !told.has(message));
      for (const { message } of news) told.add(message);
      await tell(general(news));
    }
    if (!interruption.aborted && !("finding" in known)) await tell(general(known.unused()));
    await progress.end();
    await end();
    if (tally.judged > 1 && (format === "ndjson" || format === "outcome") && args.output === undefined)
      await shell.err(renderTally(tally));
    return interruption.aborted ? EXIT.interrupted : worst;
  } finally {
    await judges.end();
  }
}

/** Of the file for the report: it cannot stand in the report. */
const complain = ({ code, message }: Finding, shell: Shell) => shell.err(`error  ${code}   ${message}\n`);

/** How many files or blocks of lines a worker gets at a time. */
const BATCH = 8;

interface Part {
  judged: Judged[];
  findings: Finding[];
  /** Bytes of what was read; of files none, they are looked at before. */
  size: number;
}

/** The answers in the order of the inputs, with as much under way as there are judges for. */
async function* judgedInOrder(
  steps: AsyncIterable<Step>,
  judges: Judges,
  interruption: AbortSignal,
): AsyncGenerator<Part> {
  const open: Promise<Part>[] = [];
  for await (const batch of batches(steps, judges.width > 1 ? BATCH : 1)) {
    if (interruption.aborted) break;
    open.push(answerTo(batch, judges));
    if (open.length >= judges.width) yield (await open.shift()) as Part;
  }
  while (open.length > 0 && !interruption.aborted) yield (await open.shift()) as Part;
  // What is under way is not waited for, and what becomes of it concerns nobody.
  await Promise.allSettled(interruption.aborted ? [] : open);
}

async function answerTo(batch: readonly Step[], judges: Judges): Promise<Part> {
  const failures = batch.flatMap((step) =>
    step.kind === "failure" ? [{ file: step.file, findings: [step.finding] }] : [],
  );
  const work = batch.filter((step): step is Work => step.kind !== "failure");
  // Bytes that were handed over have no length any more.
  const size = work.reduce((sum, one) => sum + sizeOfWork(one), 0);
  const { judged, findings } = work.length > 0 ? await judges.judge(work) : { judged: [], findings: [] };
  return { judged: [...judged, ...failures], findings, size };
}

const sizeOfWork = (work: Work): number => (work.kind === "file" ? sizeOfFile(work.path) : work.bytes.length);

async function* batches(steps: AsyncIterable<Step>, size: number): AsyncGenerator<Step[]> {
  let batch: Step[] = [];
  for await (const step of steps) {
    batch.push(step);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** In bytes, to tell how much is left; undefined where a stream does not say. */
function sizeOf(files: readonly string[]): number | undefined {
  return files.includes("-") ? undefined : files.reduce((sum, file) => sum + sizeOfFile(file), 0);
}

const sizeOfFile = (path: string): number => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
};
