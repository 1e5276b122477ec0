/** Where a report goes: a stream of the process, a file, or both. */
import type { Finding } from "../../finding/finding.js";
import { styleFor } from "../../report/style.js";
import type { Tally } from "../../report/tally.js";
import type { Shell } from "../shell.js";
import { beginWhole } from "../write.js";
import type { ValidateArgs } from "./args.js";
import type { Judged } from "./judge.js";
import { type Writer, writers } from "./writers.js";

export interface Output {
  add(judged: Judged): Promise<void>;
  /** @returns why the file could not be written */
  end(tally: Tally): Promise<Finding | undefined>;
}

/**
 * Without a file the report goes to stdout. A file gets it in the format that was asked for, an OperationOutcome where
 * none was, and stdout gets it for people.
 */
export function openOutput({ format, output }: ValidateArgs, named: ReadonlySet<string>, shell: Shell): Output {
  const make = (which: ValidateArgs["format"]): Writer => writers[which](styleFor(shell.hasColour("out")), named);
  const shown = make(output === undefined ? format : "text");
  const kept = output === undefined ? undefined : make(format === "text" ? "outcome" : format);
  const file = output === undefined ? undefined : beginWhole(output);
  return {
    async add(judged) {
      await shell.out(shown.add(judged));
      file?.write(kept?.add(judged) ?? "");
    },
    async end(tally) {
      await shell.out(shown.end(tally));
      file?.write(kept?.end(tally) ?? "");
      return file?.end();
    },
  };
}
