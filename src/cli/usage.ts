/** A command line that cannot be understood: what is wrong with it, and the nearest word that is right. */
import { type Finding, finding } from "../finding/finding.js";
import { nearest } from "../finding/nearest.js";
import { type CommandEntry, type CommonArgs, commonOptions } from "./command.js";
import { commands, nameOf } from "./commands.js";
import { tell } from "./outcome.js";
import type { Shell } from "./shell.js";

const HELP = "see case2fhir --help";

/**
 * @param problem yargs' own sentence
 * @param words the command line
 * @returns exit code 2
 */
export async function tellUsage(problem: string, words: readonly string[], shell: Shell): Promise<number> {
  const args: CommonArgs = { format: /--format[= ]json/.test(words.join(" ")) ? "json" : "text", "fail-on": "error" };
  const command = commands.find((entry) => [nameOf(entry), ...(entry.aliases ?? [])].includes(words[0] ?? ""));
  const told = await unknownIn(problem, words, command);
  const findings = await Promise.all(told.map((name) => unknownWord(name, words, command)));
  if (findings.length === 0) findings.push(await wrongUse(problem, command));
  return tell(shell, args, { findings, to: "err" });
}

/** The words that nobody knows; an unknown option may have taken a needed argument for its value, so it is looked for first. */
async function unknownIn(
  problem: string,
  words: readonly string[],
  command: CommandEntry | undefined,
): Promise<string[]> {
  const told = /^Unknown (?:command|argument)s?: (.*)$/.exec(problem)?.[1]?.split(", ") ?? [];
  // Behind a command that is none, nothing else can be judged.
  if (!command) return told.slice(0, 1);
  if (told.length > 0 || !problem.startsWith("Not enough non-option")) return told;
  const known = await optionsOf(command);
  const behind = words.includes("--") ? words.slice(0, words.indexOf("--")) : words;
  return behind.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []).filter((name) => !known.includes(name));
}

const optionsOf = async (command: CommandEntry | undefined): Promise<string[]> => [
  ...Object.keys({ ...commonOptions, ...(await command?.load())?.command.options }),
  "help",
  "version",
];

const dashed = (name: string): string => `${name.length === 1 ? "-" : "--"}${name}`;

const MISSING_OPTION = /^Missing required argument: (\S+)$/;

/** yargs' sentences, each in our words. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Invalid values:\s*Argument: (\S+), Given: (.*), Choices: (.*)$/s, "--$1 cannot be $2; it is one of $3"],
  [/^Not enough arguments following: (\S)$/, "-$1 lacks its value"],
  [/^Not enough arguments following: (\S+)$/, "--$1 lacks its value"],
  [/^Not enough non-option arguments.*$/s, "an argument is missing"],
  [MISSING_OPTION, "--$1 is missing"],
];

async function wrongUse(sentence: string, command: CommandEntry | undefined): Promise<Finding> {
  const problem = SENTENCES.reduce((text, [theirs, ours]) => text.replace(theirs, ours), sentence.trim());
  if (!command) return finding("cli/usage", { problem, hint: HELP });
  const [example] = MISSING_OPTION.test(sentence.trim()) ? ((await command.load()).command.examples[0] ?? []) : [];
  const hint = example === undefined ? `case2fhir ${command.usage} [options]` : `for example: ${example}`;
  return finding("cli/usage", { problem, hint });
}

async function unknownWord(
  name: string,
  words: readonly string[],
  command: CommandEntry | undefined,
): Promise<Finding> {
  const option = dashed(name);
  if (words.some((word) => word === option || word.startsWith(`${option}=`))) {
    const near = nearest(name, await optionsOf(command));
    return finding("cli/unknown-option", { name: option, hint: near ? `did you mean --${near}?` : HELP });
  }
  if (command) {
    return finding("cli/usage", {
      problem: `"${name}" is an argument too many`,
      hint: `case2fhir ${command.usage} [options]`,
    });
  }
  const near = nearest(
    name,
    commands.flatMap((entry) => [nameOf(entry), ...(entry.aliases ?? [])]),
  );
  return finding("cli/unknown-command", { name, hint: near ? `did you mean ${near}?` : HELP });
}
