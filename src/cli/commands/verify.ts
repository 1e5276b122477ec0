import { verify } from "../../load/index.js";
import { renderVerified } from "../../report/receipt.js";
import { receiptCommand } from "../receipt-command.js";

export const command = receiptCommand({
  example: ["case2fhir verify receipt.json", "is everything still there as it was loaded?"],
  async run(receipt, options) {
    const { counts, findings } = await verify(receipt, options);
    return { findings, text: renderVerified(options.server, counts), json: { counts } };
  },
});
