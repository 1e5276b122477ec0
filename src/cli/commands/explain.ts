import { catalogue, type FindingCode } from "../../finding/catalogue.js";
import { PLACEHOLDER } from "../../finding/entry.js";
import { finding } from "../../finding/finding.js";
import { nearest } from "../../finding/nearest.js";
import { defineCommand } from "../command.js";
import { EXIT, tell } from "../outcome.js";

const codes = Object.keys(catalogue).sort() as FindingCode[];

export const command = defineCommand({
  positionals: { code: { type: "string", describe: "A finding's code; without it, every code is listed" } },
  options: {},
  examples: [
    ["case2fhir explain case/unknown-key", "what the code means, why it matters, what to do"],
    ["case2fhir explain", "every code with its severity"],
  ],
  async run(args, shell) {
    const asked = args.code === undefined ? codes : codes.filter((code) => code === args.code);
    if (asked.length === 0) {
      const near = meant(args.code ?? "").join(" or ");
      const hint = near ? `did you mean ${near}?` : "case2fhir explain lists every code";
      return tell(shell, args, { findings: [finding("cli/unknown-code", { name: args.code, hint })], to: "err" });
    }
    const rows = asked.map((code) => ({ code, ...catalogue[code] }));
    if (args.format === "json")
      await shell.out(`${JSON.stringify(args.code === undefined ? rows : rows[0], null, 2)}\n`);
    else if (args.code === undefined)
      await shell.out(rows.map(({ code, severity }) => `${severity.padEnd(12)} ${code}\n`).join(""));
    else await shell.out(asked.map(explained).join(""));
    return EXIT.fine;
  },
});

/** The codes that a mistyped one may have meant; of one without its room, all rooms that have it. */
function meant(name: string): FindingCode[] {
  const spelt = (code: string) => (name.includes("/") ? code : code.slice(code.indexOf("/") + 1));
  const near = nearest(name, codes.map(spelt));
  return codes.filter((code) => spelt(code) === near);
}

function explained(code: FindingCode): string {
  const { severity, message, hint, explain } = catalogue[code];
  const [says, advises] = [message, hint ?? ""].map((template) => template.replace(PLACEHOLDER, "…"));
  const advice = advises === "" || advises === "…" ? "" : `  hint: ${advises}\n`;
  return `${code} (${severity})\n  ${says}\n${advice}\n${explain}\n`;
}
