/** Findings about a case document as text: its size, its encoding, its YAML. */
import { defineCatalogue } from "../entry.js";

export const caseText = defineCatalogue({
  "case/too-large": {
    severity: "error",
    message: "this document is too large to be one case",
    hint: "one file holds one case; split it, or leave out what is not the case's own",
    explain:
      "A case document has at most 5 MiB and half a million YAML tokens, a hundred times a long case. " +
      "Beyond that it is most likely another file given by mistake, and reading it could exhaust the machine's memory.",
  },
  "case/not-text": {
    severity: "error",
    message: "this is not a text file: it contains the control character {character}",
    hint: "a case is a YAML or JSON text, saved as UTF-8",
    explain:
      "YAML allows no control characters except tab and line ends. Where there is one, the file is most likely a binary " +
      "(a word processor's document, a spreadsheet, a PDF) or a text saved as UTF-16.",
  },
  "case/escaped-character": {
    severity: "error",
    message: "the escape for {character} stands for no character of a text",
    hint: "leave the escape out",
    explain:
      "In double quotes, YAML and JSON can write any code with an escape. Control characters other than tab and line ends, " +
      "and halves of characters, have no place in a text: XML cannot hold them and FHIR forbids them.",
  },
  "case/not-utf8": {
    severity: "error",
    message: "the bytes here are not UTF-8, so nobody can tell which character was meant",
    hint: "save the file as UTF-8",
    explain:
      "Case documents are UTF-8. A file in another encoding (Latin-1, Windows-1252, UTF-16) loses its accented letters, " +
      "and the character U+FFFD stands in their place. Open the file in the encoding it was written in and save it as UTF-8.",
  },
  "case/empty": {
    severity: "error",
    message: "this document is empty",
    hint: "`case2fhir init` writes a starter case with comments",
    explain:
      "The file has no content, or comments only. A case has at least a language, a name, a namespace and a patient.",
  },
  "case/not-a-mapping": {
    severity: "error",
    message: "a case is a mapping, that is lines of `key: value`, and this is not",
    hint: "`case2fhir init` writes a starter case with comments",
    explain:
      "The outermost level of a case document is a mapping: `language: 1`, `case: my-case`, `patient:` and so on. " +
      "A list, or running text, or a file of another kind cannot be read as a case.",
  },
  "case/many-documents": {
    severity: "error",
    message: "a second YAML document begins here, and a file holds one case",
    hint: "put it into a file of its own, or take out the `---`",
    explain:
      "In YAML a line of `---` (or `...`) ends one document and begins another. One file is one case: what comes after " +
      "would be silently lost, so it is refused.",
  },
  "case/too-deep": {
    severity: "error",
    message: "this nests more than {limit} levels deep",
    hint: "a case needs about ten levels; look for a bracket or a dash too many",
    explain:
      "Mappings and lists may lie in one another a hundred levels deep at most, so that no document can exhaust the stack.",
  },
  "case/not-yaml": {
    severity: "error",
    message: "this cannot be read as YAML from here on",
    hint: "look for a quote, a bracket or a colon in this line; a text in double quotes is always read as that text",
    explain:
      "The document breaks a rule of YAML's syntax at this place. Only the first such error is shown, since the others " +
      "are usually its echo. YAML 1.2 and JSON are accepted.",
  },
  "case/tab": {
    severity: "error",
    message: "a tab cannot indent a line in YAML",
    hint: "use spaces, two per level",
    explain:
      "YAML forbids tabs as indentation, because their width is not defined. Inside brackets and JSON they are fine.",
  },
  "case/indentation": {
    severity: "error",
    message: "this line's indentation fits no level above it",
    hint: "lines that belong together begin in the same column, and what belongs to a key stands deeper than the key",
    explain:
      "YAML tells by columns what belongs together: the keys of one mapping begin in one column, and so do the dashes of " +
      "one list. A key that already has a value on its line can have nothing below it.",
  },
  "case/missing-colon": {
    severity: "error",
    message: "`{line}` is neither `key: value` nor an item of a list",
    hint: "write `{written}`, with a space after the colon",
    explain:
      "Each line of a mapping is a key, a colon, a space and a value. Without the space the colon is part of the text. " +
      "A value that goes on in the next line stands deeper than its key.",
  },
  "case/missing-comma": {
    severity: "error",
    message: "inside brackets, a comma or a colon is missing here",
    hint: "separate the entries: {a: 1, b: 2}, [x, y]",
    explain:
      "Inside `{}` and `[]` the entries are separated by commas. Without one, two lines of a list would become one text: " +
      "a text that is meant to go over two lines inside a list stands in quotes.",
  },
  "case/missing-space": {
    severity: "error",
    message: "a {mark} needs a space behind it",
    hint: "write `- item`",
    explain:
      "In YAML `- item` is an item of a list, and `-item` is a text that begins with a dash. A text that does stands in quotes.",
  },
  "case/odd-space": {
    severity: "error",
    message: "the space here is not an ordinary one ({character}), and YAML takes it for a letter",
    hint: "type an ordinary space in its place, or take it out",
    explain:
      "No-break spaces and their like come along when text is copied from a web page or a PDF. They look like a space, but " +
      "YAML neither ends a key at them nor trims them off, so two names that look the same would differ.",
  },
  "case/leading-symbol": {
    severity: "error",
    message: "a text cannot begin with {symbol} unless it is quoted",
    hint: "quote it: {quoted}",
    explain:
      "At the beginning of a value YAML gives some characters a meaning: `>` and `|` announce a text of several lines, " +
      "`*` and `&` a reference, `!` a type, `%` an instruction; `@` and the backtick are reserved; `- ` and `? ` begin an " +
      "entry. A value that is meant to begin with one stands in quotes. Instead of `>5 %` one can also say `over 5 %`.",
  },
  "case/colon-in-value": {
    severity: "error",
    message: "a colon followed by a space ends a key, and this value holds one",
    hint: "quote it: {quoted}",
    explain:
      "`name: foo: bar` would be a mapping in a mapping. A text with a colon and a space in it stands in quotes.",
  },
  "case/comma-in-value": {
    severity: "error",
    message: "inside brackets a comma ends the value, so what follows it would be lost",
    hint: "quote it: {quoted}",
    explain:
      "In `{CRP: 20 mg/L, high}` YAML sees two keys: CRP, and high without a value. Put the whole text in quotes, or " +
      "write a qualifier in brackets: `20 mg/L (high)`. The same happens to a code's display with a comma inside `[]`.",
  },
  "case/comment-in-value": {
    severity: "error",
    message: "what follows the `#` is a comment to YAML, so it would be lost",
    hint: "quote it: {quoted}; or, if it is a comment, put a space after the `#`",
    explain:
      "A `#` at the beginning of a value or after a space opens a comment that runs to the end of the line. case2fhir " +
      "takes `# like this` for a comment and `#2` for a part of the text that YAML would drop.",
  },
  "case/open-quote": {
    severity: "error",
    message: "this quote is opened and not closed",
    hint: "close it: {quoted}",
    explain:
      "A text that begins with a quote ends with the same one. In single quotes, a single quote is written twice: 'Crohn''s'. " +
      'A code\'s display stands in double quotes: SCT#25044007 "Neuromyelitis optica".',
  },
  "case/text-after-value": {
    severity: "error",
    message: "the value ends before this, and nothing may follow it",
    hint: "quote the whole: {quoted}",
    explain:
      "A value that begins with a quote ends where that quote closes. Quote the whole value, with the other kind of quotes.",
  },
  "case/bad-escape": {
    severity: "error",
    message: "`{escape}` is no escape that YAML knows",
    hint: "use single quotes, in which a backslash is a backslash: {quoted}",
    explain:
      "In double quotes a backslash begins an escape such as \\n or \\u00e9; a backslash itself is written \\\\.",
  },
  "case/bracket-in-value": {
    severity: "error",
    message: "`{bracket}` begins a list or a mapping here, in the middle of a text",
    hint: "quote it: {quoted}",
    explain:
      "At the beginning of a value, and anywhere inside brackets, `[` and `{` are YAML's own. Units in brackets such as " +
      "[iU] or [sp'gr] therefore stand in quotes together with their number.",
  },
  "case/open-bracket": {
    severity: "error",
    message: "this `{bracket}` is not closed",
    hint: "close it with `{closing}`; lines inside it stand deeper than the line it begins in",
    explain: "What is opened with `{` or `[` is closed with `}` or `]`, and the lines between are indented.",
  },
  "case/stray-bracket": {
    severity: "error",
    message: "this `{bracket}` closes nothing",
    hint: "take it out, or put the text into quotes",
    explain: "A closing bracket needs an opening one before it. As part of a text it stands in quotes.",
  },
  "case/no-value": {
    severity: "error",
    message: "{name} has no value",
    hint: "write one, or leave it out; what is not known is not written",
    explain:
      "A key without a value is null in YAML, and null says nothing about a patient: it is as likely a typing error as an " +
      "omission. Leave out what is not known. The words `null` and `~` stand in quotes if they are meant as text.",
  },
  "case/duplicate-key": {
    severity: "error",
    message: "`{key}` stands twice in this mapping, here and in line {line}",
    hint: "put both under one key, or give the second its own item with `- `",
    explain: "A key can have one value; of two, one would be lost.",
  },
  "case/key-not-text": {
    severity: "error",
    message: "a key must be a text",
    hint: "write `key: value`",
    explain: "YAML allows lists and mappings as keys, and an empty one; a case has only texts as keys.",
  },
  "case/forbidden-key": {
    severity: "error",
    message: "`{key}` cannot be a key",
    hint: "choose another word",
    explain:
      "`__proto__` is no ordinary key to JavaScript, and documents that hold it have been used to attack programs. No case " +
      "needs it.",
  },
  "case/merge-key": {
    severity: "error",
    message: "`<<` merges nothing: it belongs to YAML 1.1, and a case is YAML 1.2",
    hint: "write the keys out",
    explain:
      "The merge key was dropped in YAML 1.2. To use a value twice, give it an anchor (`&name`) and refer to it (`*name`).",
  },
  "case/circular-reference": {
    severity: "error",
    message: "`*{name}` refers to something that contains it",
    hint: "write out what is meant",
    explain: "A reference stands for a copy of what its anchor marks; a copy that contains itself would have no end.",
  },
  "case/too-many-references": {
    severity: "error",
    message: "the references in this document stand for more than {limit} values",
    hint: "write out what is meant",
    explain:
      "Each reference (`*name`) stands for a copy of what its anchor marks. References to references can double with every " +
      "line, until no memory is left, so there is a limit.",
  },
  "case/format-json": {
    severity: "error",
    message: "this case is JSON, and `fmt` writes YAML",
    hint: "a formatter for JSON keeps it JSON",
    explain: "JSON has no comments and no order that would be worth keeping; `fmt` leaves it alone.",
  },
  "case/format-comment": {
    severity: "error",
    message: "the comment `{comment}` stands where it would be lost",
    hint: "put it on a line of its own, before what it is about",
    explain: "`fmt` changes nothing of a file when it cannot keep every comment.",
  },
  "case/not-formatted": {
    severity: "error",
    message: "this case is not in its canonical form",
    hint: "`case2fhir fmt {file}` writes it so",
    explain:
      "`fmt --check` compares and writes nothing. The canonical form has keys in the order of the schema and lines that are not too long, so that two people who edit a case see only what they changed. Exit code 1.",
  },
});
