import { verify } from "../../load/index.js";
import { renderVerified } from "../../report/receipt.js";
import { defineCommand } from "../command.js";
import { connectWith, serverOptions } from "../connection.js";
import { knowledgeOptions, readKnowledge } from "../knowledge.js";
import { EXIT, tell } from "../outcome.js";
import { readReceipt, receiptPositional } from "../receipts.js";

export const command = defineCommand({
  positionals: receiptPositional,
  options: { ...knowledgeOptions, ...serverOptions },
  examples: [["case2fhir verify receipt.json", "is everything still there as it was loaded?"]],
  async run(args, shell) {
    const known = readKnowledge(args);
    if ("finding" in known) return tell(shell, args, { findings: [known.finding], to: "err" });
    const read = await readReceipt(args.receipt);
    if ("finding" in read) return tell(shell, args, { findings: [read.finding], to: "out" });
    const { server } = read.receipt;
    const interruption = shell.interruption();
    const connecting = await connectWith(args, server.base, shell, interruption);
    if (connecting.failure) return tell(shell, args, { findings: [connecting.failure], to: "err" });
    const { counts, findings } = await verify(read.receipt, {
      server: server.base,
      ...connecting.value.options,
      ...known,
    });
    const text = renderVerified(server.base, counts);
    const code = await tell(shell, args, {
      findings: [...connecting.value.findings, ...findings],
      to: "out",
      text,
      json: { server: server.base, counts },
    });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});
