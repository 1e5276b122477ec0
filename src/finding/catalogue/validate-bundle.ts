import { defineCatalogue } from "../entry.js";

export const validateBundle = defineCatalogue({
  "validate/full-url-missing": {
    severity: "error",
    message: "every entry of a {type} Bundle needs a fullUrl",
    messageId: "BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED",
    explain:
      "Only transactions and batches (and the answers to them) may leave fullUrl out; elsewhere it says what the entry is and is what references are resolved by.",
  },
  "validate/full-url-not-absolute": {
    severity: "error",
    message: "fullUrl {url} is not absolute",
    hint: "a whole URL, or urn:uuid: with a UUID in lower case",
    messageId: "BUNDLE_ENTRY_URL_ABSOLUTE",
    explain:
      "fullUrl is the identity of the entry's resource and must not depend on where the Bundle is (https://hl7.org/fhir/R4/bundle.html).",
  },
  "validate/full-url-not-of-resource": {
    severity: "error",
    message: "fullUrl {url} does not end in the resource's type and id ({name})",
    messageId: "BUNDLE_ENTRY_URL_MATCHES_TYPE_ID",
    explain:
      "A fullUrl that is a RESTful URL must be consistent with the resource: it ends in type/id. For a resource without id use urn:uuid:.",
  },
  "validate/full-url-twice": {
    severity: "error",
    message: "bdl-7: entry {first} has the same fullUrl {url}",
    explain:
      "A fullUrl may occur once in a Bundle, or once per meta.versionId (invariant bdl-7), else references to it are ambiguous.",
  },
  "validate/search-entry-empty": {
    severity: "error",
    message: "an entry of a searchset needs a resource",
    messageId: "BUNDLE_SEARCH_ENTRY_NO_RESOURCE",
    explain: "A search result is a list of resources; an entry without one says nothing.",
  },
  "validate/search-entry-without-id": {
    severity: "error",
    message: "what a search found must have an id",
    messageId: "BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID",
    explain:
      "Resources that a search returns are stored on the server, so each has an id; only the OperationOutcome about the search has none.",
  },
  "validate/search-outcome-type": {
    severity: "error",
    message: "an entry with search.mode outcome must be an OperationOutcome, not {type}",
    messageId: "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME",
    explain: "The mode outcome marks the entry that tells about the search itself.",
  },
  "validate/search-type": {
    severity: "error",
    message: "a {type} is no match of a search for {types}",
    messageId: "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE",
    explain:
      "The self link of a searchset says what was searched for; what matched is of that type. What was included and what tells about the search may be of others.",
  },
  "validate/search-without-self": {
    severity: "warning",
    message: "a searchset should have a self link, which says what was searched for",
    messageId: "BUNDLE_SEARCH_NOSELF",
    explain: "A server may have left out parameters that it does not support; only the self link tells the reader.",
  },
  "validate/search-without-mode": {
    severity: "warning",
    message: "an entry of a searchset should have a search.mode",
    messageId: "BUNDLE_SEARCH_NO_MODE",
    explain: "Without it a reader cannot tell what matched from what was included.",
  },
  "validate/link-relation": {
    severity: "error",
    message: 'the link "{relation}" leads to another page, which a {type} Bundle does not have',
    messageId: "BUNDLE_LINK_SEARCH_PROHIBITED",
    explain: "Only search results and histories have pages; other Bundles are whole.",
  },
  "validate/link-twice": {
    severity: "error",
    message: 'the link "{relation}" is there twice',
    messageId: "BUNDLE_LINK_SEARCH_NO_DUPLICATES",
    explain: "A Bundle has one page before, one after and one self, so each of these links occurs once.",
  },
  "validate/request-without-resource": {
    severity: "error",
    message: "a {method} needs a resource in its entry",
    explain:
      "In a transaction or batch POST and PUT carry the resource to be stored. Of a POST it is a warning, since an operation may be asked for without one.",
  },
  "validate/request-url-not-of-resource": {
    severity: "error",
    message: "request.url {url} does not name the entry's resource ({name})",
    explain: "A PUT by id must name the type and id of the resource it carries, or the server refuses it.",
  },
  "validate/bundle-empty": {
    severity: "error",
    message: "a {type} Bundle needs a first entry",
    messageId: "Bundle_BUNDLE_Entry_NoFirst",
    explain: "A document begins with its Composition, a message with its MessageHeader; an empty one is neither.",
  },
  "validate/first-entry": {
    severity: "error",
    message: "the first entry of a {type} must be a {wanted}",
    messageId: "Bundle_BUNDLE_Entry_Document",
    explain: "A document begins with its Composition (bdl-11), a message with its MessageHeader (bdl-12).",
  },
  "validate/entry-not-linked": {
    severity: "error",
    message: "this entry is not linked with the first entry of the {type} by any references",
    messageId: "Bundle_BUNDLE_Entry_Orphan_DOCUMENT",
    explain:
      "All resources of a document belong to its Composition, directly or over other resources; what nothing links to does not belong into the Bundle.",
  },
});
