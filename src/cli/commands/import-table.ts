import { importLabs, writeYaml } from "../../case/index.js";
import { finding } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { tell } from "../outcome.js";
import { readText } from "../read.js";

export const command = defineCommand({
  positionals: {
    file: {
      type: "string",
      describe: "A table of laboratory values: tabs, CSV, bars or aligned columns; - for the standard input",
      demandOption: true,
    },
  },
  options: {},
  examples: [
    ["case2fhir import-table labs.tsv", "the labs of a step, in YAML"],
    ["case2fhir import-table - < pasted.txt >> case.yaml", "what cannot be read is told, and kept as words"],
  ],
  async run(args, shell) {
    const read = await readText(args.file);
    if ("finding" in read) return tell(shell, args, { findings: [read.finding], to: "err" });
    const { file, text, oddByte } = read;
    if (oddByte >= 0)
      return tell(shell, args, { findings: [finding("cli/not-utf8", { file, byte: oddByte })], to: "err" });
    const { labs, findings } = importLabs(text, file);
    if (labs) await shell.out(writeYaml({ labs }));
    return tell(shell, args, { findings, sources: new Map([[file, text]]), to: "err" });
  },
});
