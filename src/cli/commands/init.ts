import { randomUUID } from "node:crypto";
import { defineCommand } from "../command.js";
import { EXIT, tell } from "../outcome.js";
import { TEMPLATES } from "../templates.js";
import { writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: { file: { type: "string", describe: "The file to write; - for stdout", default: "case.yaml" } },
  options: {
    template: {
      type: "string",
      describe: "What to start from: a small case with comments, or the bones of one",
      choices: ["commented", "minimal", "oncology", "obstetrics", "paediatrics"],
      default: "commented",
    },
  },
  examples: [
    ["case2fhir init", "writes case.yaml, unless it is there already"],
    ["case2fhir init --template oncology", "the bones of such a case, to be filled"],
    ["case2fhir init patient-7.yaml && case2fhir run patient-7.yaml", "and takes it through the whole journey"],
  ],
  async run(args, shell) {
    const text = TEMPLATES[args.template](`urn:uuid:${randomUUID()}`);
    if (args.file === "-") {
      await shell.out(text);
      return EXIT.fine;
    }
    const failure = await writeWhole(args.file, text, { keep: true });
    const findings = failure ? [failure] : [];
    const next = failure ? "" : `${args.file} is written; next: case2fhir run ${args.file}\n`;
    return tell(shell, args, { findings, to: "err", text: next });
  },
});
