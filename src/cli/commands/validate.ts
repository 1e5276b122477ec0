import { defineCommand } from "../command.js";
import { validateOptions } from "../validate/args.js";
import { runValidate } from "../validate/run.js";

export const command = defineCommand({
  positionals: {
    file: {
      type: "string",
      array: true,
      describe: "Cases and FHIR JSON: files, folders, quoted patterns, NDJSON; - for the standard input",
      demandOption: true,
    },
  },
  options: validateOptions,
  examples: [
    ["case2fhir validate case.yaml", "the case, and the Bundle it makes, with the case's lines"],
    ["case2fhir validate bundle.json patient.json", "any FHIR R4 JSON"],
    ["case2fhir validate bundle.json --ig hl7.fhir.uv.ips#2.0.0", "with the definitions of a package"],
    ["case2fhir validate export.ndjson --jobs 2 --format ndjson", "in bulk, a finding a line"],
    ["case2fhir validate *.json --format json --fail-on warning", "for a pipeline"],
    ["curl $FHIR/Patient/1 | case2fhir validate -", "what a server gives"],
  ],
  files: (args) => ({
    reads: [...args.file, ...(args.ignore === undefined ? [] : [args.ignore])],
    writes: [args.output],
  }),
  run: ({ file, ...args }, shell) => runValidate(file, args, shell),
});
