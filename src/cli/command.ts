/** What a command is: a file of its own, loaded when it is called. */
import { clashIn, type Files } from "./files.js";
import { tell } from "./outcome.js";
import type { Shell } from "./shell.js";

export interface OptionSpec {
  type: "string" | "number" | "boolean";
  describe: string;
  alias?: string;
  choices?: readonly string[];
  default?: string | number | boolean;
  array?: true;
  demandOption?: true;
  /** What its value must be, beyond the type, and how that is said. */
  form?: { accepts(value: string): boolean; words: string };
}

/** A number from `least` to `most`. */
export const numberFrom = (least: number, most: number): OptionSpec["form"] => ({
  accepts: (value) => Number(value) >= least && Number(value) <= most,
  words: `a number from ${least} to ${most}`,
});

/** A port: 0 takes a free one. */
export const port: OptionSpec["form"] = {
  accepts: (value) => /^\d+$/.test(value) && Number(value) <= 65_535,
  words: "a whole number from 0 to 65535",
};

const INSTANT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** JavaScript takes 2026-02-30 for the second of March. */
const isDay = (date: string): boolean =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

/** FHIR's instant: date, time and zone (https://hl7.org/fhir/R4/datatypes.html#instant). */
export const instant: OptionSpec["form"] = {
  accepts: (value) => INSTANT.test(value) && isDay(value.slice(0, "2026-11-22".length)),
  words: "an instant with its zone, like 2026-11-22T09:00:00Z",
};

type Specs = Readonly<Record<string, OptionSpec>>;

type Single<S extends OptionSpec> = S extends { choices: readonly (infer C)[] }
  ? C
  : { string: string; number: number; boolean: boolean }[S["type"]];

type Value<S extends OptionSpec> = S extends { array: true } ? Single<S>[] : Single<S>;

type Given<S extends OptionSpec> = S extends { default: unknown } | { demandOption: true }
  ? Value<S>
  : Value<S> | undefined;

/** The values of a command's options, by their names as typed. */
export type ArgsOf<S extends Specs> = { [K in keyof S]: Given<S[K]> };

/** Options that every command has. */
export const commonOptions = {
  format: { type: "string", describe: "How findings are written", choices: ["text", "json"], default: "text" },
  "fail-on": {
    type: "string",
    describe: "The mildest findings that make the exit code 1",
    choices: ["error", "warning", "never"],
    default: "error",
  },
} as const satisfies Specs;

export type CommonArgs = ArgsOf<typeof commonOptions>;

/** A command as the program lists it, without its code. */
export interface CommandEntry {
  /** The name and its arguments, as yargs writes them: `map <case>`. */
  usage: string;
  aliases?: readonly string[];
  describe: string;
  /** Other spellings of its options: as they are typed, and what is meant. */
  spellings?: Readonly<Record<string, string>>;
  load(): Promise<{ command: Command }>;
}

export interface Command {
  positionals: Specs;
  options: Specs;
  /** Real calls with what they do. */
  examples: readonly (readonly [call: string, effect: string])[];
  /** @returns the exit code */
  run(args: Record<string, unknown>, shell: Shell): Promise<number>;
}

/** Ties the types of a command's arguments to its options, and runs it only when no output would replace what it reads. */
export function defineCommand<const P extends Specs, const O extends Specs>(definition: {
  positionals: P;
  options: O;
  examples: Command["examples"];
  /** What it reads and writes, for the commands that do both or write more than one file. */
  files?(args: ArgsOf<P> & ArgsOf<O>): Files;
  run(args: ArgsOf<P> & ArgsOf<O> & Omit<CommonArgs, keyof O>, shell: Shell): Promise<number>;
}): Command {
  const { positionals, options, examples, files, run } = definition;
  return {
    positionals,
    options,
    examples,
    run: async (given, shell) => {
      const args = given as ArgsOf<P> & ArgsOf<O> & CommonArgs;
      const clash = files && clashIn(files(args));
      return clash ? tell(shell, args, { findings: [clash], to: "err" }) : run(args, shell);
    },
  };
}
