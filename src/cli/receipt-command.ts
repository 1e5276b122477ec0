/** The commands that work from a receipt and ask the server that it names. */
import type { Finding } from "../finding/finding.js";
import type { Receipt, VerifyOptions } from "../load/index.js";
import { type Command, defineCommand } from "./command.js";
import { connectWith, serverOptions } from "./connection.js";
import { knowledgeOptions, readKnowledge } from "./knowledge.js";
import { EXIT, tell } from "./outcome.js";
import { readReceipt } from "./read-receipt.js";

interface Done {
  findings: Finding[];
  text: string;
  /** Beside the findings and the server. */
  json: Record<string, unknown>;
}

export function receiptCommand({
  example,
  run,
}: {
  example: Command["examples"][number];
  run(receipt: Receipt, options: VerifyOptions): Promise<Done>;
}): Command {
  return defineCommand({
    positionals: {
      receipt: {
        type: "string",
        describe: "The receipt that load wrote; - for the standard input",
        demandOption: true,
      },
    },
    options: { ...knowledgeOptions, ...serverOptions },
    examples: [example],
    async run(args, shell) {
      const known = readKnowledge(args);
      if ("finding" in known) return tell(shell, args, { findings: [known.finding], to: "err" });
      const read = await readReceipt(args.receipt);
      if ("finding" in read) return tell(shell, args, { findings: [read.finding], to: "out" });
      const server = read.receipt.server.base;
      const interruption = shell.interruption();
      const connecting = await connectWith(args, server, shell, interruption);
      if (connecting.failure) return tell(shell, args, { findings: [connecting.failure], to: "err" });
      const { options, findings } = connecting.value;
      const done = await run(read.receipt, { server, ...options, ...known });
      const code = await tell(shell, args, {
        findings: [...findings, ...done.findings],
        to: "out",
        text: done.text,
        json: { server, ...done.json },
      });
      return interruption.aborted ? EXIT.interrupted : code;
    },
  });
}
