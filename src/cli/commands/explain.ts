import { catalogue, type FindingCode } from "../../finding/catalogue.js";
import { PLACEHOLDER } from "../../finding/entry.js";
import { finding } from "../../finding/finding.js";
import { nearest } from "../../finding/nearest.js";
import { defineCommand } from "../command.js";
import { EXIT, tell } from "../outcome.js";

const codes = Object.keys(catalogue).sort() as FindingCode[];

const messageIdOf = (code: FindingCode): string | undefined => catalogue[code].messageId;

export const command = defineCommand({
  positionals: {
    code: { type: "string", describe: "A finding's code, or HL7's message id; without it, every code is listed" },
  },
  options: {},
  examples: [
    ["case2fhir explain case/unknown-key", "what the code means, why it matters, what to do"],
    ["case2fhir explain Extension_EXT_Unknown", "the codes that have this message id of HL7's validator"],
    ["case2fhir explain", "every code with its severity"],
  ],
  async run(args, shell) {
    const asked =
      args.code === undefined ? codes : codes.filter((code) => [code, messageIdOf(code)].includes(args.code));
    if (asked.length === 0) {
      const near = meant(args.code ?? "").join(" or ");
      const hint = near ? `did you mean ${near}?` : "case2fhir explain lists every code";
      return tell(shell, args, { findings: [finding("cli/unknown-code", { name: args.code, hint })], to: "err" });
    }
    const rows = asked.map((code) => ({ code, ...catalogue[code] }));
    if (args.format === "json")
      await shell.out(`${JSON.stringify(args.code === asked[0] ? rows[0] : rows, null, 2)}\n`);
    else if (args.code === undefined)
      await shell.out(rows.map(({ code, severity }) => `${severity.padEnd(12)} ${code}\n`).join(""));
    else await shell.out(asked.map(explained).join("\n"));
    return EXIT.fine;
  },
});

/** What a mistyped name may have meant; of a code without its room, all rooms that have it. */
function meant(name: string): readonly string[] {
  const spelt = (code: string) => (name.includes("/") ? code : code.slice(code.indexOf("/") + 1));
  const ids = [...new Set(codes.flatMap((code) => messageIdOf(code) ?? []))];
  const near = nearest(name, [...codes.map(spelt), ...ids]);
  return [...codes, ...ids].filter((one) => spelt(one) === near);
}

function explained(code: FindingCode): string {
  const { severity, message, hint, explain, messageId } = catalogue[code];
  const [says, advises] = [message, hint ?? ""].map((template) => template.replace(PLACEHOLDER, "…"));
  const advice = advises === "" || advises === "…" ? "" : `  hint: ${advises}\n`;
  const id = messageId === undefined ? "" : `  HL7's message id: ${messageId}\n`;
  return `${code} (${severity})\n  ${says}\n${advice}${id}\n${explain}\n`;
}
