/** What the command line says about a load. */
import { type LoadOptions, STRATEGIES, whyNoPatient } from "../load/index.js";
import type { ArgsOf, CommonArgs } from "./command.js";
import { type Connecting, serverOptions } from "./connection.js";
import { type Knowledge, knowledgeOptions } from "./knowledge.js";
import { mapOptions } from "./map-options.js";
import { serverUrl } from "./server.js";

export const loadArgs = {
  server: { type: "string", describe: "The base URL of the FHIR server", demandOption: true, form: serverUrl },
  receipt: {
    type: "string",
    describe: "A file for the receipt, which verify and undo work from; a load that was cut off goes on with it",
  },
  receipts: {
    type: "string",
    describe: "A folder for the receipts of several inputs, each with its name",
    form: { accepts: (value: string) => value !== "-", words: "a folder" },
  },
  concurrency: {
    type: "number",
    describe: "How many Bundles of several are loaded at the same time",
    default: 4,
    form: { accepts: (value: string) => /^[1-9]\d{0,2}$/.test(value), words: "a whole number from 1 to 999" },
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
  "dry-run": {
    type: "boolean",
    describe: "Look at the server, show what would be sent, and write nothing to it",
    default: false,
  },
  output: {
    type: "string",
    alias: "o",
    describe: "With --dry-run: a folder for the requests, as files that curl sends (requests.sh)",
    form: { accepts: (value: string) => value !== "-", words: "a folder" },
  },
  "files-at": {
    type: "string",
    describe: "With --strategy F: the URL of the folder from which the server will fetch the files",
    form: { accepts: (value: string) => /^[a-z][a-z0-9+.-]*:\/\/[^\s\p{Cc}]+$/iu.test(value), words: "a URL" },
  },
  "as-document": { type: "boolean", describe: "Store a document whole, at /Bundle", default: false },
  check: { type: "boolean", describe: "Ask the server's $validate about everything first", default: false },
  prune: { type: "boolean", describe: "Delete what the case no longer has", default: false },
  overwrite: { type: "boolean", describe: "Overwrite even what is not recognisably ours", default: false },
  "strip-profiles": { type: "boolean", describe: "Leave out meta.profile", default: false },
  "test-label": { type: "boolean", describe: "Mark every resource as test data (HTEST)", default: false },
  ...serverOptions,
  ...mapOptions,
} as const;

export type LoadArgs = ArgsOf<typeof loadArgs> & CommonArgs;

/** What of the command line contradicts itself: the parameters of `cli/usage`. */
export function misused(args: LoadArgs): { problem: string; hint: string } | undefined {
  const { "dry-run": isDry, strategy, output, "files-at": filesAt } = args;
  if (strategy === "F" && !isDry) {
    const problem = "--strategy F makes files for the server to fetch, and sends nothing";
    return { problem, hint: "add --dry-run -o FOLDER" };
  }
  if (filesAt !== undefined && strategy !== "F")
    return { problem: "--files-at is for the files of --strategy F", hint: "add --strategy F, or leave it out" };
  if (output !== undefined && !isDry) return { problem: "-o is for the files of --dry-run", hint: "add --dry-run" };
  if (isDry && (args.receipt ?? args.receipts) !== undefined)
    return { problem: "--dry-run stores nothing that a receipt could tell of", hint: "leave out the receipt" };
  return undefined;
}

/** The library's options for what the command line says. */
export function optionsOf(args: LoadArgs, known: Knowledge, { options }: Connecting): Omit<LoadOptions, "journal"> {
  const { server, strategy, patient, check, prune, overwrite } = args;
  return {
    server,
    ...options,
    ...known,
    ...{ asDocument: args["as-document"], check, prune, overwrite },
    ...{ stripProfiles: args["strip-profiles"], testLabel: args["test-label"] },
    ...(strategy ? { strategy } : {}),
    ...(patient ? { patient } : {}),
  };
}
