import { finding } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { filesOf } from "../connection.js";
import { findInputs } from "../inputs.js";
import { readKnowledge } from "../knowledge.js";
import { loadArgs, misused } from "../load-args.js";
import { loadAll } from "../load-many.js";
import { loadOne } from "../load-one.js";
import { tell } from "../outcome.js";

export const command = defineCommand({
  positionals: {
    file: {
      type: "string",
      array: true,
      describe:
        "Bundles, and cases to be mapped: files, folders, quoted patterns, NDJSON of Bundles; - for the standard input",
      demandOption: true,
    },
  },
  options: loadArgs,
  examples: [
    ["case2fhir load bundle.json --server http://localhost:8080/fhir", "load it, read it back, compare"],
    ["case2fhir load case.yaml --server http://localhost:8080/fhir --receipt receipt.json", "and keep what was done"],
    ["case2fhir load case.yaml --server http://localhost:8080/fhir --prune", "and delete what an edit took out"],
    ["case2fhir load case.yaml --server http://localhost:8080/fhir --dry-run -o plan", "only what would be sent"],
    ["case2fhir map case.yaml | case2fhir post - --server http://localhost:8080/fhir", "in a pipe"],
    ["case2fhir load cases --server http://localhost:8080/fhir --receipts receipts", "all that is in a folder"],
  ],
  files: (args) => ({ reads: [...args.file, ...filesOf(args)], writes: [args.receipt] }),
  async run(args, shell) {
    const wrong = misused(args);
    if (wrong) return tell(shell, args, { findings: [finding("cli/usage", wrong)], to: "err" });
    const known = readKnowledge(args);
    if ("finding" in known) return tell(shell, args, { findings: [known.finding], to: "err" });
    const inputs = await findInputs(args.file);
    if (inputs.failure) return tell(shell, args, { findings: [inputs.failure], to: "err" });
    return inputs.many ? loadAll(inputs.many, args, known, shell) : loadOne(inputs.one, args, known, shell);
  },
});
