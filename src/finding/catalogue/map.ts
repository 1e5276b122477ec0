import { defineCatalogue } from "../entry.js";

export const mapCatalogue = defineCatalogue({
  "map/document-needs-date": {
    severity: "error",
    message: "a document needs a date, and the case says nowhere when it was recorded",
    hint: "add `recorded: 2026-01-31T12:00:00Z` to the case, or give --recorded",
    explain:
      "Composition.date and a document Bundle's timestamp are required (bdl-10). case2fhir never asks the machine's clock, so that the same case gives the same bytes on every day: the date comes from `recorded:` in the case, from --recorded, or from SOURCE_DATE_EPOCH. Without one, transaction, batch and collection Bundles can still be made: their Provenance says that the date is unknown.",
  },
  "map/circular-references": {
    severity: "warning",
    message: "no order puts every resource after those it refers to: {references}",
    hint: "load it as a transaction, or leave one of these links out",
    explain:
      "The entries of a batch are independent (R4, http.html#brules), so a server that checks references needs what is referred to first. Where references run in a circle there is no such order.",
  },
  "map/lost-in-dosage": {
    severity: "information",
    message: 'in one statement, the courses of "{name}" lose what a dosage cannot say: {keys}',
    hint: "leave out --compact-medications: then every course is a statement of its own",
    explain:
      "With --compact-medications a drug is one MedicationStatement, and its courses are dosages in sequence. A dosage says how much, how, and within which time; a pause is only a word there, and a status, a reason, a note, the time it was seen and its citation belong to a statement.",
  },
  "map/before-encounter": {
    severity: "information",
    message: '"{name}" led to the {encounter} encounter it is told in, so it does not refer back to it',
    hint: "if it was found during the encounter, leave it out of what the encounter's `because` rests on",
    explain:
      "An encounter refers to its reasons, and they to their evidence. A reference from there back to the encounter would close a circle, which servers that check references one by one cannot load.",
  },
  "map/vital-sign-in-words": {
    severity: "information",
    message: '"{name}" stays text without LOINC {code}, since R4 wants another shape of that vital sign: {why}',
    hint: "tell it as it is wanted, or leave the code out",
    explain:
      "R4 binds every Observation with the LOINC code of a vital sign to a profile (observation-vitalsigns.html): one number in one of the profile's units, or two for a blood pressure. What a source tells otherwise, as a word, a range or in another unit, is kept as it is told, and the code that would make it wrong is left out.",
  },
  "map/part-in-words": {
    severity: "information",
    message: '"{name}" stays text without {code}, which is also the code of the whole that it is a part of',
    hint: "give the part a code of its own, or leave the code out",
    explain:
      "Under R4's invariant obs-7 a component with the code of its Observation would be that Observation's value, which is there already. The words of the part and its value are kept.",
  },
  "map/uncoded": {
    severity: "information",
    message: "{count} names have no code and stay text: {names}",
    hint: "add them to `codes:` where a terminology has a code whose display you have checked",
    explain:
      "case2fhir never guesses a code. A name without one is written as CodeableConcept.text, which every server accepts but no server can search by code.",
  },
});
