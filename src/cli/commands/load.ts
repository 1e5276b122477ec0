import { stringifyJson } from "../../fhir/json.js";
import type { Bundle } from "../../fhir/types.js";
import { summarize } from "../../finding/finding.js";
import { load } from "../../load/index.js";
import { renderReceipt } from "../../report/receipt.js";
import { defineCommand } from "../command.js";
import { connectWith, filesOf, serverOptions } from "../connection.js";
import { readInput } from "../input.js";
import { EXIT, tell } from "../outcome.js";
import { serverUrl } from "../server.js";
import { mapOptions, mapText, withCasePlaces } from "../stages.js";
import { whyNotWritable, writeWhole } from "../write.js";

export const command = defineCommand({
  positionals: {
    file: {
      type: "string",
      describe: "A Bundle, or a case to be mapped; - for the standard input",
      demandOption: true,
    },
  },
  options: {
    server: { type: "string", describe: "The base URL of the FHIR server", demandOption: true, form: serverUrl },
    receipt: { type: "string", describe: "A file for the receipt: request, status, id and version of every entry" },
    ...serverOptions,
    ...mapOptions,
  },
  examples: [
    ["case2fhir load bundle.json --server http://localhost:8080/fhir", "load it, read it back, compare"],
    ["case2fhir load bundle.json --server http://localhost:8080/fhir --receipt receipt.json", "and keep what was done"],
    ["case2fhir map case.yaml | case2fhir post - --server http://localhost:8080/fhir", "in a pipe"],
  ],
  files: (args) => ({ reads: [args.file, ...filesOf(args)], writes: [args.receipt] }),
  async run(args, shell) {
    const input = await readInput(args.file);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "out" });
    const sources = new Map(input.kind === "case" ? [[input.file, input.text]] : []);
    const { bundle, trace, findings } =
      input.kind === "case"
        ? mapText(input.text, input.file, args, shell.env)
        : { bundle: input.resource as Bundle, trace: undefined, findings: input.findings };
    if (!bundle || summarize(findings).errors > 0) return tell(shell, args, { findings, sources, to: "out" });
    const blocked = args.receipt === undefined ? undefined : whyNotWritable(args.receipt);
    if (blocked) return tell(shell, args, { findings: [...findings, blocked], sources, to: "out" });
    const interruption = shell.interruption();
    const connecting = await connectWith(args, args.server, shell, interruption);
    if (connecting.failure)
      return tell(shell, args, { findings: [...findings, connecting.failure], sources, to: "out" });
    const loaded = await load(bundle, { server: args.server, ...connecting.value.options });
    const all = [
      ...findings,
      ...connecting.value.findings,
      ...(trace ? withCasePlaces(loaded.findings, trace) : loaded.findings),
    ];
    const failure =
      args.receipt === undefined ? undefined : await writeWhole(args.receipt, `${stringifyJson(loaded.receipt)}\n`);
    if (failure) all.push(failure);
    const code = await tell(shell, args, { findings: all, sources, to: "out", text: renderReceipt(loaded.receipt) });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});
