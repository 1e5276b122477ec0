import { stringifyJson } from "../../fhir/json.js";
import { type Finding, finding } from "../../finding/finding.js";
import { defineCommand } from "../command.js";
import { readCaseInput } from "../input.js";
import { tell } from "../outcome.js";
import { readSource } from "../source.js";
import { mapOptions, mapText } from "../stages.js";
import { writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: {
    case: { type: "string", describe: "The case, YAML or JSON; - for the standard input", demandOption: true },
  },
  options: {
    output: { type: "string", alias: "o", describe: "The file for the Bundle; without it, stdout" },
    ...mapOptions,
    source: { type: "string", describe: "The text of the source: each resource says where in it it was read" },
    quotes: { type: "boolean", describe: "With --source: its words come along (mind its licence)", default: false },
    trace: { type: "string", describe: "A file that tells which line of the case made which element" },
  },
  examples: [
    ["case2fhir map case.yaml > bundle.json", "a transaction, ready to be posted"],
    ["case2fhir map case.yaml -o bundle.json --trace trace.json", "and which line made what"],
    ["case2fhir map case.yaml --type document --recorded 2026-11-22T09:00:00Z", "a document with a Composition"],
    ["case2fhir map case.yaml --source article.txt", "each resource says where in the article it was read"],
    ["cat case.yaml | case2fhir map - | curl --json @- $FHIR", "in a pipe"],
  ],
  files: (args) => ({
    reads: [args.case, ...(args.source === undefined ? [] : [args.source])],
    writes: [args.output === "-" ? undefined : args.output, args.trace],
  }),
  async run(args, shell) {
    const wrong = misused(args);
    if (wrong) return tell(shell, args, { findings: [finding("cli/usage", wrong)], to: "err" });
    const input = await readCaseInput(args.case);
    // The report goes where the Bundle does not.
    const output = args.output === "-" ? undefined : args.output;
    const to = output === undefined ? "err" : "out";
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to });
    const source = args.source === undefined ? undefined : await readSource(args.source);
    if (source && "finding" in source) return tell(shell, args, { findings: [source.finding], to });
    const evidence = source ? { source, quotes: args.quotes } : {};
    const { bundle, trace, findings } = mapText(input.text, input.file, args, shell.env, evidence);
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

function misused({ case: file, source, quotes }: { case: string; source: string | undefined; quotes: boolean }) {
  if (quotes && source === undefined)
    return { problem: "--quotes needs the text to quote from", hint: "add --source TEXT" };
  if (file === "-" && source === "-")
    return { problem: "the case and its source cannot both be the standard input", hint: "name a file" };
  return undefined;
}
