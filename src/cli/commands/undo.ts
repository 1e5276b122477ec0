import { undo } from "../../load/index.js";
import { renderUndone } from "../../report/receipt.js";
import { receiptCommand } from "../receipt-command.js";

export const command = receiptCommand({
  example: ["case2fhir undo receipt.json", "delete what was created, restore what was updated or deleted"],
  async run(receipt, options) {
    const undone = await undo(receipt, options);
    const { counts, remaining, findings } = undone;
    return { findings, text: renderUndone(options.server, undone), json: { counts, remaining } };
  },
});
