/** Every command, in the order the help shows them; the code of each is loaded when it is called. */
import type { CommandEntry } from "./command.js";
import { hl7Spellings } from "./validate/spellings.js";

export const commands: readonly CommandEntry[] = [
  {
    usage: "run <case>",
    describe: "Map, validate, load and read back: the whole journey of a case",
    load: () => import("./commands/run.js"),
  },
  {
    usage: "map <case>",
    describe: "Turn a case into a FHIR R4 Bundle",
    load: () => import("./commands/map.js"),
  },
  {
    usage: "validate <file..>",
    describe: "Judge cases and FHIR R4 JSON",
    spellings: hl7Spellings,
    load: () => import("./commands/validate.js"),
  },
  {
    usage: "load <file..>",
    aliases: ["post"],
    describe: "Load Bundles and cases into a FHIR server and read them back",
    load: () => import("./commands/load.js"),
  },
  {
    usage: "server [url]",
    describe: "Say what a FHIR server is, what it can do, and how it will be loaded",
    load: () => import("./commands/server.js"),
  },
  {
    usage: "verify <receipt>",
    describe: "Ask a server whether everything is still there as it was loaded",
    load: () => import("./commands/verify.js"),
  },
  {
    usage: "undo <receipt>",
    describe: "Take a load back",
    load: () => import("./commands/undo.js"),
  },
  {
    usage: "serve",
    describe: "Start a FHIR R4 server in memory, for trying out",
    load: () => import("./commands/serve.js"),
  },
  {
    usage: "init [file]",
    describe: "Write a commented case to start from",
    load: () => import("./commands/init.js"),
  },
  {
    usage: "sentences <text>",
    describe: "Count the sentences of a source text, as cite counts them",
    load: () => import("./commands/sentences.js"),
  },
  {
    usage: "check <case>",
    describe: "Hold a case against the text it was taken from",
    load: () => import("./commands/check.js"),
  },
  {
    usage: "import-table <file>",
    describe: "Turn a pasted table of laboratory values into labs of a case",
    load: () => import("./commands/import-table.js"),
  },
  {
    usage: "fmt <case>",
    describe: "Write a case in its canonical form",
    load: () => import("./commands/fmt.js"),
  },
  {
    usage: "schema",
    describe: "Print the JSON Schema of the case language",
    load: () => import("./commands/schema.js"),
  },
  {
    usage: "explain [code]",
    describe: "Say what a finding's code means and what to do",
    load: () => import("./commands/explain.js"),
  },
];

export const nameOf = ({ usage }: CommandEntry): string => usage.split(" ")[0] ?? usage;
