/** The tables of a page of docs/, so that what a page shows is what the tests run. */
import { readFileSync } from "node:fs";

export type Row = Readonly<Record<string, string>>;

/** Every table of a page as rows by heading, code marks taken off cells that are code alone. */
export function tablesOf(page: string): Row[][] {
  const lines = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8").split("\n");
  const tables: Row[][] = [];
  let headings: string[] | undefined;
  for (const line of lines) {
    if (!line.startsWith("|")) {
      headings = undefined;
      continue;
    }
    const cells = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map(cell);
    if (!headings) {
      headings = cells;
      tables.push([]);
    } else if (!/^-+$/.test(cells[0] ?? "")) {
      const names = headings;
      tables.at(-1)?.push(Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""])));
    }
  }
  return tables;
}

const cell = (text: string): string =>
  text
    .trim()
    .replaceAll("\\|", "|")
    .replace(/^`([^`]*)`$/, "$1");
