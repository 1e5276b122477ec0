import { defineCatalogue } from "../entry.js";

export const validateCatalogue = defineCatalogue({
  "validate/not-an-object": {
    severity: "error",
    message: "this is not a FHIR resource: a JSON object is expected",
    hint: 'a resource looks like { "resourceType": "Patient", ... }',
    explain:
      "FHIR JSON is one object per resource. An array, a string, a number or null cannot be judged. Several resources go into a Bundle, or into one file each.",
  },
  "validate/too-deep": {
    severity: "error",
    message: "the resource nests deeper than {limit} levels",
    explain:
      "No real resource nests so deep; such input is broken or hostile, so nothing else in it is looked at. Take out levels, or split the resource.",
  },
  "validate/too-many-findings": {
    severity: "error",
    message: "there are more than {limit} findings; the rest is not listed",
    explain:
      "The validator stops here so that broken input cannot fill the memory. Correct what is listed first, then validate again.",
  },
  "validate/duplicate-key": {
    severity: "error",
    message: 'the property "{key}" stands twice in one object, the second time at line {line}, column {column}',
    hint: "keep the one that is meant; a list holds several values",
    explain:
      "R4 wants property names to be unique (json.html). Of two properties of one name, programs keep one and lose the other without a word, and not all keep the same one.",
  },
  "validate/resource-type-missing": {
    severity: "error",
    message: "resourceType is missing",
    hint: 'add "resourceType" with the name of the resource type, e.g. "Patient"',
    explain:
      "Every resource in JSON says its type in the property resourceType; without it nothing else can be judged.",
  },
  "validate/resource-type-unknown": {
    severity: "error",
    message: "R4 has no resource type {type}",
    explain:
      "The resourceType must be one of R4's 146 types that an instance can have, in the same letters. Types of other FHIR versions are unknown here.",
  },
  "validate/unknown-element": {
    severity: "error",
    message: '{type} has no element "{element}"',
    explain:
      "R4 allows only the elements that the type defines, under their exact names. Anything else belongs into an extension. The value is not looked into.",
  },
  "validate/missing-element": {
    severity: "error",
    message: 'the element "{element}" of {type} is required and missing',
    explain:
      "HL7's definition gives this element a minimum of 1. If the value is not known, an element can be there with the extension data-absent-reason instead of a value, unless it is bound to required codes.",
  },
  "validate/two-choices": {
    severity: "error",
    message: "only one of the types of {element} may be there, found {keys}",
    explain:
      "An element written [x] in the specification takes one value of one of several types, so only one of its JSON properties may be present.",
  },
  "validate/choice-type-not-allowed": {
    severity: "error",
    message: "{element} cannot be of type {type}",
    hint: "allowed: {allowed}",
    explain:
      "An element written [x] in the specification takes a value of one of the types listed there, and the type is part of the JSON property's name.",
  },
  "validate/not-an-array": {
    severity: "error",
    message: '"{element}" repeats, so it must be an array even for one value',
    hint: "put the value into [ ]",
    explain:
      "In FHIR JSON an element that may repeat is always an array, also with a single value (https://hl7.org/fhir/R4/json.html).",
  },
  "validate/not-repeating": {
    severity: "error",
    message: '"{element}" does not repeat, so it must not be an array',
    hint: "give the one value without [ ]",
    explain: "An element with a maximum of 1 is a single value in FHIR JSON, never an array.",
  },
  "validate/too-many": {
    severity: "error",
    message: '"{element}" may be there {max} times at most',
    explain: "HL7's definition gives the element a maximum that is exceeded.",
  },
  "validate/wrong-json-type": {
    severity: "error",
    message: '"{element}" ({type}) cannot be {found}',
    hint: "expected: {expected}",
    explain:
      "Each FHIR type has one form in JSON: complex types are objects, booleans are true or false and numbers are digits without quotes, everything else is a string. null is allowed only in arrays of primitives, to hold a place.",
  },
  "validate/empty-array": {
    severity: "error",
    message: '"{element}" is an empty array',
    hint: "leave the property out when there is nothing to say",
    explain: "FHIR JSON has no empty arrays: an element without values is absent.",
  },
  "validate/empty-object": {
    severity: "error",
    message: '"{element}" is an empty object',
    hint: "leave the property out when there is nothing to say",
    explain: "Every FHIR element has a value, children or extensions; an empty object says nothing and is not allowed.",
  },
  "validate/null-without-sibling": {
    severity: "error",
    message: "neither the value nor its extensions are there at this position",
    explain:
      "In arrays of primitives null holds the place of a value that has only extensions (in the array with the underscore). Where both arrays have null, or one is too short, nothing is left.",
  },
  "validate/invalid-value": {
    severity: "error",
    message: "{value} is not a {type}",
    hint: "expected: {expected}",
    explain:
      "The text does not have the form that R4 demands of this primitive type (https://hl7.org/fhir/R4/datatypes.html#primitive). Dates must exist in the calendar, and a time of day needs seconds and a time zone in dateTime and instant.",
  },
  "validate/code-not-in-value-set": {
    severity: "error",
    message: "{code} is not in the required value set {valueSet}",
    explain:
      "The element is bound to a value set with strength required: only its codes are allowed, with the exact code system and letters of R4 4.0.1. Of several codings one must be from it.",
  },
  "validate/code-missing": {
    severity: "error",
    message: "a code of the required value set {valueSet} must be given",
    explain:
      "A required binding cannot be met by text or by an extension alone; a code of the value set must be there.",
  },
  "validate/invariant": {
    severity: "error",
    message: "{key}: {human}",
    explain:
      "HL7's definition states this rule for the type or element. The key leads to it: it is listed on the type's page of the R4 specification, with its FHIRPath expression.",
  },
  "validate/invalid-reference": {
    severity: "error",
    message: "{reference} is not a reference: it contains white space",
    explain:
      "Reference.reference is a URL (relative, absolute, urn: or #id). Words about the target belong into Reference.display.",
  },
  "validate/reference-not-in-bundle": {
    severity: "error",
    message: "no entry of the Bundle has the fullUrl {reference}",
    explain:
      "A urn:uuid: or urn:oid: has no meaning outside its Bundle, so the entry it names must be there, with the same letters in fullUrl.",
  },
  "validate/reference-not-by-full-url": {
    severity: "error",
    message: "{reference} is in the Bundle, but its fullUrl is not what this reference means",
    hint: "refer by the entry's fullUrl",
    explain:
      "In a document or message a relative reference is completed with the base of its own entry's fullUrl and must be another entry's fullUrl (https://hl7.org/fhir/R4/bundle.html#references). Type and id alone do not count.",
  },
  "validate/reference-in-batch": {
    severity: "warning",
    message: "{reference} is another entry of this batch, whose entries must not depend on each other",
    hint: "make it a transaction, or refer to Type/id and PUT the target by that id",
    explain:
      "The entries of a batch are independent requests in any order, so a server does not replace references between them (https://hl7.org/fhir/R4/http.html#brules).",
  },
  "validate/reference-type": {
    severity: "error",
    message: "{element} cannot refer to a {type}",
    hint: "allowed: {allowed}",
    explain:
      "The definition lists which resource types the reference may point to. It is an error where the target is known (in the Bundle or contained), and a warning where only the URL says so.",
  },
  "validate/reference-type-differs": {
    severity: "error",
    message: "the reference says its target is a {stated}, but it is a {actual}",
    explain: "Reference.type must be the type of the resource that Reference.reference points to.",
  },
  "validate/canonical-not-contained": {
    severity: "error",
    message: "no contained resource has the id of {url}",
    explain: "A canonical reference that begins with # means a contained resource of this resource.",
  },
  "validate/system-not-absolute": {
    severity: "error",
    message: "system must be an absolute URI, not {system}",
    hint: "e.g. http://loinc.org or urn:oid:2.16.840.1.113883.6.1",
    explain:
      "A system identifies a code system or a set of identifiers for everybody; a relative reference or a bare name means nothing elsewhere.",
  },
  "validate/system-is-value-set": {
    severity: "error",
    message: "{system} is a value set; system names the code system that defines the code",
    explain: "A value set selects codes of code systems. Coding.system is the system that the code comes from.",
  },
  "validate/identifier-value-not-uri": {
    severity: "error",
    message: "{value} is not a full URI, as the system urn:ietf:rfc:3986 says",
    hint: "with a scheme, e.g. urn:oid:1.2.3 or https://...",
    explain:
      "The system urn:ietf:rfc:3986 means that the value itself is a URI, so it must begin with a scheme (https://hl7.org/fhir/R4/datatypes.html#Identifier).",
  },
  "validate/attachment-size": {
    severity: "error",
    message: "size says {size} bytes, the data has {bytes}",
    explain: "Attachment.size is the number of bytes of the data before base64 encoding.",
  },
  "validate/contained-id-missing": {
    severity: "error",
    message: "a contained resource needs an id",
    explain: "A contained resource exists only through references to #id from its container, so it must have an id.",
  },
  "validate/full-url-missing": {
    severity: "error",
    message: "every entry of a {type} Bundle needs a fullUrl",
    explain:
      "Only transactions and batches (and the answers to them) may leave fullUrl out; elsewhere it says what the entry is and is what references are resolved by.",
  },
  "validate/full-url-not-absolute": {
    severity: "error",
    message: "fullUrl {url} is not absolute",
    hint: "a whole URL, or urn:uuid: with a UUID in lower case",
    explain:
      "fullUrl is the identity of the entry's resource and must not depend on where the Bundle is (https://hl7.org/fhir/R4/bundle.html).",
  },
  "validate/full-url-not-of-resource": {
    severity: "error",
    message: "fullUrl {url} does not end in the resource's type and id ({name})",
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
    explain: "A search result is a list of resources; an entry without one says nothing.",
  },
  "validate/search-entry-without-id": {
    severity: "error",
    message: "what a search found must have an id",
    explain:
      "Resources that a search returns are stored on the server, so each has an id; only the OperationOutcome about the search has none.",
  },
  "validate/search-outcome-type": {
    severity: "error",
    message: "an entry with search.mode outcome must be an OperationOutcome, not {type}",
    explain: "The mode outcome marks the entry that tells about the search itself.",
  },
  "validate/link-relation": {
    severity: "error",
    message: 'the link "{relation}" leads to another page, which a {type} Bundle does not have',
    explain: "Only search results and histories have pages; other Bundles are whole.",
  },
  "validate/link-twice": {
    severity: "error",
    message: 'the link "{relation}" is there twice',
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
    explain: "A document begins with its Composition, a message with its MessageHeader; an empty one is neither.",
  },
  "validate/entry-not-linked": {
    severity: "error",
    message: "this entry is not linked with the first entry of the {type} by any references",
    explain:
      "All resources of a document belong to its Composition, directly or over other resources; what nothing links to does not belong into the Bundle.",
  },
  "validate/vital-signs": {
    severity: "error",
    message: "{profile}: {rule}",
    explain:
      "R4 demands the vital-signs profiles of every Observation that has one of their LOINC codes (https://hl7.org/fhir/R4/observation-vitalsigns.html), whether or not meta.profile says so.",
  },
  "validate/narrative-not-well-formed": {
    severity: "error",
    message: "the narrative is not well-formed XHTML: {detail}",
    explain:
      "Narrative.div is XML: every tag is closed, attributes are in quotes, & and < are written &amp; and &lt;, other characters stand as they are (XML has no &nbsp;), and there is one div around it all.",
  },
  "validate/narrative-root": {
    severity: "error",
    message: "the narrative must be a div, not <{name}>",
    explain: "Narrative.div holds one XHTML div with everything else inside it.",
  },
  "validate/narrative-namespace": {
    severity: "error",
    message: "the narrative's div must be in the XHTML namespace",
    hint: 'write <div xmlns="http://www.w3.org/1999/xhtml">',
    explain:
      "In FHIR JSON the div of a narrative states the XHTML namespace, because the text must stand on its own as XML.",
  },
  "validate/narrative-element": {
    severity: "error",
    message: "txt-1: the narrative must not contain <{name}>",
    explain:
      "Narratives may use basic formatting, lists, tables, links and images of XHTML; scripts, forms, objects, frames and head elements are not allowed.",
  },
  "validate/narrative-nesting": {
    severity: "error",
    message: "<{name}> must not stand inside <p> in the narrative",
    explain:
      "A paragraph of XHTML holds text and inline elements only; close it before a block such as a list, table or div.",
  },
  "validate/narrative-attribute": {
    severity: "error",
    message: 'txt-1: <{element}> in the narrative must not have the attribute "{name}"',
    explain:
      "Narratives may use the plain attributes of XHTML only; event handlers and unknown attributes are not allowed.",
  },
  "validate/narrative-script": {
    severity: "error",
    message: 'the attribute "{name}" of <{element}> in the narrative runs a script',
    explain: "Narratives must not contain active content; a link with javascript: is active.",
  },
  "validate/narrative-link": {
    severity: "error",
    message: "the narrative's link {link} leads nowhere",
    explain:
      "A link or image source that begins with # must lead to an id or name in the narrative, to an element's id or to a contained resource.",
  },
  "validate/narrative-empty": {
    severity: "error",
    message: "txt-2: the narrative has no text and no image",
    explain: "A narrative is there to be read; leave Narrative out when there is nothing to say.",
  },
});
