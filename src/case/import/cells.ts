/** A pasted table as rows of cells, however its columns are set apart. */

export interface Cell {
  text: string;
  /** 1-based, in UTF-16 code units. */
  column: number;
}

export interface Row {
  line: number;
  text: string;
  /** One for each column; a missing one is undefined. */
  cells: readonly (Cell | undefined)[];
}

type Split = (line: string) => Cell[];

const bySeparator =
  (separator: RegExp): Split =>
  (line) => {
    const cells: Cell[] = [];
    let start = 0;
    for (const match of line.matchAll(separator)) {
      cells.push(cellOf(line.slice(start, match.index), start));
      start = match.index + match[0].length;
    }
    return [...cells, cellOf(line.slice(start), start)];
  };

/** Without blanks and quotes around it, and "" in quotes as " (RFC 4180). */
function cellOf(text: string, start: number): Cell {
  const bare = text.trim();
  const column = start + text.indexOf(bare) + 1;
  return { text: /^".*"$/s.test(bare) ? bare.slice(1, -1).replaceAll('""', '"').trim() : bare, column };
}

/** A separator inside quotes separates nothing (RFC 4180). */
const csv =
  (separator: string): Split =>
  (line) => {
    const cells: Cell[] = [];
    let start = 0;
    let isQuoted = false;
    for (let i = 0; i <= line.length; i++) {
      if (line[i] === '"') isQuoted = !isQuoted;
      if (i < line.length && (isQuoted || line[i] !== separator)) continue;
      cells.push(cellOf(line.slice(start, i), start));
      start = i + 1;
    }
    return cells;
  };

/** The bars at both ends of a row set nothing apart. */
const bars: Split = (line) => {
  const cells = bySeparator(/\|/g)(line);
  const [first, last] = [cells[0]?.text === "" ? 1 : 0, cells.at(-1)?.text === "" ? -1 : undefined];
  return cells.slice(first, last);
};

/** Ways to set columns apart; the first that most lines use is the table's. */
const WAYS: readonly { sign: RegExp; split: Split; isAligned?: true }[] = [
  { sign: /\t/, split: bySeparator(/\t/g) },
  { sign: /\|/, split: bars },
  { sign: /;/, split: csv(";") },
  {
    sign: /\S {2,}\S/,
    split: (line) => bySeparator(/ {2,}/g)(line).filter(({ text }) => text !== ""),
    isAligned: true,
  },
  { sign: /,/, split: csv(",") },
];

/** A line of a drawn table that holds no cell: |---|:--:|, +----+. */
const RULE = /^[\s|:+=─-]*$/;

/** @returns the rows with at least one cell, each as wide as the widest; lines that are drawn or empty are left out */
export function rowsOf(text: string): Row[] {
  const lines = text.split(/\r\n|\r|\n/).map((line, i) => ({ text: line, line: i + 1 }));
  const told = lines.filter((line) => !RULE.test(line.text));
  const way = WAYS.find(({ sign }) => 2 * told.filter((line) => sign.test(line.text)).length > told.length);
  if (!way) return [];
  const rows = told.map((line) => ({ ...line, cells: way.split(line.text) }));
  const widest = rows.reduce((a, b) => (b.cells.length > a.cells.length ? b : a)).cells;
  return rows.map((row) => ({
    ...row,
    cells: way.isAligned ? placed(row.cells, widest) : widest.map((_, i) => row.cells[i]),
  }));
}

/** Cells of aligned columns: each under the head that begins nearest, since an empty cell leaves no trace. */
function placed(cells: readonly Cell[], heads: readonly Cell[]): (Cell | undefined)[] {
  if (cells.length === heads.length) return [...cells];
  const row: (Cell | undefined)[] = heads.map(() => undefined);
  for (const cell of cells) {
    const far = (i: number) => Math.abs((heads[i]?.column ?? 0) - cell.column);
    const nearest = heads.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
    row[nearest] = row[nearest] ? { ...cell, text: `${row[nearest]?.text} ${cell.text}` } : cell;
  }
  return row;
}
