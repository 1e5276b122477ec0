import { join } from "node:path";
import { stringifyJson } from "../../fhir/json.js";
import type { Bundle } from "../../fhir/types.js";
import { type Finding, summarize } from "../../finding/finding.js";
import { type Loaded, load } from "../../load/index.js";
import { countKinds, type Journey, renderJourney } from "../../report/journey.js";
import { createFhirServer } from "../../serve/index.js";
import { createValidator, type Validator } from "../../validate/index.js";
import { defineCommand } from "../command.js";
import { type Connecting, connectWith, filesOf, serverOptions } from "../connection.js";
import { readCaseInput } from "../input.js";
import { mapOptions } from "../map-options.js";
import { EXIT, tell } from "../outcome.js";
import { serverUrl } from "../server.js";
import { mapText, withCasePlaces } from "../stages.js";
import { version } from "../version.js";
import { whyNotWritable, writeWhole } from "../write.js";

const FILES = { bundle: "bundle.json", trace: "trace.json", receipt: "receipt.json" } as const;

export const command = defineCommand({
  positionals: {
    case: { type: "string", describe: "The case, YAML or JSON; - for the standard input", demandOption: true },
  },
  options: {
    output: {
      type: "string",
      alias: "o",
      describe: "The folder for bundle.json, trace.json and receipt.json",
      default: "out",
      form: { accepts: (value: string) => value !== "-", words: "a folder" },
    },
    server: {
      type: "string",
      describe: "The base URL of a FHIR server; without it, an embedded one",
      form: serverUrl,
    },
    ...serverOptions,
    ...mapOptions,
  },
  examples: [
    ["case2fhir run case.yaml", "nothing leaves this machine: the server is embedded"],
    ["case2fhir run case.yaml --server http://localhost:8080/fhir -o result", "into a server of yours"],
  ],
  files: (args) => ({
    reads: [args.case, ...filesOf(args)],
    writes: Object.values(FILES).map((name) => join(args.output, name)),
  }),
  async run(args, shell) {
    const input = await readCaseInput(args.case);
    if (input.kind === "none") return tell(shell, args, { findings: [input.finding], to: "out" });
    const sources = new Map([[input.file, input.text]]);
    const mapped = mapText(input.text, input.file, args, shell.env);
    const { bundle, trace } = mapped;
    if (!bundle || !trace) return tell(shell, args, { findings: mapped.findings, sources, to: "out" });

    const validator = createValidator();
    const findings = [...mapped.findings, ...withCasePlaces(validator.validate(bundle), trace)];
    const files: Record<string, unknown> = { [FILES.bundle]: bundle, [FILES.trace]: trace };
    // Nothing is written to a server before it is known that what it answers can be kept.
    const blocked = whyNotWritable(join(args.output, FILES.receipt), { makeFolder: true });
    if (blocked) return tell(shell, args, { findings: [...findings, blocked], sources, to: "out" });
    const isLoadable = summarize(findings).errors === 0;
    const interruption = shell.interruption();
    const connecting = await connectWith(args, args.server, shell, interruption);
    if (connecting.failure)
      return tell(shell, args, { findings: [...findings, connecting.failure], sources, to: "out" });
    findings.push(...connecting.value.findings);
    const { options } = connecting.value;
    const loaded = isLoadable ? await loadInto(args.server, bundle, options, validator) : undefined;
    if (loaded) {
      findings.push(...withCasePlaces(loaded.findings, trace));
      files[FILES.receipt] = loaded.receipt;
    }
    const written = await writeAll(args.output, files);
    findings.push(...written.findings);
    const journey: Journey = {
      case: trace.case,
      file: input.file,
      mapped: countKinds(trace),
      summary: summarize(findings),
      ...(loaded ? { receipt: loaded.receipt } : {}),
      embedded: args.server === undefined,
      files: written.files,
    };
    const code = await tell(shell, args, {
      findings,
      sources,
      to: "out",
      text: renderJourney(journey),
      json: { journey: asData(journey) },
    });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});

/** Loads into the server that was named, or into one that lives as long as this takes. */
async function loadInto(
  server: string | undefined,
  bundle: Bundle,
  options: Connecting["options"],
  validator: Validator,
): Promise<Loaded> {
  if (server !== undefined) return load(bundle, { ...options, server });
  const embedded = createFhirServer({
    validate: (resource) => validator.validate(resource),
    software: { name: "case2fhir", version },
  });
  const { base, close } = await embedded.listen({ port: 0 });
  try {
    return await load(bundle, { ...options, server: base });
  } finally {
    await close();
  }
}

async function writeAll(
  folder: string,
  contents: Record<string, unknown>,
): Promise<{ files: string[]; findings: Finding[] }> {
  const files: string[] = [];
  const findings: Finding[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    const failure = await writeWhole(path, `${stringifyJson(content)}\n`, { makeFolder: true });
    if (failure) findings.push(failure);
    else files.push(path);
  }
  return { files, findings };
}

/** The receipt has its file: as data its counts are enough. */
const asData = ({ summary: _, receipt, ...journey }: Journey) => ({
  ...journey,
  ...(receipt ? { server: receipt.server, loaded: receipt.counts } : {}),
});
