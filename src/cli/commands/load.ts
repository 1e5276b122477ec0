import { stringifyJson } from "../../fhir/json.js";
import type { Bundle } from "../../fhir/types.js";
import { finding, summarize } from "../../finding/finding.js";
import { load, STRATEGIES, whyNoPatient } from "../../load/index.js";
import { renderReceipt } from "../../report/receipt.js";
import { defineCommand } from "../command.js";
import { connectWith, filesOf, serverOptions } from "../connection.js";
import { readInput } from "../input.js";
import { openJournal } from "../journal.js";
import { knowledgeOptions, readKnowledge } from "../knowledge.js";
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
    receipt: {
      type: "string",
      describe: "A file for the receipt, which verify and undo work from; a load that was cut off goes on with it",
    },
    strategy: {
      type: "string",
      describe: `How to load, chosen by what the server can do unless told: ${STRATEGIES.map(({ id, describe }) => `${id} ${describe}`).join(", ")}`,
      choices: STRATEGIES.map(({ id }) => id),
    },
    ...knowledgeOptions,
    patient: {
      type: "string",
      describe: "Attach the case to a patient who is there already: Patient/ID or SYSTEM|VALUE",
      form: { accepts: (value: string) => whyNoPatient(value) === undefined, words: "Patient/ID or SYSTEM|VALUE" },
    },
    "as-document": { type: "boolean", describe: "Store a document whole, at /Bundle", default: false },
    check: { type: "boolean", describe: "Ask the server's $validate about everything first", default: false },
    prune: { type: "boolean", describe: "Delete what the case no longer has", default: false },
    overwrite: { type: "boolean", describe: "Overwrite even what is not recognisably ours", default: false },
    "strip-profiles": { type: "boolean", describe: "Leave out meta.profile", default: false },
    "test-label": { type: "boolean", describe: "Mark every resource as test data (HTEST)", default: false },
    ...serverOptions,
    ...mapOptions,
  },
  examples: [
    ["case2fhir load bundle.json --server http://localhost:8080/fhir", "load it, read it back, compare"],
    ["case2fhir load case.yaml --server http://localhost:8080/fhir --receipt receipt.json", "and keep what was done"],
    ["case2fhir load case.yaml --server http://localhost:8080/fhir --prune", "and delete what an edit took out"],
    ["case2fhir map case.yaml | case2fhir post - --server http://localhost:8080/fhir", "in a pipe"],
  ],
  files: (args) => ({ reads: [args.file, ...filesOf(args)], writes: [args.receipt] }),
  async run(args, shell) {
    const known = readKnowledge(args);
    if ("finding" in known) return tell(shell, args, { findings: [known.finding], to: "err" });
    const input = await readInput(args.file);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "out" });
    const sources = new Map(input.kind === "case" ? [[input.file, input.text]] : []);
    const asDocument = args["as-document"];
    const { bundle, trace, findings } =
      input.kind === "case"
        ? mapText(input.text, input.file, asDocument ? { ...args, type: "document" } : args, shell.env)
        : { bundle: input.resource as Bundle, trace: undefined, findings: input.findings };
    if (!bundle || summarize(findings).errors > 0) return tell(shell, args, { findings, sources, to: "out" });
    const blocked = args.receipt === undefined ? undefined : whyNotWritable(args.receipt);
    if (blocked) return tell(shell, args, { findings: [...findings, blocked], sources, to: "out" });
    const opened = args.receipt === undefined ? undefined : openJournal(args.receipt);
    if (opened && "finding" in opened) return tell(shell, args, { findings: [opened.finding], sources, to: "out" });
    const interruption = shell.interruption();
    const connecting = await connectWith(args, args.server, shell, interruption);
    if (connecting.failure)
      return tell(shell, args, { findings: [...findings, connecting.failure], sources, to: "out" });
    const { strategy, patient, check, prune, overwrite } = args;
    const loaded = await load(bundle, {
      server: args.server,
      ...connecting.value.options,
      ...known,
      ...{ asDocument, check, prune, overwrite },
      ...{ stripProfiles: args["strip-profiles"], testLabel: args["test-label"] },
      ...(strategy ? { strategy } : {}),
      ...(patient ? { patient } : {}),
      ...(opened ? { journal: opened.journal } : {}),
    });
    const all = [
      ...findings,
      ...connecting.value.findings,
      ...(trace ? withCasePlaces(loaded.findings, trace) : loaded.findings),
    ];
    const { receipt } = loaded;
    const failure =
      args.receipt === undefined ? undefined : await writeWhole(args.receipt, `${stringifyJson(receipt)}\n`);
    if (failure) all.push(failure);
    else if (receipt.complete) opened?.end();
    else if (opened) all.push(finding("load/unfinished", { file: args.receipt }));
    const code = await tell(shell, args, { findings: all, sources, to: "out", text: renderReceipt(receipt) });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});
