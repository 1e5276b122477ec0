import { formatCase } from "../../case/index.js";
import { finding } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { readCaseInput } from "../input.js";
import { EXIT, tell } from "../outcome.js";
import { writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: {
    case: {
      type: "string",
      describe: "The case, YAML; - reads the standard input and writes stdout",
      demandOption: true,
    },
  },
  options: {
    check: { type: "boolean", describe: "Write nothing; the exit code is 1 when it would change", default: false },
  },
  examples: [
    ["case2fhir fmt case.yaml", "keys in the order of the schema; comments stay"],
    ["case2fhir fmt case.yaml --check", "for a pipeline"],
  ],
  async run(args, shell) {
    const input = await readCaseInput(args.case);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "err" });
    const { file, text } = input;
    const formatted = formatCase(text, file);
    const findings = formatted.findings;
    if (formatted.text !== undefined && args.check) {
      if (formatted.text !== text) findings.push(finding("case/not-formatted", { file }));
    } else if (formatted.text !== undefined && args.case === "-") {
      await shell.out(formatted.text);
      return EXIT.fine;
    } else if (formatted.text !== undefined && formatted.text !== text) {
      const failure = await writeWhole(args.case, formatted.text);
      if (failure) findings.push(failure);
    }
    return tell(shell, args, { findings, sources: new Map([[file, text]]), to: "err" });
  },
});
