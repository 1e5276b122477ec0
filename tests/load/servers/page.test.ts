/** docs/server-knowledge.md says what the table says (`npx vitest run tests/load/servers/page.test.ts -u` writes it). */
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { assumptions } from "../../../src/load/servers/assumed.js";
import { capabilityKinds, capabilityNames } from "../../../src/load/servers/capability-kinds.js";
import { cellsOf, type ServerRow } from "../../../src/load/servers/row.js";
import { servers } from "../../../src/load/servers/table.js";
import { renderValue } from "../../../src/report/server.js";

const root = resolve(import.meta.dirname, "../../..");

const rows = (lines: readonly string[][]): string => lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");

const meanings = capabilityNames.map((name) => {
  const { means, values } = capabilityKinds[name];
  const [assumed, reason] = assumptions[name];
  const possible =
    typeof values === "string"
      ? { count: "a number", bytes: "a number of bytes", "yes-or-no": "yes, no" }[values]
      : values.join(", ");
  return [name, means, possible, `${renderValue(name, assumed)}: ${reason}`];
});

function section(row: ServerRow): string {
  const cells = cellsOf(row);
  const known = capabilityNames.flatMap((name) => {
    const cell = cells[name];
    return cell ? [[name, renderValue(name, cell.value), cell.source, cell.date]] : [];
  });
  const body =
    known.length === 0
      ? "Nothing but what it says itself.\n"
      : `| capability | value | source | day |\n|---|---|---|---|\n${rows(known)}`;
  return `## ${row.name}\n\n\`--as ${row.id}\`; ${recognised(row)}\n\n${body}`;
}

function recognised({ marks }: ServerRow): string {
  const signs = new Set(
    marks.map(({ software, publisher, header }) =>
      software
        ? "its software's name"
        : publisher
          ? "its publisher"
          : header
            ? `the header ${header[0]}`
            : "its base URL",
    ),
  );
  return signs.size === 0 ? "known only when it is named." : `recognised by ${[...signs].join(" or ")}.`;
}

const page = `# What is known of servers

\`case2fhir server URL\` asks a server what it is, and shows what is known of it with where each value is from. This page is the table it
goes by. A value that nobody has settled is not in it: then the server's CapabilityStatement counts, and after that an assumption whose
mistake costs requests, never data.

The order of trust: \`--set NAME=VALUE\`, what \`--probe\` found, this table, the CapabilityStatement, the assumption.

"measured" is a server that ran before us, in the version named; everything else was read in the source named, on that day. What a site
configures otherwise is told by \`--probe\` and corrected by \`--set\`.

## The capabilities

| capability | what it is | values | assumed where nothing is known |
|---|---|---|---|
${rows(meanings)}
${servers.map(section).join("\n")}`;

it("docs/server-knowledge.md is written from the table", async () => {
  await expect(page).toMatchFileSnapshot(join(root, "docs/server-knowledge.md"));
});
