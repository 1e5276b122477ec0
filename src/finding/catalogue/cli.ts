import { defineCatalogue } from "../entry.js";

export const cliCatalogue = defineCatalogue({
  "cli/usage": {
    severity: "error",
    message: "{problem}",
    hint: "{hint}",
    explain:
      "The command line cannot be understood: an option lacks its value, a value is not one of those allowed, or an argument is missing. Nothing was read or written. `case2fhir COMMAND --help` shows what the command takes. Exit code 2.",
  },
  "cli/unknown-command": {
    severity: "error",
    message: 'there is no command "{name}"',
    hint: "{hint}",
    explain:
      "The first word after `case2fhir` is not one of its commands. `case2fhir --help` lists them. Nothing was read or written. Exit code 2.",
  },
  "cli/unknown-option": {
    severity: "error",
    message: 'there is no option "{name}" here',
    hint: "{hint}",
    explain:
      "The command has no such option; an option that is silently ignored would be worse than an error. `case2fhir COMMAND --help` lists the options. Nothing was read or written. Exit code 2.",
  },
  "cli/unknown-code": {
    severity: "error",
    message: 'there is no finding code "{name}"',
    hint: "{hint}",
    explain:
      "`case2fhir explain` was asked about a code that this version never reports. `case2fhir explain` without a code lists all of them. Exit code 2.",
  },
  "cli/no-such-file": {
    severity: "error",
    message: "{file} does not exist",
    explain: "The file named on the command line is not there. Look at the spelling and the folder. Exit code 2.",
  },
  "cli/no-inputs": {
    severity: "error",
    message: "{path} {why}",
    explain:
      "What was named gives nothing to read: a folder without *.json, *.yaml, *.yml or *.ndjson files (folders in it are not looked into), a pattern that matches no file, or NDJSON without a line. Exit code 2.",
  },
  "cli/empty": {
    severity: "error",
    message: "{file} is empty",
    explain:
      "There is nothing to read: the file has no sign in it but white space, or nothing came by the standard input, as when the program before the pipe failed. Exit code 2.",
  },
  "cli/no-resource": {
    severity: "information",
    message: "{file} belongs to a package and is no resource: it is left out",
    explain:
      "A FHIR package has a manifest (package.json) and an index (.index.json) beside its resources. They tell of the package and are not judged. To judge by the definitions of a package, name it with `--ig`.",
  },
  "cli/not-a-file": {
    severity: "error",
    message: "{file} is a folder, not a file",
    hint: "name the files: {file}/*.yaml",
    explain:
      "A file was expected and a folder was named. The shell's wildcards name several files at once. Exit code 2.",
  },
  "cli/cannot-read": {
    severity: "error",
    message: "{file} cannot be read: {reason}",
    explain:
      "The file is there but the system does not let this program read it; the reason is the system's own. Most often it belongs to somebody else (`ls -l`). Exit code 2.",
  },
  "cli/too-large": {
    severity: "error",
    message: "{file} has more than {limit}, the most that is read",
    explain:
      "A FHIR Bundle of one patient has at most some megabytes. What is larger is most likely another file; reading it would only fill the memory. Nothing of it was used. Exit code 2.",
  },
  "cli/not-utf8": {
    severity: "error",
    message: "{file} is not text in UTF-8: byte {byte} cannot be read",
    hint: "{hint}",
    explain:
      "Cases and FHIR JSON are text in UTF-8. This file is in another encoding (UTF-16, Latin-1) or is no text at all. Save it as UTF-8. Exit code 2.",
  },
  "cli/no-sentences": {
    severity: "error",
    message: "{file} has no sentence in it",
    hint: "save the text of the source in it, as plain text in UTF-8",
    explain:
      "The text of a source is wanted, and this file is empty, or holds nothing but lines that begin with # at its top, which tell of the file and are not counted. Exit code 2.",
  },
  "cli/not-json": {
    severity: "error",
    message: "not JSON at line {line}, column {column}: {reason}",
    explain:
      "The file is called .json, or begins as JSON does, but breaks JSON's syntax at that place: a comma too many or missing, an open quote or bracket, or the file ends too early. Nothing can be judged before it is JSON. Exit code 2.",
  },
  "cli/xml": {
    severity: "error",
    message: "{file} is XML; cases are YAML or JSON, and FHIR is read as JSON",
    hint: "ask the server for application/fhir+json",
    explain:
      "FHIR's XML is not read. Every FHIR server gives the same content as JSON, and most tools convert it. Exit code 2.",
  },
  "cli/not-a-case": {
    severity: "error",
    message: "{file} is FHIR JSON, and not a case",
    hint: "`validate` and `load` take FHIR JSON, `map` and `run` take a case",
    explain:
      "The file names a resourceType, so it is a FHIR resource. Only a case can be mapped; what is FHIR already can be judged and loaded. Exit code 2.",
  },
  "cli/too-deep": {
    severity: "error",
    message: "{file} nests deeper than {limit} levels",
    explain:
      "No FHIR resource nests that deeply; such a file is broken or meant to exhaust the program that reads it. Exit code 2.",
  },
  "cli/cannot-write": {
    severity: "error",
    message: "{file} cannot be written: {reason}",
    explain:
      "The system refused to write the file: the disk is full, the folder is not there, read-only or somebody else's, or the name is a folder. Output is written whole or not at all: a file of that name that was there before is unchanged. Exit code 2.",
  },
  "cli/same-file": {
    severity: "error",
    message: "{file} cannot be written: it is {other}",
    hint: "give every output a file of its own",
    explain:
      "An output would replace the file that is read, or another output of the same command, and what was in it would be lost. Nothing was read or written. Exit code 2.",
  },
  "cli/exists": {
    severity: "error",
    message: "{file} is already there and is not overwritten",
    hint: "name another file",
    explain:
      "`case2fhir init` starts a new case and never replaces a file that somebody may have written. Exit code 2.",
  },
  "cli/several-parts": {
    severity: "error",
    message: "{server} does not take the Bundle in one request: it takes {count}, one after the other",
    hint: "-o FOLDER takes them, with a script that sends them",
    explain:
      "`map --for` writes one Bundle where the server takes all of it at once. This one takes fewer entries or bytes at a time, or no Bundles at all, so what it takes are several files. Nothing was written. Exit code 2.",
  },
  "cli/bad-ignore-file": {
    severity: "error",
    message: "{file} is no list of known findings: {why}",
    hint: "a list `ignore` of items with `code` and `reason`, and `place` or `message` where not all are meant",
    explain:
      "`--ignore` takes a JSON file with the member `ignore`, a list. Each item has a `code` (ours, or HL7's message id) and a `reason`, and may have a `place` (FHIRPath; without indices it means every item) and a `message` (a part of the sentence). Exit code 2.",
  },
  "cli/ignored-nothing": {
    severity: "warning",
    message: "item {number} of {file} ({code}) matches no finding",
    hint: "take it out, or look at its code, place and message",
    explain:
      "A list of known findings that names what is no longer found hides the next mistake of that kind. What it was written for has been repaired, or the item is mistyped.",
  },
  "cli/cannot-listen": {
    severity: "error",
    message: "cannot serve at {host}:{port}: {reason}",
    hint: "{hint}",
    explain:
      "The embedded server cannot open that address: another program uses the port, the host is not this machine's, or ports below 1024 need more rights. `--port 0` takes any free port. Exit code 3.",
  },
  "cli/bug": {
    severity: "error",
    message: "a bug of case2fhir, not of your input: {reason}",
    hint: "please report it with the command and, if you may share it, the file; CASE2FHIR_DEBUG=1 shows where it happened",
    explain:
      "Something happened that the program never expects, whatever it is given. What it says of that input cannot be trusted; `validate` names the resource and goes on with the others. Exit code 4.",
  },
});
