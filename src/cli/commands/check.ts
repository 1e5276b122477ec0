import { checkEvidence, readCase } from "../../case/index.js";
import { finding, summarize } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { readCaseInput } from "../input.js";
import { tell } from "../outcome.js";
import { readSource } from "../source.js";

export const command = defineCommand({
  positionals: {
    case: { type: "string", describe: "The case, YAML or JSON; - for the standard input", demandOption: true },
  },
  options: {
    source: {
      type: "string",
      describe: "The text that the case was taken from, plain UTF-8; - for the standard input",
      demandOption: true,
    },
  },
  examples: [
    ["case2fhir check case.yaml --source article.txt", "what the case cites, and what it leaves out"],
    ["case2fhir check case.yaml --source article.txt --fail-on warning", "a number that is not in the text fails"],
  ],
  async run(args, shell) {
    if (args.case === "-" && args.source === "-") {
      const problem = "the case and its source cannot both be the standard input";
      return tell(shell, args, { findings: [finding("cli/usage", { problem, hint: "name a file" })], to: "err" });
    }
    const input = await readCaseInput(args.case);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "out" });
    const source = await readSource(args.source);
    if ("finding" in source) return tell(shell, args, { findings: [source.finding], to: "out" });
    const { case: read, findings } = readCase(input.text, { file: input.file });
    const isRight = read !== undefined && summarize(findings).errors === 0;
    return tell(shell, args, {
      findings: isRight ? checkEvidence(read, source) : findings,
      sources: new Map([
        [input.file, input.text],
        [source.file, source.text],
      ]),
      to: "out",
    });
  },
});
