import { defineCatalogue } from "../entry.js";

/** What a Bundle cannot be loaded for, before anything is sent. */
export const loadBundle = defineCatalogue({
  "load/not-a-bundle": {
    severity: "error",
    message: "this is {what}, not a Bundle: only a Bundle is loaded",
    hint: "wrap the resource in a Bundle of type collection, or map a case with `case2fhir map`",
    explain:
      "Loading starts from a FHIR R4 Bundle: transaction, batch, collection, document, searchset or message. The input is something else.",
  },
  "load/bundle-type": {
    severity: "error",
    message: "a Bundle of type {type} holds answers or history, not resources to load",
    hint: "load a Bundle of type transaction, batch, collection, document, searchset or message",
    explain:
      "transaction-response and batch-response tell what a server did, history tells what it did over time. Loading them would not recreate what they talk about.",
  },
  "load/nothing-to-load": {
    severity: "error",
    message: "the Bundle has no entry to load",
    explain:
      "The Bundle is empty, or holds only entries that are no resources (such as the OperationOutcome of a search).",
  },
  "load/no-resource": {
    severity: "error",
    message: "the entry has no resource",
    explain: "An entry that is to be stored needs a resource with a resourceType.",
  },
  "load/no-id": {
    severity: "error",
    message: "the {type} has neither an id nor a urn:uuid fullUrl, so there is no id to store it under",
    hint: "give the resource an id, or the entry a fullUrl like urn:uuid:…",
    explain:
      "Entries of a collection or document are stored with PUT under their id, so that loading again finds them again. Without an id every load would make another copy.",
  },
  "load/bad-id": {
    severity: "error",
    message: '"{id}" is not an id a server can store under',
    hint: "an id is 1 to 64 of A-Z a-z 0-9 - and dot",
    explain: "R4 limits ids so that they fit into a URL (https://hl7.org/fhir/R4/datatypes.html#id).",
  },
  "load/bad-request-url": {
    severity: "error",
    message: "the request {method} {url} does not fit a {type}",
    hint: "PUT goes to Type/id (or Type?query), POST to Type",
    explain: "The entry's request.url must name the resource's own type, and its id where the method is PUT.",
  },
  "load/unsupported-method": {
    severity: "error",
    message: "the entry asks for {method}; loading stores resources with POST and PUT only",
    hint: "remove the entry, or send it by other means",
    explain:
      "A load can be repeated and read back. Deleting, patching and reading are other intentions and are not carried out on the side.",
  },
  "load/duplicate-target": {
    severity: "error",
    message: "{target} is written twice: entry {other} writes it too",
    hint: "keep one of the two entries",
    explain: "R4 forbids two entries of a transaction that write the same resource; servers refuse it or apply either.",
  },
  "load/duplicate-condition": {
    severity: "error",
    message: "two {type} entries have the same condition ({query}), entry {other} is the other",
    hint: "give each resource an identifier of its own, or keep one entry",
    explain:
      "Of two conditional creates with one condition, one server drops the second, others refuse all. Neither is what was meant.",
  },
  "load/post-made-put": {
    severity: "information",
    message: "plain POSTs that are stored with PUT, under the UUID of their fullUrl: {count}",
    hint: "loading again makes no duplicates; to let the server choose ids, give them an ifNoneExist",
    explain:
      "A POST without ifNoneExist makes a new resource every time. The fullUrl's UUID names the resource for good, so it serves as the id.",
  },
  "load/repeat-duplicates": {
    severity: "warning",
    message: "the {type} is created anew by every load: nothing finds it again at this server",
    hint: "give the entry a urn:uuid fullUrl or a request.ifNoneExist",
    explain: "A plain POST is never recognised as the same resource, so loading twice stores it twice.",
  },
  "load/tagged": {
    severity: "information",
    message: "resources that are given a tag of ours, so that loading again finds them: {count}",
    hint: "where the server lets a client choose ids they need none",
    explain:
      "The server gives ids of its own, and nothing in these resources is known to name them for good. A tag (meta.tag) with the UUID of their entry does; a search by _tag finds it again.",
  },
  "load/strategy-impossible": {
    severity: "error",
    message: "the server cannot be loaded by strategy {strategy}: {why}",
    hint: "leave out --strategy, or say what the server can do with --set",
    explain:
      "What a strategy needs of a server is in docs/loading.md; `case2fhir server URL` tells what is known of one.",
  },
  "load/resource-too-large": {
    severity: "error",
    message: "the {type} has {bytes} bytes, the server takes {most} at most",
    hint: "shorten or refer to what is embedded in it; nothing was written",
    explain: "A Bundle can be split, a resource cannot. The limit is the one known of the server.",
  },
  "load/conditional-reference": {
    severity: "error",
    message: "{count} resources at the server match the reference {query}, not one",
    hint: "load what it refers to first, or refer to it by id",
    explain:
      "A conditional reference must find exactly one resource (https://hl7.org/fhir/R4/http.html#trules). It was looked up before anything was written.",
  },
  "load/which-patient": {
    severity: "error",
    message: "the Bundle does not say which of its patients is meant",
    hint: "--patient is for a Bundle with one Patient, or with a Composition whose subject is one of them",
    explain: "The patient of the server takes the place of one patient of the Bundle.",
  },
  "load/no-such-patient": {
    severity: "error",
    message: "{count} patients at the server are {patient}, not one",
    hint: "write Patient/ID, or an identifier as SYSTEM|VALUE",
    explain: "The case is attached to a patient who is there already; there must be exactly one.",
  },
  "load/patient-attached": {
    severity: "information",
    message: "the case is attached to {patient}; what the Bundle says of the patient is not written",
    explain: "The server's own Patient stays as it is. Everything that refers to the Bundle's refers to it.",
  },
  "load/patient-differs": {
    severity: "warning",
    message: "the {element} of {patient} is {theirs}, in the Bundle it is {ours}",
    hint: "is this the same person?",
    explain:
      "The server's Patient is not changed; a difference in what does not change may mean that another person is meant.",
  },
});
