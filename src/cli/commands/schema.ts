import { caseSchema } from "../../case/index.js";
import { defineCommand } from "../command.js";
import { EXIT, tell } from "../outcome.js";
import { writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: {},
  options: { output: { type: "string", alias: "o", describe: "The file for the schema; without it, stdout" } },
  examples: [
    ["case2fhir schema -o case.schema.json", "for an editor: # yaml-language-server: $schema=case.schema.json"],
  ],
  async run(args, shell) {
    const text = `${JSON.stringify(caseSchema, null, 2)}\n`;
    if (args.output === undefined || args.output === "-") {
      await shell.out(text);
      return EXIT.fine;
    }
    const failure = await writeWhole(args.output, text);
    return tell(shell, args, { findings: failure ? [failure] : [], to: "err" });
  },
});
