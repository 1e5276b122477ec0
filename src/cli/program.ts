/** The command line: which command was meant, with which options. The one place that knows yargs. */
import yargs, { type Argv } from "yargs";
import { type Command, type CommandEntry, commonOptions, type OptionSpec } from "./command.js";
import { commands } from "./commands.js";
import { EXIT } from "./outcome.js";
import type { Shell } from "./shell.js";
import { tellUsage } from "./usage.js";

const EPILOGUE = `Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 wrong usage or unreadable file, 3 server or network failed, 4 a bug of case2fhir.
Nothing is sent anywhere unless --server names a server.`;

/** Stands for a lone "-" while yargs reads the words: as a value it would lose it. No argument can hold a NUL. */
const DASH = "\0";

const withDash = (value: unknown): unknown => (value === DASH ? "-" : value);

const withDashes = (args: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, Array.isArray(value) ? value.map(withDash) : withDash(value)]),
  );

/** The command line cannot be understood. */
class UsageError extends Error {}

/**
 * Runs one command line.
 *
 * @param words the arguments after the program's name
 * @returns the exit code
 */
export async function runProgram(words: readonly string[], version: string, shell: Shell): Promise<number> {
  let code: number = EXIT.fine;
  let help = "";
  const program = describe(version);
  for (const [name, spec] of Object.entries(commonOptions)) addOption(program, name, spec);
  for (const entry of commands) {
    addCommand(program, entry, async (command, args) => {
      code = await command.run(withDashes(args), shell);
    });
  }
  try {
    await program.parseAsync(
      words.map((word) => (word === "-" ? DASH : word)),
      {},
      (_error: unknown, _args: unknown, output: string) => {
        help = output;
      },
    );
  } catch (error) {
    if (!(error instanceof UsageError || (error instanceof Error && error.name === "YError"))) throw error;
    return tellUsage(error.message, words, shell);
  }
  if (help) await shell.out(`${help}\n`);
  return code;
}

function describe(version: string): Argv {
  return yargs()
    .scriptName("case2fhir")
    .usage(
      "$0 COMMAND\n\nOne clinical case in YAML becomes a validated FHIR R4 Bundle that loads into any FHIR server.",
    )
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "greedy-arrays": false,
      "parse-positional-numbers": false,
    })
    .detectLocale(false)
    .exitProcess(false)
    .strict()
    .demandCommand(1, "which command?")
    .version(version)
    .alias({ h: "help" })
    .example("$0 run case.yaml", "map, validate, load into an embedded server, read back")
    .example("$0 map case.yaml -o bundle.json", "write the Bundle to a file")
    .example("$0 validate bundle.json case.yaml", "judge FHIR JSON and cases alike")
    .example("$0 load bundle.json --server http://localhost:8080/fhir", "load it into a server")
    .epilogue(EPILOGUE)
    .wrap(Math.min(110, process.stdout.columns || 100))
    .fail((message: string, error: Error | undefined) => {
      throw error ?? new UsageError(message);
    });
}

function addCommand(
  program: Argv,
  { usage, aliases, describe: what, load }: CommandEntry,
  run: (command: Command, args: Record<string, unknown>) => Promise<void>,
): void {
  program.command({
    command: usage,
    aliases,
    describe: what,
    builder: async (inner: Argv) => {
      const { command } = await load();
      for (const [name, spec] of Object.entries(command.positionals)) inner.positional(name, spec);
      for (const [name, spec] of Object.entries(command.options)) addOption(inner, name, spec);
      for (const [call, effect] of command.examples) inner.example(call, effect);
      return inner.epilogue("");
    },
    handler: async (args) => run((await load()).command, args),
  });
}

/** An option whose value is missing, said twice or of the wrong form is an error, never its default. */
function addOption(inner: Argv, name: string, { form, ...spec }: OptionSpec): void {
  inner.option(name, { ...spec, requiresArg: spec.type !== "boolean" });
  inner.check(({ [name]: value }) => {
    if (Array.isArray(value)) throw new UsageError(`--${name} is given twice`);
    if (form && value !== undefined && !form.accepts(String(value)))
      throw new UsageError(`--${name} must be ${form.words}`);
    return true;
  });
}
