import type { Finding } from "../../finding/finding.js";
import { summarize } from "../../finding/finding.js";
import { renderSummary } from "../../report/text.js";
import { createValidator, type Validator } from "../../validate/index.js";
import { defineCommand } from "../command.js";
import { type Input, readInput } from "../input.js";
import { tell } from "../outcome.js";
import type { Shell } from "../shell.js";
import { type MapArgs, mapOptions, mapText, withCasePlaces } from "../stages.js";

export const command = defineCommand({
  positionals: {
    file: {
      type: "string",
      array: true,
      describe: "Cases and FHIR JSON; - for the standard input",
      demandOption: true,
    },
  },
  options: { ...mapOptions },
  examples: [
    ["case2fhir validate case.yaml", "the case, and the Bundle it makes, with the case's lines"],
    ["case2fhir validate bundle.json patient.json", "any FHIR R4 JSON"],
    ["case2fhir validate *.json --format json --fail-on warning", "for a pipeline"],
    ["curl $FHIR/Patient/1 | case2fhir validate -", "what a server gives"],
  ],
  async run(args, shell) {
    const validator = createValidator();
    const findings: Finding[] = [];
    const sources = new Map<string, string>();
    const verdicts: string[] = [];
    // The standard input can be read once.
    for (const path of new Set(args.file)) {
      const input = await readInput(path);
      const found = judge(input, validator, args, shell.env);
      findings.push(...found);
      if (input.kind !== "none") verdicts.push(`${input.file}: ${renderSummary(summarize(found))}\n`);
      if (input.kind === "case") sources.set(input.file, input.text);
    }
    return tell(shell, args, { findings, sources, to: "out", text: verdicts.join("") });
  },
});

function judge(input: Input, validator: Validator, args: MapArgs, env: Shell["env"]): Finding[] {
  if (input.kind === "none") return [input.finding];
  if (input.kind === "fhir") return [...input.findings, ...validator.validate(input.resource, { file: input.file })];
  const { bundle, trace, findings } = mapText(input.text, input.file, args, env);
  return bundle && trace ? [...findings, ...withCasePlaces(validator.validate(bundle), trace)] : findings;
}
