/** What a user knows of a server better than we do, for every command that looks at one. */
import { type Finding, finding } from "../finding/finding.js";
import { type Capabilities, parseOverride, type ServerRow, servers } from "../load/index.js";

export const knowledgeOptions = {
  as: {
    type: "string",
    describe: "The server of the table to take it for (case2fhir server --list)",
    choices: servers.map(({ id }) => id),
  },
  set: { type: "string", array: true, describe: "What you know better, like maxEntries=150; may be given again" },
} as const;

export interface Knowledge {
  row?: ServerRow;
  overrides: Partial<Capabilities>;
}

export function readKnowledge(args: {
  as?: string | undefined;
  set?: readonly string[] | undefined;
}): Knowledge | { finding: Finding } {
  const overrides: Partial<Capabilities> = {};
  for (const text of args.set ?? []) {
    const read = parseOverride(text);
    if ("why" in read) {
      const hint = "case2fhir server --list shows names and values";
      return { finding: finding("cli/usage", { problem: `--set ${text}: ${read.why}`, hint }) };
    }
    Object.assign(overrides, { [read.capability]: read.value });
  }
  const row = servers.find(({ id }) => id === args.as);
  return { overrides, ...(row ? { row } : {}) };
}
