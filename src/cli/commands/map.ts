import { stringifyJson } from "../../fhir/json.js";
import { type Finding, finding } from "../../finding/finding.js";
import { servers } from "../../load/index.js";
import { defineCommand } from "../command.js";
import { readCaseInput } from "../input.js";
import { readKnowledge } from "../knowledge.js";
import { mapOptions } from "../map-options.js";
import { tell } from "../outcome.js";
import { shapeFor } from "../plan-files.js";
import { readSource } from "../source.js";
import { mapText, withCasePlaces } from "../stages.js";
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
    for: {
      type: "string",
      describe:
        "A server of the table (case2fhir server --list): in the shape that it loads best; -o is a folder where it takes several files",
      choices: servers.map(({ id }) => id),
    },
    set: {
      type: "string",
      array: true,
      describe: "With --for: what you know better, like maxEntries=150; may be given again",
    },
    trace: { type: "string", describe: "A file that tells which line of the case made which element" },
  },
  examples: [
    ["case2fhir map case.yaml > bundle.json", "a transaction, ready to be posted"],
    ["case2fhir map case.yaml -o bundle.json --trace trace.json", "and which line made what"],
    ["case2fhir map case.yaml --type document --recorded 2026-11-22T09:00:00Z", "a document with a Composition"],
    ["case2fhir map case.yaml --source article.txt", "each resource says where in the article it was read"],
    ["case2fhir map case.yaml --for medplum -o plan", "as Medplum takes it"],
    ["cat case.yaml | case2fhir map - | curl --json @- $FHIR", "in a pipe"],
  ],
  files: (args) => ({
    reads: [args.case, ...(args.source === undefined ? [] : [args.source])],
    writes: [args.output === "-" ? undefined : args.output, args.trace],
  }),
  async run(args, shell) {
    const wrong = misused(args);
    if (wrong) return tell(shell, args, { findings: [finding("cli/usage", wrong)], to: "err" });
    const knowledge = readKnowledge({ as: args.for, set: args.set });
    if ("finding" in knowledge) return tell(shell, args, { findings: [knowledge.finding], to: "err" });
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
    if (bundle && trace && args.for !== undefined) {
      const shaped = await shapeFor(bundle, knowledge, { reads: [args.case], output });
      if (shaped.text !== undefined) await shell.out(shaped.text);
      written.push(...withCasePlaces(shaped.findings, trace));
    } else if (bundle) {
      const text = `${stringifyJson(bundle)}\n`;
      if (output === undefined) await shell.out(text);
      else written.push(await writeWhole(output, text));
      if (args.trace !== undefined) written.push(await writeWhole(args.trace, `${stringifyJson(trace)}\n`));
    }
    const all = [...findings, ...written.filter((found) => found !== undefined)];
    return tell(shell, args, { findings: all, sources: new Map([[input.file, input.text]]), to });
  },
});

interface Given {
  case: string;
  source: string | undefined;
  quotes: boolean;
  for: string | undefined;
  set: readonly string[] | undefined;
  type: string;
  request: string;
  trace: string | undefined;
}

function misused(args: Given) {
  const { case: file, source, quotes } = args;
  if (quotes && source === undefined)
    return { problem: "--quotes needs the text to quote from", hint: "add --source TEXT" };
  if (file === "-" && source === "-")
    return { problem: "the case and its source cannot both be the standard input", hint: "name a file" };
  if (args.for === undefined)
    return args.set && { problem: "--set is about the server of --for", hint: "add --for SERVER, or leave out --set" };
  if (args.type !== "transaction" || args.request !== "put")
    return { problem: "--for chooses the kind of Bundle and its requests", hint: "leave out --type and --request" };
  if (args.trace !== undefined)
    return { problem: "--trace tells of the entries as they are without --for", hint: "write the trace without --for" };
  return undefined;
}
