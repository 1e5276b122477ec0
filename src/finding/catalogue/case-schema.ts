/** Findings about what a case document says, held against the case language's JSON Schema. */
import { defineCatalogue } from "../entry.js";

export const caseSchema = defineCatalogue({
  "case/unknown-key": {
    severity: "error",
    message: "`{key}` is not a key of {owner}",
    hint: "{advice}",
    explain:
      "The case language is closed: a key it does not know is an error, so that a typing error is never silently dropped. " +
      "`case2fhir schema` prints the language; an editor that knows YAML schemas completes from it.",
  },
  "case/missing-key": {
    severity: "error",
    message: "{owner} needs the key `{key}`: {description}",
    hint: "add `{example}`",
    explain: "Some keys are required, because without them nothing can be said.",
  },
  "case/wrong-type": {
    severity: "error",
    message: "{what} is {found}, and {expected} is expected",
    hint: "{advice}",
    explain:
      "Every key takes a certain kind of value: a text, a whole number, true or false, a list (lines with `- `) or a mapping " +
      "(`key: value`).",
  },
  "case/unknown-word": {
    severity: "error",
    message: "{what} cannot be `{word}`",
    hint: "{advice}",
    explain:
      "This key takes one of a few words, since each has its own meaning in FHIR. The list is in the schema and in the hint.",
  },
  "case/wrong-form": {
    severity: "error",
    message: "`{word}` has not the form that {what} needs: {description}",
    hint: "for example: {example}",
    explain: "Ids, codes, dates, DOIs and the like have a fixed form, which the schema states as a pattern.",
  },
  "case/out-of-range": {
    severity: "error",
    message: "{what} must be {limit}, and is {word}",
    explain: "The schema limits this number to what is possible.",
  },
  "case/nothing-inside": {
    severity: "error",
    message: "{what} is empty",
    hint: "write something, or leave the key out; what is not known is not written",
    explain:
      "An empty text, list or mapping says nothing. What is absent or was not done has its own words, such as `absent` and `not done`.",
  },
  "case/said-twice": {
    severity: "error",
    message: "{what} names the same thing twice",
    hint: "leave one out",
    explain: "A list of links or words holds each once.",
  },
  "case/negated-name": {
    severity: "error",
    message: "`{name}` denies what it names, and names under `{list}` are told without a denial",
    hint: "{hint}",
    explain:
      "What is absent, excluded, not done or not taken has its own words, so that its resource says so. A name that begins with " +
      "`no`, `not`, `without`, `denies`, `absence of` or `negative for` would come out as something that was there or was done. " +
      'If a terminology has the very words as its term, give the name that code with its display: SCT#716186003 "No known allergy".',
  },
});
