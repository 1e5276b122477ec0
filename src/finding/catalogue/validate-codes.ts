import { defineCatalogue } from "../entry.js";

const STRENGTH = "https://hl7.org/fhir/R4/terminologies.html#strength";

/** What is found about codes: by their value set and by their code system. */
export const validateCodes = defineCatalogue({
  "validate/code-outside-extensible": {
    severity: "warning",
    message: "{code} is not in the value set {valueSet}",
    explain: `The binding is extensible: the code has to come from the value set unless that has no suitable one, which no program can judge (${STRENGTH}).`,
  },
  "validate/code-outside-preferred": {
    severity: "information",
    message: "{code} is not in the preferred value set {valueSet}",
    explain: `The binding is preferred: codes of the value set are understood by most, others are allowed (${STRENGTH}).`,
  },
  "validate/code-advised": {
    severity: "warning",
    message: "there is no code, and there should be one of the value set {valueSet}",
    hint: "a text alone is allowed where the value set has nothing suitable",
    explain: `The binding is extensible, so a text alone is for what the value set has no code for (${STRENGTH}).`,
  },
  "validate/coding-without-system": {
    severity: "warning",
    message: "the code has no system, so it has no defined meaning",
    explain: "A code means something only within its code system; without one nobody can check or translate it.",
  },
  "validate/code-unknown": {
    severity: "error",
    message: "{system} has no code {code}",
    messageId: "Unknown_Code_in_Version",
    explain:
      "The code system is complete as it is known here (HL7's own, those of the packages and resources given), or the form of the code is none that the system can have: SNOMED CT identifiers have a check digit, UCUM has a grammar.",
  },
  "validate/code-not-listed": {
    severity: "warning",
    message: "{code} is not among the codes of {system} that are known here, where its content is {content}",
    explain: "Only a part of the code system is at hand, so the code may well exist.",
  },
  "validate/code-inactive": {
    severity: "warning",
    message: "the code {code} of {system} is not in use any more",
    messageId: "INACTIVE_CONCEPT_FOUND",
    explain: "The code system has retired the code. Old data may have it; new data should have what replaced it.",
  },
  "validate/wrong-display": {
    severity: "error",
    message: "{display} is not the name of {code} in {system}",
    messageId: "Display_Name_for__should_be_one_of__instead_of",
    explain:
      "A display has to be a name that the code system gives to the code, in any of its languages; case and spacing do not matter. A wrong name often tells of a wrong code. `--display-issues warning` makes it a warning.",
  },
  "validate/display-language": {
    severity: "information",
    message:
      "{display} is a name of {code} in {system}, but not in the language of the resource ({language}), in which it has none",
    explain:
      "The resource states its language, and the code system has no name of the code in it. A name in another language is right all the same; HL7's validator says as much.",
  },
  "validate/code-system-unknown": {
    severity: "warning",
    message: "the code system {system} is not known here, so the code cannot be checked",
    messageId: "UNKNOWN_CODESYSTEM",
    hint: "give its package or resource, if there is one",
    explain: "Neither HL7's terminology nor what was given has a code system of this URL.",
  },
  "validate/code-system-version-unknown": {
    severity: "warning",
    message: "version {version} of {system} is not known here, so the code cannot be checked; known: {known}",
    messageId: "UNKNOWN_CODESYSTEM_VERSION",
    explain: "Codes come and go between versions, so a code is looked for in the version that it names only.",
  },
  "validate/system-is-supplement": {
    severity: "error",
    message: "{system} is a supplement, which has no codes of its own",
    messageId: "CODESYSTEM_CS_NO_SUPPLEMENT",
    hint: "the system is the one that it supplements",
    explain: "A supplement adds names and properties to the codes of another code system, by which they are known.",
  },
});
