import { finding } from "../../finding/finding.js";
import { createFhirServer, type Listening } from "../../serve/index.js";
import { createValidator } from "../../validate/index.js";
import { defineCommand, numberFrom } from "../command.js";
import { EXIT, tell } from "../outcome.js";
import { reasonOf } from "../system.js";
import { version } from "../version.js";

export const command = defineCommand({
  positionals: {},
  options: {
    port: { type: "number", describe: "The port; 0 takes a free one", default: 8080, form: numberFrom(0, 65_535) },
    host: { type: "string", describe: "The address to listen on", default: "127.0.0.1" },
  },
  examples: [
    ["case2fhir serve", "at http://127.0.0.1:8080/fhir until Ctrl-C; what was stored is gone then"],
    ["case2fhir serve --port 0 --format json", 'a free port: {"base":"http://127.0.0.1:…/fhir"}'],
  ],
  async run(args, shell) {
    const interrupted = shell.interrupted();
    const validator = createValidator();
    const server = createFhirServer({
      validate: (resource) => validator.validate(resource),
      software: { name: "case2fhir", version },
    });
    let listening: Listening;
    try {
      listening = await server.listen({ port: args.port, host: args.host });
    } catch (error) {
      const reason = reasonOf(error as NodeJS.ErrnoException);
      const place = { host: args.host, port: args.port, reason, hint: "--port 0 takes any free port" };
      return tell(shell, args, { findings: [finding("cli/cannot-listen", place)], to: "err" });
    }
    const { base } = listening;
    await shell.out(args.format === "json" ? `${JSON.stringify({ base })}\n` : `${base}\n`);
    await shell.err("an empty FHIR R4 server in memory; Ctrl-C ends it\n");
    await interrupted;
    await listening.close();
    return EXIT.fine;
  },
});
