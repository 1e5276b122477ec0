/**
 * A table of laboratory values as `labs` of the case language. Nothing is invented: a value is written as it is printed, and
 * what the grammar of results cannot read stays words, with a finding.
 */
import { type Finding, finding } from "../../finding/finding.js";
import { BLANK, type ResultData, type ResultSet, type TimeText } from "../document.js";
import { readResult, readUnit } from "../quantity/index.js";
import { shown } from "../quote.js";
import { readEdtf } from "../time/edtf.js";
import { type Cell, type Row, rowsOf } from "./cells.js";

type Role = "name" | "unit" | "reference" | "flag" | "value";

/** What a head says of its column. */
const HEADS: readonly (readonly [Role, RegExp])[] = [
  ["unit", /^units?\b/i],
  ["reference", /\b(?:ref(?:erence)?|normal|limits?)\b|^range\b/i],
  ["flag", /^(?:flags?|abnormal|interpretation)$/i],
];
/** How laboratories mark a value. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["h", "high"],
  ["high", "high"],
  ["↑", "high"],
  ["l", "low"],
  ["low", "low"],
  ["↓", "low"],
  ["n", "normal"],
  ["normal", "normal"],
]);
/** A value with such a mark behind it: 9.1 L, 9.1 (low), 9.1↓. The L of mg/L is none. */
const FLAGGED = /^(.*\d.*?)(?:(?:\s+\(?|\s*\(|(?<=\d))(?=[hl])|\s*\(?(?=[↑↓]))(H|L|high|low|[↑↓])\)?$/i;
const EMPTY = /^[-–—.]*$/;
const RANGE = /^(?:[<>≤≥]|up to)?\s*\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?/;

/**
 * @param text a pasted table: tabs, CSV, bars or aligned columns; its first row may be a head
 * @param file how findings call it
 * @returns the result set, unless the text holds no table, and what could not be read of it
 */
export function importLabs(text: string, file?: string): { labs?: ResultSet; findings: Finding[] } {
  const at = (line: number, { column, text: words }: Cell = { column: 1, text: " " }) => ({
    case: { ...(file === undefined ? {} : { file }), line, column, length: Math.max(1, words.length) },
  });
  const all = rowsOf(text);
  const rows = all.filter(({ cells }) => cells.filter((cell) => cell && !EMPTY.test(cell.text)).length > 1);
  const findings = all
    .filter((row) => !rows.includes(row))
    .map((row) => finding("case/table-line", { text: shown(row.text) }, at(row.line)));
  const head = rows[0] && isHead(rows[0]) ? rows[0] : undefined;
  const body = head ? rows.slice(1) : rows;
  if (body.length === 0) return { findings: [finding("case/no-table", {}, at(1))] };

  const roles = rolesOf(head, body);
  const columns = roles.flatMap((role, i) => (role === "value" ? [i] : []));
  const cellOf = (row: Row, value: number, role: Role) => textIn(row.cells[columnFor(roles, value, role)]);
  const values = new Map<string, (string | ResultData)[]>();
  for (const row of body) {
    const [name, own] = nameAndUnit(textIn(row.cells[0]));
    const key = values.has(name) ? `${name} (line ${row.line})` : name;
    if (key !== name) findings.push(finding("case/table-twice", { name }, at(row.line, row.cells[0])));
    const read = columns.map((i) => {
      const cell = row.cells[i];
      const value = resultOf(textIn(cell), {
        unit: cellOf(row, i, "unit") || own,
        reference: cellOf(row, i, "reference"),
        flag: cellOf(row, i, "flag"),
      });
      if (typeof value === "object" && cell)
        findings.push(finding("case/table-cell", { text: shown(cell.text) }, at(row.line, cell)));
      return value;
    });
    if (read.some((value) => value !== BLANK)) values.set(key, read);
    else findings.push(finding("case/table-line", { text: shown(row.text) }, at(row.line)));
  }
  const labs = setOf(
    values,
    columns.map((i) => textIn(head?.cells[i])),
  );
  for (const cell of labs?.table ? columns.map((i) => head?.cells[i]) : [])
    if (head && cell && !isDate(cell.text))
      findings.push(finding("case/table-cell", { text: shown(cell.text) }, at(head.line, cell)));
  if (!labs) return { findings: [...findings, finding("case/no-table", {}, at(1))] };
  findings.sort((a, b) => (a.case?.line ?? 0) - (b.case?.line ?? 0));
  return { labs, findings };
}

const textIn = (cell: Cell | undefined): string => cell?.text ?? "";

/**
 * A head names its columns: it begins with a word for tests, none of its cells behind the first is a value, or one of them
 * is a date or a word of a head.
 */
function isHead({ cells }: Row): boolean {
  const others = cells.slice(1).map(textIn);
  if (/^(?:test|parameter|analyte|investigation|variable|laboratory|name)s?\b/i.test(textIn(cells[0]))) return true;
  const isNamed = (text: string) => isDate(text) || HEADS.some(([, words]) => words.test(text));
  return others.some(isNamed) || !others.some((text) => /^[<>≤≥~]?\s*\d/.test(text) || readResult(text).value);
}

/** By the head; without one, by what all cells of a column are. */
function rolesOf(head: Row | undefined, body: readonly Row[]): Role[] {
  const width = body[0]?.cells.length ?? 0;
  const roles = Array.from({ length: width }, (_, i): Role => {
    if (i === 0) return "name";
    if (head) return HEADS.find(([, words]) => words.test(textIn(head.cells[i])))?.[0] ?? "value";
    const cells = body.map(({ cells: row }) => textIn(row[i])).filter((text) => !EMPTY.test(text));
    if (cells.every((text) => FLAGS.has(text.toLowerCase()))) return "flag";
    if (cells.every((text) => !/^\d/.test(text) && readUnit(text, 0).value)) return "unit";
    return cells.every((text) => /\d\s*[-–—]\s*\d|^[<>≤≥]/.test(text) && RANGE.test(text)) ? "reference" : "value";
  });
  return roles.includes("value") ? roles : roles.map((role, i) => (i === 1 ? "value" : role));
}

/**
 * Which column tells a value's unit, range or flag: the only one there is, but a flag is of one value; of several the one
 * behind the value, before the next. -1 when there is none.
 */
function columnFor(roles: readonly Role[], value: number, role: Role): number {
  const count = (one: Role) => roles.filter((other) => other === one).length;
  if (count(role) === 1 && (role !== "flag" || count("value") === 1)) return roles.indexOf(role);
  const next = roles.indexOf("value", value + 1);
  const behind = roles.indexOf(role, value + 1);
  return next < 0 || behind < next ? behind : -1;
}

/** "Hemoglobin (g/dL)" and "Hemoglobin, g/dL" have the unit in the name. */
function nameAndUnit(text: string): [name: string, unit: string] {
  const [, name = "", bracket, behind] = /^(.+?)\s*(?:[([]([^()[\]]+)[)\]]|,\s+(\S+))$/.exec(text) ?? [];
  const unit = bracket ?? behind ?? "";
  return name !== "" && readUnit(unit, 0).value ? [name, unit] : [text, ""];
}

interface About {
  unit: string;
  reference: string;
  flag: string;
}

/** A cell as a result, as the grammar reads it, with all that its row says of it; words where it cannot be read so. */
function resultOf(cell: string, { unit, reference, flag }: About): string | ResultData {
  if (EMPTY.test(cell)) return BLANK;
  const [, value = cell, mark = ""] = FLAGGED.exec(cell) ?? [];
  const word = FLAGS.get((mark || flag).toLowerCase());
  const range = reference.replace(/\s*[–—-]\s*(?=\d)/, "-").trim();
  const isBare = /^[<>≤≥~]?\s*[\d.,\s\u2009\u202f–-]+$/.test(value);
  const quantity = unit && isBare ? `${value} ${unit}` : value;
  const notes = [word, EMPTY.test(range) ? "" : `ref ${range}`].filter(Boolean).join(", ");
  const whole = notes ? `${quantity} (${notes})` : quantity;
  if (readResult(whole).value && (word !== undefined || flag === "")) return whole;
  const told = [cell, isBare ? unit : "", flag, EMPTY.test(reference) ? "" : `(ref ${reference})`];
  return { text: told.filter(Boolean).join(" ") };
}

/** One column without a date is `results`, columns are a `table`. */
function setOf(values: ReadonlyMap<string, (string | ResultData)[]>, heads: readonly string[]): ResultSet | undefined {
  if (values.size === 0) return undefined;
  if (heads.length === 1 && !isDate(heads[0] ?? ""))
    return { results: Object.fromEntries([...values].map(([name, [value = BLANK]]) => [name, value])) };
  // Two columns under one head are two times, and nobody says which.
  const columns = heads.map((head, i): TimeText => {
    if (head === "" || heads.indexOf(head) !== i)
      return { text: [head, `(column ${i + 1})`].filter(Boolean).join(" ") };
    return isDate(head) ? head : { text: head };
  });
  return { table: { columns, rows: Object.fromEntries(values) } } as ResultSet;
}

const isDate = (text: string): boolean => /^\d{4}(-\d\d){0,2}$/.test(text) && readEdtf(text)?.kind === "date";
