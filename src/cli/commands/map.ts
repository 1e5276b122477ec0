import { stringifyJson } from "../../fhir/json.js";
import type { Finding } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { readCaseInput } from "../input.js";
import { tell } from "../outcome.js";
import { mapOptions, mapText } from "../stages.js";
import { writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: {
    case: { type: "string", describe: "The case, YAML or JSON; - for the standard input", demandOption: true },
  },
  options: {
    output: { type: "string", alias: "o", describe: "The file for the Bundle; without it, stdout" },
    ...mapOptions,
    trace: { type: "string", describe: "A file that tells which line of the case made which element" },
  },
  examples: [
    ["case2fhir map case.yaml > bundle.json", "a transaction, ready to be posted"],
    ["case2fhir map case.yaml -o bundle.json --trace trace.json", "and which line made what"],
    ["case2fhir map case.yaml --type document --recorded 2026-11-22T09:00:00Z", "a document with a Composition"],
    ["cat case.yaml | case2fhir map - | curl --json @- $FHIR", "in a pipe"],
  ],
  files: (args) => ({ reads: [args.case], writes: [args.output === "-" ? undefined : args.output, args.trace] }),
  async run(args, shell) {
    const input = await readCaseInput(args.case);
    // The report goes where the Bundle does not.
    const output = args.output === "-" ? undefined : args.output;
    const to = output === undefined ? "err" : "out";
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to });
    const { bundle, trace, findings } = mapText(input.text, input.file, args, shell.env);
    const written: (Finding | undefined)[] = [];
    if (bundle) {
      const text = `${stringifyJson(bundle)}\n`;
      if (output === undefined) await shell.out(text);
      else written.push(await writeWhole(output, text));
      if (args.trace !== undefined) written.push(await writeWhole(args.trace, `${stringifyJson(trace)}\n`));
    }
    const all = [...findings, ...written.filter((found) => found !== undefined)];
    return tell(shell, args, { findings: all, sources: new Map([[input.file, input.text]]), to });
  },
});
