import { once } from "node:events";
import { finding, summarize } from "../../finding/finding.js";
import { createFhirServer, type Listening } from "../../serve/index.js";
import { defineCommand, port } from "../command.js";
import { EXIT, tell } from "../outcome.js";
import { reasonOf } from "../system.js";
import { validatorOptions } from "../validate/args.js";
import { makeValidator } from "../validate/validator.js";
import { version } from "../version.js";

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;
const PORT_TROUBLE: ReadonlySet<string> = new Set(["EADDRINUSE", "EACCES"]);

export const command = defineCommand({
  positionals: {},
  options: {
    port: { type: "number", describe: "The port; 0 takes a free one", default: 8080, form: port },
    host: { type: "string", describe: "The address to listen on", default: "127.0.0.1" },
    validate: {
      type: "boolean",
      describe:
        "A validation service: $validate and every write are judged by packages (--ig) and profiles (--profile), too",
      default: false,
    },
    ...validatorOptions,
  },
  examples: [
    ["case2fhir serve", "at http://127.0.0.1:8080/fhir until Ctrl-C; what was stored is gone then"],
    ["case2fhir serve --validate --ig hl7.fhir.uv.ips#2.0.0", "POST /$validate, by the profiles of packages"],
    ["case2fhir serve --port 0 --format json", 'a free port: {"base":"http://127.0.0.1:…/fhir"}'],
  ],
  async run(args, shell) {
    const interruption = shell.interruption();
    const ignored = args.validate ? undefined : givenOf(args);
    if (ignored !== undefined) {
      const wrong = { problem: `--${ignored} is about a validation service`, hint: "add --validate" };
      return tell(shell, args, { findings: [finding("cli/usage", wrong)], to: "err" });
    }
    const { validator, findings } = await makeValidator(args, shell.env, args.validate ? {} : AS_A_SERVER);
    if (findings.length > 0) await tell(shell, args, { findings, to: "err" });
    if (summarize(findings).errors > 0) return EXIT.usage;
    const { profile: demanded = [] } = args;
    const server = createFhirServer({
      validate: (resource, profiles) => validator.validate(resource, { profiles: [...demanded, ...profiles] }),
      software: { name: "case2fhir", version },
    });
    let listening: Listening;
    try {
      listening = await server.listen({ port: args.port, host: args.host });
    } catch (error) {
      const reason = reasonOf(error as NodeJS.ErrnoException);
      const isPort = PORT_TROUBLE.has(String((error as NodeJS.ErrnoException).code));
      const hint = isPort ? "--port 0 takes any free port" : "name an address of this machine, like 127.0.0.1";
      const place = { host: args.host, port: args.port, reason, hint };
      return tell(shell, args, { findings: [finding("cli/cannot-listen", place)], to: "err" });
    }
    const { base } = listening;
    await shell.out(args.format === "json" ? `${JSON.stringify({ base })}\n` : `${base}\n`);
    await shell.err("an empty FHIR R4 server in memory; Ctrl-C ends it\n");
    if (!LOOPBACK.test(args.host)) await shell.err("anybody who reaches this address can read and write it\n");
    if (!interruption.aborted) await once(interruption, "abort");
    await listening.close();
    return EXIT.fine;
  },
});

/** A server that stores refuses what R4 forbids; what codes mean and are called is for a validation service to judge. */
const AS_A_SERVER = { displayIssues: "warning", unknownCodes: "warning" } as const;

/** The first of a validator's options that was given. */
const givenOf = (args: Readonly<Record<string, unknown>>): string | undefined =>
  Object.keys(validatorOptions).find((name) => args[name] !== undefined && args[name] !== false);
