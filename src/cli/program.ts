/** The command line: which command was meant, with which options. The one place that knows yargs. */
import yargs, { type Argv } from "yargs";
import { type Command, type CommandEntry, commonOptions, type OptionSpec } from "./command.js";
import { commands, nameOf } from "./commands.js";
import { EXIT } from "./outcome.js";
import type { Shell } from "./shell.js";
import { tellUsage } from "./usage.js";

const EPILOGUE = `Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 wrong usage or unreadable file, 3 server or network failed, 4 a bug of case2fhir.
Nothing is sent anywhere unless --server names a server.`;

/** Marks a word that yargs shall take as it is: it would lose a lone "-", and what stands behind "--". No argument can hold a NUL. */
const PLAIN = "\0";

/** The words as yargs shall read them: behind "--" are files, whatever they are called. */
function marked(words: readonly string[]): string[] {
  const end = words.indexOf("--");
  const plain = end < 0 ? [] : words.slice(end + 1);
  return [
    ...(end < 0 ? words : words.slice(0, end)).map((word) => (word === "-" ? `${PLAIN}-` : word)),
    ...plain.map((word) => `${PLAIN}${word}`),
  ];
}

const unmarked = (value: unknown): unknown =>
  typeof value === "string" && value.startsWith(PLAIN) ? value.slice(PLAIN.length) : value;

const withoutMarks = (args: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, Array.isArray(value) ? value.map(unmarked) : unmarked(value)]),
  );

const NO_SPELLINGS: Readonly<Record<string, string>> = {};

/** `help map` is `map --help`, a "--" before the command stands before nothing, and options may have other spellings. */
function meant([first, ...rest]: readonly string[]): string[] {
  if (first === "--") return meant(rest);
  if (first === "help") return [...rest, "--help"];
  const { spellings = NO_SPELLINGS } = commands.find((entry) => nameOf(entry) === first) ?? {};
  const end = rest.includes("--") ? rest.indexOf("--") : rest.length;
  const spelled = rest.map((word, i) => {
    if (i >= end) return word;
    if (Object.hasOwn(spellings, word)) return String(spellings[word]);
    // Where options may have one dash, a word behind one is an option, known or not, and no row of letters.
    return spellings !== NO_SPELLINGS && /^-[A-Za-z]{2,}(-[A-Za-z]+)*$/.test(word) ? `-${word}` : word;
  });
  return first === undefined ? [] : [first, ...spelled];
}

/** The command line cannot be understood. */
class UsageError extends Error {}

/**
 * Runs one command line.
 *
 * @param given the arguments after the program's name
 * @returns the exit code
 */
export async function runProgram(given: readonly string[], version: string, shell: Shell): Promise<number> {
  const words = meant(given);
  let code: number = EXIT.fine;
  let help = "";
  const program = describe(version);
  // Known before any command is, so that a mistyped command is told as that; each command adds what their values may be.
  for (const [name, { type, describe: what }] of Object.entries(commonOptions))
    addOption(program, name, { type, describe: what });
  for (const entry of commands) {
    addCommand(program, entry, async (command, args) => {
      code = await command.run(withoutMarks(args), shell);
    });
  }
  try {
    await program.parseAsync(marked(words), {}, (_error: unknown, _args: unknown, output: string) => {
      help = output;
    });
  } catch (error) {
    if (!(error instanceof UsageError || (error instanceof Error && error.name === "YError"))) throw error;
    return tellUsage(error.message.replaceAll(PLAIN, ""), words, shell);
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
      "dot-notation": false,
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
      for (const [name, spec] of Object.entries({ ...commonOptions, ...command.options })) addOption(inner, name, spec);
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
    const values = value === undefined ? [] : [value].flat();
    if (values.length > 1 && !spec.array) throw new UsageError(`--${name} is given twice`);
    if (values.includes("")) throw new UsageError(`--${name} is empty`);
    if (form && !values.every((one) => form.accepts(String(unmarked(one)))))
      throw new UsageError(`--${name} must be ${form.words}`);
    return true;
  });
}
