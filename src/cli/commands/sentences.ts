import { SENTENCE_RULES } from "../../case/index.js";
import { defineCommand } from "../command.js";
import { EXIT, tell } from "../outcome.js";
import { readSource } from "../source.js";

export const command = defineCommand({
  positionals: {
    text: {
      type: "string",
      describe: "The text of the source, plain UTF-8; - for the standard input",
      demandOption: true,
    },
  },
  options: {},
  examples: [
    ["case2fhir sentences article.txt", "each sentence with the number that cite takes"],
    ["case2fhir sentences article.txt --format json", "with offsets, in UTF-16 code units"],
  ],
  async run(args, shell) {
    const source = await readSource(args.text);
    if ("finding" in source) return tell(shell, args, { findings: [source.finding], to: "err" });
    const { sentences, sha256 } = source;
    if (args.format === "json") {
      await shell.out(`${JSON.stringify({ rules: SENTENCE_RULES, sha256, sentences }, null, 2)}\n`);
      return EXIT.fine;
    }
    const width = String(sentences.length).length;
    await shell.out(
      sentences.map(({ number, text }) => `${String(number).padStart(width)}  ${text.replace(/\s+/g, " ")}\n`).join(""),
    );
    return tell(shell, args, { findings: [], to: "err", text: `\nin the case: source: {sha256: ${sha256}}\n` });
  },
});
