import { defineCatalogue } from "../entry.js";

/** What `check` finds of a case and the text it was taken from. */
export const caseEvidenceCatalogue = defineCatalogue({
  "case/other-source": {
    severity: "error",
    message: "this is the hash of another text: the text given has {found}",
    hint: "give the text that the case was written from; if it was edited, count its sentences again and write its hash here",
    explain:
      "`source: {sha256: ...}` says which text the sentences were counted in. In another text, or an edited one, the numbers may mean other sentences, so nothing else is checked.",
  },
  "case/no-first-sentence": {
    severity: "error",
    message: "no sentence of the text begins with these words, so the count of sentence {number} begins nowhere",
    hint: "`case2fhir sentences TEXT` prints the sentences: write the first words of one of them",
    explain:
      "`source: {sentences: ...}` says from which sentence a count begins, by the words that sentence begins with.",
  },
  "case/cite-beyond": {
    severity: "error",
    message: "the text has no {place}: it has {count} sentences",
    hint: "`case2fhir sentences TEXT` prints the numbers",
    explain: "What is cited must be there: a number behind the last sentence was mistyped, or counted in another text.",
  },
  "case/cite-uncounted": {
    severity: "information",
    message: 'nothing says where the sentences with the letter "{letter}" are counted from, so they are not looked up',
    hint: "add `{letter}1` to `source: {sentences: ...}`, with the words that its first sentence begins with",
    explain:
      "A letter before a number counts sentences apart, those of the captions for example. Said once, at the first of them.",
  },
  "case/no-such-quote": {
    severity: "warning",
    message: '"{quote}" does not stand in what is cited',
    hint: "copy the words exactly as they are, or cite the sentence they stand in",
    explain: "A quote stands word for word in the sentences, or between the offsets, that it is cited from.",
  },
  "case/number-not-cited": {
    severity: "warning",
    message: "{number} does not stand in {where}",
    hint: "correct the number, cite the sentence that has it, or call the key `implied`",
    explain:
      "A number of the case is looked for in the sentences it cites: as digits, with a decimal point or comma, thousands set apart or not, or as a word. One that is not there was mistyped, worked out (`implied`), or stands in another sentence. Names and units with digits in them are not looked for.",
  },
  "case/no-evidence": {
    severity: "information",
    message: "{names} cites no place of the source",
    hint: "add `cite`, here or to what stands around it",
    explain: "A reader can check an item only with the sentence that says it.",
  },
  "case/uncited": {
    severity: "information",
    message: "{which} cited by nothing",
    explain:
      "Either the case lacks something that the source tells, or the sentence tells nothing of this patient. Sentences before the first count (`source: {sentences: ...}`) are left out.",
  },
});
