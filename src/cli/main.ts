/** The program's start: the command line in, the exit code out, and no stack trace in between. */
import { finding } from "../finding/finding.js";
import { bugOf } from "./bug.js";
import { EXIT, tell } from "./outcome.js";
import { runProgram } from "./program.js";
import { OutputError, processShell } from "./shell.js";
import { reasonOf } from "./system.js";
import { version } from "./version.js";

const shell = processShell();
process.on("uncaughtException", (error) => void end(error));
// A time limit holds no process alive: without this, one that waits for an answer nobody sends would end without a word.
const awake = setInterval(() => undefined, 2 ** 30);
let isEnding = false;
try {
  process.exitCode = await runProgram(process.argv.slice(2), version, shell);
} catch (error) {
  await end(error);
}
clearInterval(awake);

/** Whatever was thrown is told as a finding: a full disk behind the standard output, or a bug of ours. */
async function end(error: unknown): Promise<never> {
  // The second time it is the telling itself that failed: nobody is there to be told.
  if (isEnding) process.exit(EXIT.usage);
  isEnding = true;
  const args = { format: "text", "fail-on": "error" } as const;
  if (error instanceof OutputError) {
    const findings = [finding("cli/cannot-write", { file: "stdout", reason: reasonOf(error) })];
    process.exit(await tell(shell, args, { findings, to: "err" }));
  }
  process.exit(await tell(shell, args, { findings: [bugOf(error, shell.env)], to: "err" }));
}
