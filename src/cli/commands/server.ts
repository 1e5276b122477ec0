import { finding } from "../../finding/finding.js";
import { inspectServer, type Known, knowServer, servers } from "../../load/index.js";
import {
  knownAsData,
  renderIdentity,
  renderKnown,
  renderLacks,
  renderRow,
  renderStrategies,
  rowAsData,
} from "../../report/server.js";
import { defineCommand } from "../command.js";
import { connectWith, serverOptions } from "../connection.js";
import { knowledgeOptions, readKnowledge } from "../knowledge.js";
import { EXIT, tell } from "../outcome.js";
import { serverUrl } from "../server.js";

export const command = defineCommand({
  positionals: { url: { type: "string", describe: "The base URL of a FHIR server; it is asked what it is" } },
  options: {
    list: { type: "boolean", describe: "What is known of every server, without a network", default: false },
    ...knowledgeOptions,
    probe: {
      type: "boolean",
      describe: "Find out by a few small writes, tagged HTEST, that are taken back",
      default: false,
    },
    ...serverOptions,
  },
  examples: [
    ["case2fhir server http://localhost:8080/fhir", "what it is, what it can do, and how it will be loaded"],
    ["case2fhir server http://localhost:8080/fhir --probe", "and try out what nobody knows"],
    ["case2fhir server --as azure --set maxEntries=100", "without a network"],
    ["case2fhir server --list --format json", "the whole table as data"],
  ],
  async run(args, shell) {
    const wrongUse = (problem: string, hint: string) =>
      tell(shell, args, { findings: [finding("cli/usage", { problem, hint })], to: "err" });
    const { url, as: id, list, probe } = args;
    if (list) {
      if (args.format === "json") await shell.out(`${JSON.stringify({ servers: servers.map(rowAsData) }, null, 2)}\n`);
      else await shell.out(servers.map(renderRow).join("\n"));
      return EXIT.fine;
    }
    if (url === undefined && id === undefined)
      return wrongUse("no server is named", "give its base URL, or --as ID, or --list");
    if (url !== undefined && !serverUrl.accepts(url))
      return wrongUse(`the URL must be ${serverUrl.words}`, "case2fhir server --help");
    if (url === undefined && probe) return wrongUse("--probe needs the URL of a server", "give its base URL");
    const knowledge = readKnowledge(args);
    if ("finding" in knowledge) return tell(shell, args, { findings: [knowledge.finding], to: "err" });
    if (url === undefined) {
      const known = knowServer({ base: "", ...knowledge });
      return tell(shell, args, {
        findings: [],
        to: "out",
        text: renderKnown(known) + renderStrategies(known) + renderLacks(known),
        json: knownAsData(known),
      });
    }
    const interruption = shell.interruption();
    const probeIds = probe ? () => crypto.randomUUID() : undefined;
    const connecting = await connectWith(args, url, shell, interruption);
    if (connecting.failure) return tell(shell, args, { findings: [connecting.failure], to: "err" });
    const options = { server: url, ...knowledge, probeIds, ...connecting.value.options };
    const { info, known, findings } = await inspectServer(options);
    const seen = (shown: Known) => ({
      text: `${renderIdentity(url, info, shown)}\n${renderKnown(shown)}${renderStrategies(shown)}${renderLacks(shown)}`,
      json: { server: { base: url, ...info }, ...knownAsData(shown) },
    });
    const code = await tell(shell, args, {
      findings: [...connecting.value.findings, ...findings],
      to: "out",
      ...(known ? seen(known) : {}),
    });
    return interruption.aborted ? EXIT.interrupted : code;
  },
});
