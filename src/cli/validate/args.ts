/** What the command line says about a validation: our options, which are HL7's validator's too. */
import type { ArgsOf, CommonArgs } from "../command.js";
import { mapOptions } from "../map-options.js";

/** `a#1=a#2` or `a=a#2`; what it means stands in src/packages. */
const SUBSTITUTE = /^[^=#\s]+(#[^=#\s]+)?=[^=#\s]+#[^=#\s]+$/;

export const FORMATS = ["text", "json", "ndjson", "outcome"] as const;

/** What a validator is made of, whatever it is made for. */
export const validatorOptions = {
  profile: { type: "string", array: true, describe: "The canonical URL of a profile that every resource has to meet" },
  ig: {
    type: "string",
    array: true,
    describe: "A FHIR package: NAME#VERSION from ~/.fhir/packages, a folder, a .tgz, or a file of definitions",
  },
  "package-substitute": {
    type: "string",
    array: true,
    describe: "A package that stands in for one that is not here: A#x=A#y",
    form: { accepts: (value: string) => SUBSTITUTE.test(value), words: "A#x=A#y" },
  },
  "fhir-version": {
    type: "string",
    describe: "The version of FHIR (-version for HL7's validator); R4 is what there is",
    form: { accepts: (value: string) => /^4\.0(\.1)?$/.test(value), words: "4.0.1: other versions are not known here" },
  },
  tx: {
    type: "string",
    describe: "The terminology server; n/a, since none is asked",
    form: { accepts: (value: string) => value === "n/a", words: "n/a: no server is asked" },
  },
  "best-practice": {
    type: "string",
    describe: "As what rules of best practice are told (ignore)",
    choices: ["ignore", "hint", "warning", "error"],
  },
  "display-issues": {
    type: "string",
    describe: "As what a wrong display of a code is told",
    choices: ["hint", "warning", "error"],
  },
  "display-issues-are-warnings": { type: "boolean", describe: "The same as --display-issues warning", default: false },
  extension: {
    type: "string",
    array: true,
    describe: "Extensions that need not be known: any, or what their URLs begin with",
  },
  "security-checks": { type: "boolean", describe: "Text that looks like HTML is an error", default: false },
  "allow-example-urls": {
    type: "string",
    describe: "Whether URLs of example.org and the like may stand in instances",
    choices: ["true", "false"],
  },
} as const;

export const validateOptions = {
  format: {
    type: "string",
    describe: "How findings are written: for people, as JSON, one a line, or as FHIR's OperationOutcome",
    choices: FORMATS,
    default: "text",
  },
  output: {
    type: "string",
    alias: "o",
    describe: "A file for the findings as well: an OperationOutcome, unless --format json or ndjson",
    form: { accepts: (value: string) => value !== "-", words: "a file" },
  },
  ...validatorOptions,
  ignore: { type: "string", describe: "A JSON file of known findings that are not told, each with its reason" },
  jobs: {
    type: "number",
    alias: "j",
    describe: "How many threads judge",
    default: 1,
    form: { accepts: (value: string) => /^[1-9]\d?$/.test(value), words: "a whole number from 1 to 99" },
  },
  ...mapOptions,
} as const;

export type ValidatorArgs = ArgsOf<typeof validatorOptions>;
export type ValidateArgs = Omit<CommonArgs, "format"> & ArgsOf<typeof validateOptions>;
