import { defineCatalogue } from "../entry.js";

/** What the server refused, and what it stored otherwise than it was sent. */
export const loadStored = defineCatalogue({
  "load/refused": {
    severity: "error",
    message: "the server refuses the Bundle ({status}): {text}",
    explain:
      "The server's OperationOutcome names what it does not accept. Of a transaction nothing is stored then. Where the server names an entry, the finding stands there.",
  },
  "load/entry-refused": {
    severity: "error",
    message: "the server does not store the entry ({status}): {text}",
    explain:
      "The answer as a whole says success, yet this entry has a status of its own that says failure. In a batch the other entries are stored.",
  },
  "load/not-atomic": {
    severity: "warning",
    message: "the server stored a part of the transaction: {stored} of {count} entries",
    hint: "some servers run a transaction as a batch unless told otherwise in their settings",
    explain:
      "R4 demands all or nothing of a transaction. This server answered success while entries failed, and kept the others.",
  },
  "load/server-warning": {
    severity: "warning",
    message: "the server says: {text}",
    explain:
      "An OperationOutcome of the server with a warning or a piece of information; it stored the resource all the same.",
  },
  "load/answer-missing": {
    severity: "error",
    message: "the server's answer has {answers} entries for {requests} requests, and none for this one",
    hint: "loading again is safe, and tells what is there",
    explain:
      "R4 demands one answer per request, in order. With fewer, answers are matched by the resource they name, never by position; this request has none.",
  },
  "load/no-status": {
    severity: "error",
    message: 'the server\'s answer to this entry has no readable status ("{text}")',
    explain: "entry.response.status must begin with an HTTP status code, such as 201 or 201 Created.",
  },
  "load/no-location": {
    severity: "error",
    message: "the server does not say where it stored the {type}",
    explain: "A created resource's answer must have a location; without it the resource cannot be found and read back.",
  },
  "load/other-id": {
    severity: "warning",
    message: "the server stored {target} as {assigned}",
    explain:
      "The entry asked for one id, the server gave another. References to it hold only if the server rewrote them.",
  },
  "load/id-taken": {
    severity: "error",
    message: "{target} is there already and is not this Bundle's: {why}",
    hint: "nothing was written; give the case a namespace of its own, or use another server or id",
    explain:
      "Before anything is overwritten, the resource that has the id is read. It does not carry the identifier that this Bundle's resource carries, so it belongs to someone else.",
  },

  "load/read-back-failed": {
    severity: "error",
    message: "{target} could not be read ({status}): {text}",
    explain: "What should be readable is not: a resource that the server said it stored, or a search for one.",
  },
  "load/missing": {
    severity: "error",
    message: "the server lost this element of {target}; it was {expected}",
    explain: "What was sent is not in what the server gives back.",
  },
  "load/changed": {
    severity: "error",
    message: "the server changed this element of {target} from {expected} to {actual}",
    explain: "What the server gives back says something else than what was sent.",
  },
  "load/added": {
    severity: "warning",
    message: "the server added this element to {target}: {actual}",
    explain: "What the server gives back has something that was not sent, beyond its own meta.",
  },
  "load/unresolved-reference": {
    severity: "error",
    message: "the server left {actual} in {target} as it was sent; it should refer to {expected}",
    hint: "load with PUT (`case2fhir map` without --request post): its references need no replacing",
    explain:
      "In a transaction the server replaces references by urn:uuid with the ids it gives. This server does not do so here (HAPI, for example, not in extensions of primitive elements), so the reference leads nowhere.",
  },
  "load/lost-digits": {
    severity: "warning",
    message: "the server wrote {expected} as {actual} in {target}",
    hint: "the number is the same, its precision is not",
    explain: "In FHIR the digits of a decimal are significant: 7.0 says more than 7. This server does not keep them.",
  },
  "load/lost-narrative": {
    severity: "warning",
    message: "the server {what} the narrative of {target}",
    explain:
      "The text that a person would read is not the one that was sent; the data beside it are compared by themselves.",
  },
  "load/ambiguous": {
    severity: "error",
    message: "{count} resources at the server match {condition}: {ids}",
    hint: "delete all but one of them, or give the resource an identifier of its own",
    explain: "What a condition finds is what an entry is about; with more than one match nobody can say which.",
  },
  "load/search-ignored": {
    severity: "error",
    message: "the server answers {condition} with {id}, which does not match",
    hint: "the server seems not to know the search parameter; nothing was written",
    explain:
      "A server that ignores a search parameter answers with resources of anybody. They are never taken for the Bundle's own.",
  },
  "load/no-longer": {
    severity: "warning",
    message: "resources at the server that the case no longer has: {count} ({targets})",
    hint: "--prune deletes them",
    explain:
      "An earlier load of this case stored them; they carry its tag, and the case as it is now does not have them.",
  },
  "load/left-unread": {
    severity: "warning",
    message: "not all of {search} could be read: {why}",
    hint: "load again: what is left over is looked for each time",
    explain:
      "What an earlier load of the case stored and the case no longer has is searched for page by page. On the pages that could not be read there may be more of it, which is neither told nor deleted.",
  },
  "load/not-deleted": {
    severity: "error",
    message: "{target} could not be deleted",
    explain: "The server refused to delete it, or its answer was lost. It may still be there.",
  },
  "load/no-validate": {
    severity: "warning",
    message: "{server} does not answer $validate ({status}), so nothing was checked there",
    explain: "The operation $validate is optional in FHIR.",
  },
  "load/there-again": {
    severity: "warning",
    message: "{target} was deleted by the load and is there again",
    explain: "Somebody stored it since under the same id.",
  },
  "load/changed-since": {
    severity: "error",
    message: "{target} was {what} by others since the load, and is left as it is",
    hint: "look at its history before you decide what to do with it",
    explain: "A load is taken back only where the server still has what the load left there.",
  },
  "load/still-referred": {
    severity: "error",
    message: "{target} stays, because {other} stays and refers to it",
    explain: "Deleting it would leave a reference that leads nowhere; servers refuse it.",
  },
  "load/cannot-recreate": {
    severity: "error",
    message: "{target} cannot be stored again: the server does not let a client choose this id",
    explain: "The load deleted it. Under another id nothing that refers to it would find it.",
  },
  "load/not-a-receipt": {
    severity: "error",
    message: "this is not a receipt of a load: {why}",
    hint: "a receipt is what `case2fhir load --receipt FILE` wrote",
    explain:
      "`verify` and `undo` work from the receipt: where everything is, what it should be, and what was there before.",
  },
  "load/unfinished": {
    severity: "information",
    message: "the load is not complete; the same command goes on with it",
    hint: "what was there before it is kept in {file}.journal until then",
    explain:
      "Whatever stopped the load, loading again stores what is missing and nothing twice. The journal beside the receipt keeps what was there before the first try, so that the receipt of the last one can still take all of it back.",
  },
  "load/receipt-kept": {
    severity: "information",
    message: "nothing was changed: {file} is still the receipt of the load that changed something",
    hint: "`case2fhir undo {file}` takes that load back",
    explain:
      "Everything was there already as it should be. A receipt that says so would take the place of the one that knows what the earlier load created and updated.",
  },
  "load/receipt-beside": {
    severity: "information",
    message: "the receipt of the earlier load is now {earlier}, that of this one {file}",
    hint: "to take both back, undo {file} first, then {earlier}",
    explain:
      "Each receipt takes its own load back: what this load found there is for it what was there before, though an earlier load of the same case may have created it.",
  },
  "load/deleted-before": {
    severity: "information",
    message: "resources that were deleted here before: {count}; everything is sent one by one",
    explain:
      "This server stores a deleted id again, but not in a transaction. The load is therefore not all or nothing.",
  },
});
