import { defineCatalogue } from "../entry.js";

/** What is wrong with a case that is well written: links, ids, codes. */
export const caseMeaningCatalogue = defineCatalogue({
  "case/dangling-link": {
    severity: "error",
    message: '"{key}" links to "{name}", which is no id and no unique name in this case{near}',
    hint: "give the item you mean an `id`, and link to that",
    explain:
      "A link names another item of the case by its id, or by its name when only one item bears it. Reasons in free words have keys of their own (`because in words`, `evidence in words`, `note`).",
  },
  "case/link-to-step": {
    severity: "error",
    message: '"{key}" links to "{name}", which is a step; links lead to items',
    hint: "give the item of that step that you mean an `id`, and link to that",
    explain:
      "A step is a time of the story and becomes no resource, so nothing can be linked to it; what was then does. Times may count from a step.",
  },
  "case/wrong-link": {
    severity: "error",
    message: '"{key}" cannot link to the {kind} "{name}"; it takes: {kinds}',
    explain:
      "Which kinds of items a key may link to follows from the targets FHIR allows for the reference it becomes.",
  },
  "case/ambiguous-link": {
    severity: "error",
    message: '"{name}" is the name of {count} items, so "{key}" could mean any of them',
    hint: "give the item you mean an `id`, and link to that",
    explain: "A name links only while it is unique in the case.",
  },
  "case/link-to-itself": {
    severity: "error",
    message: '"{key}" links "{name}" to itself',
    explain: "Nothing is its own cause, part or evidence.",
  },
  "case/circular-link": {
    severity: "error",
    message: "these links run in a circle: {circle}",
    hint: "leave out the link that says least",
    explain:
      "Links become references. In a circle of them nothing comes first, so servers that check references cannot take the resources one after the other.",
  },
  "case/unknown-person": {
    severity: "error",
    message: '"{name}" is not among the `people` of this case{near}',
    hint: "add `people: [{id: {name}, relation: ...}]` at the top of the case",
    explain:
      "A step is about the patient unless it names somebody else by id. What is told in it then becomes that person's and never the patient's.",
  },
  "case/duplicate-id": {
    severity: "error",
    message: 'the id "{id}" stands for two items, here and on line {line}',
    hint: "an id is unique in the case: rename one of the two",
    explain: "Ids make links and resource ids, so each can stand for one item alone.",
  },
  "case/alike": {
    severity: "error",
    message: 'this item and the one on line {line} have the same name, "{name}", and no id to tell them apart',
    hint: "give both an `id`, or the steps they stand in",
    explain:
      "An item without an id is known by its words, never by its position, so that an edit elsewhere in the file leaves its resource id alone. The ids of the step, study or drug around it belong to its key, so two items with the same words need ids only where those are missing or the same.",
  },
  "case/each-and-one": {
    severity: "error",
    message: "`each` names several things at once, so there is no `{key}` beside it",
    hint: "tell the one that needs it as an entry of its own",
    explain:
      "`{each: [rash, oedema], site: leg}` is short for one entry per name, all with the same other keys. What can only be " +
      "of one of them, its name and its id, belongs to an entry of its own.",
  },
  "case/ended-but-active": {
    severity: "error",
    message: '"{name}" has an end (`ended`), and its status is `{status}`',
    hint: "leave one of the two out, or write `status: inactive`, `remission` or `resolved`",
    explain:
      "`status` is how a condition stands at the end of the story, so one that is active, a recurrence or a relapse has not ended. FHIR says the same (con-4).",
  },
  "case/dose-while-paused": {
    severity: "error",
    message: '"{name}" is paused here, so this course has no `{key}`',
    hint: "leave `{key}` out, or `paused`",
    explain:
      "A pause is a course in which the drug is not taken, so it has no dose, no route and no cycles. A lower dose is a course of its own.",
  },
  "case/implied-nothing": {
    severity: "warning",
    message: '"{name}" calls `{key}` implied, and does not say it',
    hint: "write `{key}`, or leave it out of `implied`",
    explain:
      "`implied` names the keys of an item that its writer inferred rather than read; each is marked as derived.",
  },
  "case/age-at-without-age": {
    severity: "error",
    message: "`age at` tells when the patient had an age, and no `age` is told",
    hint: "write the `age`, or leave `age at` out",
    explain: "`age at` dates the age that `age` tells.",
  },
  "case/cite-without-source": {
    severity: "warning",
    message: "`cite` gives the numbers of sentences, and the case tells no `source` that they belong to",
    hint: "add the `source`, or leave `cite` out: without a source the numbers do not go into the Bundle",
    explain:
      "`cite` names the sentences of the source that say something; each becomes a Provenance whose entity is the source. " +
      "It is said once, at the first `cite`.",
  },
  "case/cite-one-way": {
    severity: "error",
    message: "a place of the source is cited in one way: by `sentences`, by a `section`, or by `start` and `end`",
    hint: "write {sentences: 12}, {section: Table 2} or {start: 120, end: 180}; a `quote` may stand beside each",
    explain:
      "`cite` leads a reader to what the source says. Two ways in one mapping may lead to two places, and a `start` without its `end` to none; several places are a list.",
  },
  "case/two-results": {
    severity: "error",
    message: '"{name}" has a `result` and a `text`, which are two results',
    hint: "keep `result` if it says it all, and put other words into `note`",
    explain:
      "`text` stands for a result that no grammar can read; beside a result that can be read there is no room for it.",
  },
  "case/empty-row": {
    severity: "error",
    message: 'every cell of the row "{name}" is blank, so it says nothing',
    hint: "leave the row out, or write `not done` if that is told",
    explain: "A blank cell becomes nothing in the Bundle, and a row of them would be lost without a word.",
  },
  "case/uneven-row": {
    severity: "error",
    message: 'the row "{name}" has {cells} cells, and the table {columns} columns',
    hint: "give every column a cell; an empty one is `blank`",
    explain:
      "Each cell of a table is a result at the time of its column. Where one is missing, nobody can tell which column the others belong to.",
  },
  "case/unknown-encounter": {
    severity: "error",
    message: 'no encounter before this step has the id "{name}"',
    hint: "tell the encounter where it begins: encounter: {id: ..., type: inpatient}",
    explain: "A step may name an encounter by the id it got in an earlier step.",
  },
  "case/unknown-code-system": {
    severity: "error",
    message: 'no code system is known as "{alias}"{near}',
    hint: "write the code system's full URL, or one of {aliases}",
    explain: "Codes are written as FHIR Shorthand does: an alias or a URL, #, the code, and its display in quotes.",
  },
  "case/code-without-display": {
    severity: "warning",
    message: "{code} has no display, so nobody can see whether it is the right code",
    hint: 'write the display after it in quotes: SCT#25044007 "Neuromyelitis optica"',
    explain: "A mistyped code is valid more often than not; its display is what a reader checks.",
  },
  "case/unused-code": {
    severity: "warning",
    message: '"{name}" has a code but is used nowhere in this case{near}',
    explain: "A name in `codes:` that matches nothing is usually a spelling that differs from the story's.",
  },
});
