import { stringifyJson } from "../../fhir/json.js";
import type { Bundle } from "../../fhir/types.js";
import { load } from "../../load/index.js";
import { renderReceipt } from "../../report/receipt.js";
import { defineCommand } from "../command.js";
import { readInput } from "../input.js";
import { tell } from "../outcome.js";
import { serverUrl } from "../server.js";
import { loadOptions, mapOptions, mapText, withCasePlaces } from "../stages.js";
import { writeWhole } from "../write.js";

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
    ...loadOptions,
    ...mapOptions,
  },
  examples: [
    ["case2fhir load bundle.json --server http://localhost:8080/fhir", "load it, read it back, compare"],
    ["case2fhir load bundle.json --server http://localhost:8080/fhir --receipt receipt.json", "and keep what was done"],
    ["case2fhir map case.yaml | case2fhir post - --server http://localhost:8080/fhir", "in a pipe"],
  ],
  files: (args) => ({ reads: [args.file], writes: [args.receipt] }),
  async run(args, shell) {
    const input = await readInput(args.file);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "out" });
    const sources = new Map(input.kind === "case" ? [[input.file, input.text]] : []);
    const { bundle, trace, findings } =
      input.kind === "case"
        ? mapText(input.text, input.file, args, shell.env)
        : { bundle: input.resource as Bundle, trace: undefined, findings: [] };
    if (!bundle) return tell(shell, args, { findings, sources, to: "out" });
    const loaded = await load(bundle, {
      server: args.server,
      fetch,
      clock: () => new Date(),
      timeoutMs: args.timeout * 1000,
    });
    const all = [...findings, ...(trace ? withCasePlaces(loaded.findings, trace) : loaded.findings)];
    const failure =
      args.receipt === undefined ? undefined : await writeWhole(args.receipt, `${stringifyJson(loaded.receipt)}\n`);
    if (failure) all.push(failure);
    return tell(shell, args, { findings: all, sources, to: "out", text: renderReceipt(loaded.receipt) });
  },
});
