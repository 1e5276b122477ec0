/** The catalogue's rows are complete, and docs/findings.md says what they say (`npx vitest run tests/finding -u` writes it). */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/finding/catalogue.js";
import { type CatalogueEntry, PLACEHOLDER } from "../../src/finding/entry.js";

const root = resolve(import.meta.dirname, "../..");
const rows: [string, CatalogueEntry][] = Object.entries(catalogue);

const ROOMS: readonly (readonly [string, string])[] = [
  ["case", "Reading a case"],
  ["map", "Mapping a case"],
  ["package", "FHIR packages"],
  ["validate", "Validating FHIR JSON"],
  ["load", "Loading into a server"],
  ["cli", "The command line"],
];

describe("the catalogue", () => {
  it.each(rows)("%s is complete", (code, { severity, message, explain }) => {
    expect(code).toMatch(/^(case|map|package|validate|load|cli)\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(["error", "warning", "information"]).toContain(severity);
    expect(message.trim()).not.toBe("");
    expect(explain.length).toBeGreaterThan(20);
  });

  /** A proper name, a code or an element may begin with a capital: R4, PUT, CapabilityStatement. */
  it.each(rows)("%s speaks in one style: no capital to begin with, no full stop to end with", (_code, row) => {
    for (const words of [row.message, row.hint ?? ""]) {
      expect(words).not.toMatch(/^[A-Z](?:[a-z']*\b|$)/);
      expect(words).not.toMatch(/(?<!\.)\.$|\. [A-Z]/);
    }
  });

  it.each(rows)("%s is explained in whole sentences", (_code, { explain }) => {
    expect(explain).toMatch(/^(?:[A-Z`"]|[a-z]+[A-Z0-9.:-])/);
    expect(explain).toMatch(/[^.]\.$/);
  });

  it("has a value for every placeholder of a message wherever the parameters are written out", () => {
    const calls = sources().flatMap((text) => [...text.matchAll(/finding\(\s*"([^"]+)",\s*\{([^{}]*)\}/g)]);
    expect(calls.length).toBeGreaterThan(40);
    for (const [call, code = "", params = ""] of calls) {
      if (params.includes("...")) continue;
      const given = new Set([...params.matchAll(/(?:^|,)\s*(\w+)\s*(?=[:,]|$)/g)].map(([, name]) => name));
      const { message } = catalogue[code as keyof typeof catalogue];
      const missing = [...message.matchAll(PLACEHOLDER)].filter(([, name]) => !given.has(name));
      expect(
        missing.map(([name]) => name),
        call,
      ).toEqual([]);
    }
  });

  it("has no row that nothing reports", () => {
    const code = sources().join("\n");
    // Some codes are put together from a room and a word.
    const isReported = (name: string) => code.includes(`"${name}"`) || code.includes(`"${name.split("/")[1]}"`);
    expect(rows.map(([name]) => name).filter((name) => !isReported(name))).toEqual([]);
  });

  it("is what docs/findings.md lists", async () => {
    await expect(page()).toMatchFileSnapshot(join(root, "docs/findings.md"));
  });
});

/** The text of every source file but the catalogue's. */
const sources = (): string[] =>
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("catalogue"))
    .map((file) => readFileSync(join(root, "src", file), "utf8"));

function page(): string {
  const sections = ROOMS.map(([room, title]) => {
    const own = rows.filter(([code]) => code.startsWith(`${room}/`)).sort(([a], [b]) => (a < b ? -1 : 1));
    return `## ${title}\n\n${own.map(section).join("\n")}`;
  });
  return `# Findings

Everything case2fhir has to say about a case, a Bundle, a server or its own command line is a finding with one of these codes.
A code keeps its meaning; \`case2fhir explain CODE\` prints what stands here. Words in braces are filled in.

${sections.join("\n")}`;
}

function section([code, { severity, message, messageId, hint, explain }]: [string, CatalogueEntry]): string {
  const says = [
    `${severity}: ${asMarkdown(message)}`,
    ...(hint ? [`Hint: ${asMarkdown(hint)}`] : []),
    ...(messageId ? [`HL7's validator: ${messageId}`] : []),
  ];
  return `### ${code}\n\n${says.map((line) => `> ${line}`).join("  \n")}\n\n${asMarkdown(explain)}\n`;
}

/** What Markdown would take for HTML or emphasis is text here; code in backquotes is left alone. */
const asMarkdown = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>*_[\]\\]/g, "\\$&")))
    .join("");
