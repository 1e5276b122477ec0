/** Findings of the closed grammars: times, results, doses, units. */
import { defineCatalogue } from "../entry.js";

export const grammarCatalogue = defineCatalogue({
  "case/unreadable-time": {
    severity: "error",
    message: "{problem}; expected {expected}",
    hint: "{hint}",
    explain:
      "Times are written in a closed grammar (docs/time.md), so that a typing error never becomes a wrong date. " +
      "Write an ISO 8601 date, or a phrase that names a declared id, such as `4 months after start of rituximab`. " +
      "Words that no grammar can read are kept, undated, as `{text: at the time of writing}`.",
  },
  "case/unreadable-duration": {
    severity: "error",
    message: "{problem}; a duration is a number (or a range, or a word up to twelve, or `a few`, `several`) and a unit",
    hint: "{hint}",
    explain:
      "`lasting` is a duration: `4 weeks`, `2-3 days`, `a month`, `about 6 weeks`, `several hours`, `over 3 years`. " +
      "Anything else belongs into the `note`.",
  },
  "case/impossible-date": {
    severity: "error",
    message: "{date} is not in the calendar: {why}",
    explain:
      "Dates are checked against the calendar: 2023-02-31 has no such day, 2023-13 no such month, 25:00 no such hour. " +
      "FHIR servers refuse such dates, so they are refused where they are written.",
  },
  "case/unknown-anchor": {
    severity: "error",
    message: 'nothing in this case is called "{name}", so no time can be counted from it',
    hint: "{hint}",
    explain:
      "A relative time counts from a step or an item with an id (or a name that only one of them bears), or from " +
      "`birth`, `life` and `age`. Give the event an id and name it in the phrase, or keep the words as `{text: ...}`.",
  },
  "case/whose-birth": {
    severity: "error",
    message: 'this step is about "{person}", so `birth` alone does not say whose birth is meant',
    hint: "{hint}",
    explain:
      "In a step about somebody else than the patient, `life` and `age` are that person's. A birth can be that person's " +
      "own or the patient's (a mother is told of at the birth of her child), so it says whose it is.",
  },
  "case/ambiguous-name": {
    severity: "error",
    message: '"{name}" is the name of {count} things in this case, so it does not say which is meant',
    hint: "give the one that is meant an id and write that id",
    explain: "A name can be used to refer to something only while it is unique in the case; an id always is.",
  },
  "case/ambiguous-anchor": {
    severity: "information",
    message: '"{phrase}" may count from the start or from the end of "{name}"; both readings are kept',
    hint: "write `{start}` or `{end}`",
    explain:
      "What goes on for a while has a start and an end, and `4 months after it` may mean either. The time is resolved " +
      "to the interval that holds both readings, which is often too wide to give a date.",
  },
  "case/unreachable-anchor": {
    severity: "information",
    message: '"{phrase}" stays undated, because "{name}" has no date and none follows from the rest of the case',
    explain:
      "The phrase is kept and goes into the Bundle as a relative time. It gets a date as soon as the event it counts " +
      "from has one.",
  },
  "case/time-cycle": {
    severity: "error",
    message: "these times count from one another in a circle: {circle}",
    hint: "let one of them count from something else, or give it a date",
    explain: "A relative time must lead, step by step, to something else than itself.",
  },
  "case/open-duration": {
    severity: "information",
    message: 'how long "{name}" lasted is told, but neither when it began nor when it ended',
    hint: "write `until: {step}` if it lasted until then, `from: {step}` if it began then",
    explain:
      "A finding is told when it is seen: `lasting: 3 weeks` may be the three weeks before that or those after it. Both of " +
      "its ends stay undated, with these words; `from`, `until` or `when` says which is meant.",
  },
  "case/times-disagree": {
    severity: "warning",
    message: '"{phrase}": only one of these can be true; all are kept, and the time lies somewhere among them',
    hint: "where the source decides between them, write that one alone",
    explain:
      "A source may give one event two dates. `or` keeps both in words; the Bundle has what is true either way, with the first " +
      "and the last day on which it can have been.",
  },
  "case/time-contradiction": {
    severity: "error",
    message: "{what}",
    explain:
      "The stated and derived times cannot all be true, whatever days are chosen within their precision: for example " +
      "something ends before it starts, or a drug is restarted before it was paused.",
  },
  "case/outside-life": {
    severity: "warning",
    message: '"{name}" has a date ({date}) {where}',
    hint: "correct the date that is wrong; what was examined before birth or after death can stay",
    explain:
      "A date of the patient lies before the birth or after the death that the case tells, which is most often a typing error. " +
      "What somebody else had before the patient was born is told in a step `about` that person.",
  },
  "case/courses-overlap": {
    severity: "warning",
    message: '"{later}" starts ({start}) before "{earlier}" ends ({end})',
    hint: "courses of one drug follow one another: check the dates, or write them as two drugs",
    explain: "The courses of a drug are in order, so one normally ends before the next begins.",
  },
  "case/time-said-twice": {
    severity: "error",
    message: "`when` and `{other}` are both given; they say the same thing",
    hint: "keep `when` for a moment, `from` and `until` for a period",
    explain: "One thing has one time: a moment or a span in `when`, or its ends in `from` and `until`.",
  },
  "case/unreadable-result": {
    severity: "error",
    message: "{problem}; expected {expected}",
    hint: "{hint}",
    explain:
      "Results are written in a closed grammar (docs/quantities.md), so that a typing error never becomes a text " +
      "result: `15.3 g/L (high, ref 12-15)`, `<5 %`, `1:320 (positive)`, `negative`, `rising (slightly)`. Anything " +
      "else is kept in words as `{text: ...}`.",
  },
  "case/suspect-result": {
    severity: "warning",
    message: "{what}",
    hint: "look at the source again; it is kept as written",
    explain:
      "A result says two things that cannot both be so: words that exclude one another, a word that its own reference range " +
      "denies, a reference range in another unit, or two numbers for one value. Nothing is corrected: which of the two is " +
      "wrong, or whether the source itself says so, only its reader can tell.",
  },
  "case/implausible-value": {
    severity: "warning",
    message: "{what}",
    hint: "{hint}",
    explain:
      "Some well-known measurements have wide limits (docs/quantities.md), beyond which a slip of the pen or another unit is " +
      "likelier than the value: a newborn of 3100 kg, haemoglobin in mmHg. The limits are our own. The value goes into the " +
      "Bundle as written, since what is meant only the source can tell.",
  },
  "case/words-in-brackets": {
    severity: "information",
    message: '"{word}" in brackets is kept as words',
    hint: "if more is meant, write `{written}`",
    explain:
      "In brackets a reference range begins with `ref`, and the words that have a code are written out: high, low, normal, " +
      "positive. Anything else becomes a note, since numbers and letters alone can mean other things.",
  },
  "case/unreadable-size": {
    severity: "error",
    message: "{problem}; expected {expected}",
    hint: "{hint}",
    explain:
      "`size` is a length, `4 cm`, `about 5 mm`, `3-4 cm`, or a length along each of two or three axes, `2 x 1 cm`, " +
      "`5.2 x 4.1 x 3.0 cm`. Other measures of what was found are results of their own, with a name: `tumour volume: 30 mL`.",
  },
  "case/unreadable-dose": {
    severity: "error",
    message: "{problem}; expected {expected}",
    hint: "{hint}",
    explain:
      "Doses are written in a closed grammar (docs/quantities.md): an amount, how often, and nothing else: " +
      "`10 mg twice daily`, `750 mg/m2 every 4 weeks`, `100 mg/day`, `2 tablets as needed`. Route, indication and " +
      "time have keys of their own; anything else is kept in words as `{text: ...}`.",
  },
  "case/ambiguous-number": {
    severity: "error",
    message: '"{number}" can be read as {first} or as {second}',
    hint: "write the decimal point as a point and thousands without a separator",
    explain:
      "A comma is a decimal point in some countries and a thousands separator in others, and a thousandfold error can " +
      "harm. It is read where it can only be a decimal one (`0,5`, `2,68`), and refused before three digits.",
  },
  "case/odd-number": {
    severity: "error",
    message: '"{number}" is not how a number is written here',
    hint: "{hint}",
    explain:
      "A number has digits before the decimal point and after it, and no leading zeros: 0.5, not .5; 5 or 5.0, not 5.",
  },
  "case/unknown-unit": {
    severity: "error",
    message: '"{unit}" is no unit of UCUM and no spelling of one that is known here',
    hint: "{hint}",
    explain:
      "Units go into the Bundle as UCUM codes (https://ucum.org), which is what makes results comparable. Common " +
      "spellings are understood (docs/quantities.md); things that are counted are written in braces: `{tablet}`.",
  },
  "case/wrong-unit": {
    severity: "error",
    message: '"{unit}" is {what}',
    hint: "{hint}",
    explain:
      "The unit exists but cannot be meant here: a dose is an amount (mg, mL, IU, tablets), alone or per kg, per m2 of " +
      "body surface or per time.",
  },
});
