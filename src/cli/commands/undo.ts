import { undo } from "../../load/index.js";
import { renderUndone } from "../../report/receipt.js";
import { defineCommand } from "../command.js";
import { connectWith, serverOptions } from "../connection.js";
import { knowledgeOptions, readKnowledge } from "../knowledge.js";
import { EXIT, tell } from "../outcome.js";
import { readReceipt, receiptPositional } from "../receipts.js";

export const command = defineCommand({
  positionals: receiptPositional,
  options: { ...knowledgeOptions, ...serverOptions },
  examples: [["case2fhir undo receipt.json", "delete what was created, restore what was updated or deleted"]],
  async run(args, shell) {
    const known = readKnowledge(args);
    if ("finding" in known) return tell(shell, args, { findings: [known.finding], to: "err" });
    const read = await readReceipt(args.receipt);
    if ("finding" in read) return tell(shell, args, { findings: [read.finding], to: "out" });
    const { server } = read.receipt;
    const interruption = shell.interruption();
    const connecting = await connectWith(args, server.base, shell, interruption);
    if (connecting.failure) return tell(shell, args, { findings: [connecting.failure], to: "err" });
    const undone = await undo(read.receipt, { server: server.base, ...connecting.value.options, ...known });
    const { counts, remaining, findings } = undone;
    const text = renderUndone(server.base, undone);
    const code = await tell(shell, args, {
      findings: [...connecting.value.findings, ...findings],
      to: "out",
      text,
      json: { server: server.base, counts, remaining },
    });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});
