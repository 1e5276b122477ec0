import { defineCatalogue } from "../entry.js";

/** What `import-table` cannot read of a pasted table. */
export const caseTableCatalogue = defineCatalogue({
  "case/no-table": {
    severity: "error",
    message: "no table is found here: a name and a value on each line, set apart by tabs, commas, bars or two blanks",
    hint: "paste the table with its first column, the names",
    explain:
      "A table has a row for each test: its name first, then its values, and perhaps a unit and a reference range. Columns are set apart by tabs, semicolons, commas, bars (|), or two blanks or more.",
  },
  "case/table-line": {
    severity: "information",
    message: 'this line is left out, for it has no value: "{text}"',
    explain: "A title, a heading between rows or a footnote is no result. If it is one, give it its value.",
  },
  "case/table-cell": {
    severity: "warning",
    message: '"{text}" cannot be read, and is kept as words',
    hint: "write it as docs/quantities.md or docs/time.md say, if it can be",
    explain:
      "What the grammars of results and times cannot read stands as {text: ...}: nothing is lost and nothing is guessed. Of a value the unit may be missing or unknown; of a column's head, the date may be written in a way that can be read as two.",
  },
  "case/table-twice": {
    severity: "warning",
    message: '"{name}" has two rows; the second is called by its line',
    hint: "say what sets the two apart, the specimen for example",
    explain: "Results are known by their names, so two of them cannot have the same.",
  },
});
