import { defineCatalogue } from "../entry.js";

export const packageCatalogue = defineCatalogue({
  "package/not-found": {
    severity: "error",
    message: "the package {name} is not here",
    hint: "{hint}",
    explain:
      "A package is named as `name#version` and looked for in ~/.fhir/packages (and the folders that were given for it), or it is a path to a folder, a .tgz or a file of definitions. Nothing is fetched from a network. Other tools fill that folder: HL7's validator, SUSHI, or `npm pack` for the packages that npm serves. Exit code 2.",
  },
  "package/unreadable": {
    severity: "error",
    message: "{path} cannot be read as a package: {reason}",
    explain:
      "The folder, archive or file is there, but its package.json is no JSON, the archive is damaged or unpacks to more than 1 GiB, or the file is no JSON. XML definitions are not read. Exit code 2.",
  },
  "package/no-definitions": {
    severity: "error",
    message: "{path} holds no definition: a resource with a url, or a Bundle of such",
    explain:
      "A single file given as a package must be a StructureDefinition, ValueSet, CodeSystem or another resource that is named by a canonical URL, or a Bundle of them; a folder or an archive without a package.json must have some in it, as JSON. Exit code 2.",
  },
  "package/dependency-missing": {
    severity: "warning",
    message: "{id} depends on {dependency}, which is not here: what it defines is not known",
    hint: "{hint}",
    explain:
      "A package of the dependencies is in none of the places where packages are looked for, so its profiles, extensions and value sets cannot be resolved; where one of them is needed, a finding says that it was not checked. Put the package there, or say with `--package-substitute A#x=A#y` which one shall be taken for it.",
  },
  "package/other-fhir-version": {
    severity: "warning",
    message: "{id} is for FHIR {versions}, not for R4 (4.0.1)",
    hint: "many packages have a variant for R4: {name}.r4",
    explain:
      "Its definitions are written in, and for, another version of FHIR. They are taken as they are, so elements that R4 does not have may be asked for.",
  },
  "package/broken-file": {
    severity: "warning",
    message: "{file} of {id} cannot be read and is left out: {reason}",
    explain:
      "One file of a package is no JSON or cannot be opened. The definition in it is as unknown as if it were not there.",
  },
  "package/substituted": {
    severity: "information",
    message: "{by} is taken for {wanted}, as it was asked for",
    explain:
      "`--package-substitute` named another package for one that is asked for or depended on. What is judged by it may come out differently than with the package that the author meant.",
  },
  "package/unused-substitute": {
    severity: "warning",
    message: "nothing asks for {wanted}, so {by} stands in for nothing",
    explain:
      "A `--package-substitute` had no effect: no package that was loaded is, or depends on, the one on its left side. Most likely the name or the version is mistyped.",
  },
});
