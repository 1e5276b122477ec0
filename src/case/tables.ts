/** Tables of results: a row has a cell for each column. */
import { type Finding, finding } from "../finding/finding.js";
import { BLANK, type CaseDocument, type TableData } from "./document.js";
import type { PlaceOf } from "./links.js";
import { pointerTo } from "./pointer.js";

/** Rows of a table that say nothing, do not have a cell for every column, or have more. */
export function checkTables(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const walk = (value: unknown, pointer: string): Finding[] => {
    if (typeof value !== "object" || value === null) return [];
    const { columns, rows } = value as Partial<TableData>;
    if (!Array.isArray(columns) || typeof rows !== "object")
      return Object.entries(value).flatMap(([key, inner]) => walk(inner, pointerTo(pointer, key)));
    return Object.entries(rows).flatMap(([name, row]) => {
      const at = { case: placeOf(pointerTo(pointer, "rows", name)) };
      if (!Array.isArray(row)) return [];
      if (row.every((cell) => cell === BLANK)) return [finding("case/empty-row", { name }, at)];
      if (row.length === columns.length) return [];
      return [finding("case/uneven-row", { name, cells: row.length, columns: columns.length }, at)];
    });
  };
  return walk(document, "");
}
