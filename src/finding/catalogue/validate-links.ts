import { defineCatalogue } from "../entry.js";

export const validateLinks = defineCatalogue({
  "validate/invalid-reference": {
    severity: "error",
    message: "{reference} is not a reference: it contains white space",
    messageId: "REFERENCE_REF_INVALID_REF",
    explain:
      "Reference.reference is a URL (relative, absolute, urn: or #id). Words about the target belong into Reference.display.",
  },
  "validate/reference-not-in-bundle": {
    severity: "error",
    message: "no entry of the Bundle has the fullUrl {reference}",
    messageId: "Bundle_BUNDLE_Not_Local",
    explain:
      "A urn:uuid: or urn:oid: has no meaning outside its Bundle, so the entry it names must be there, with the same letters in fullUrl. It is an error where a server has to process the Bundle (transaction, batch) and where the first entry of a document or message refers to what belongs to it, else a warning.",
  },
  "validate/reference-not-found": {
    severity: "error",
    message: "{reference} is not to be found here",
    messageId: "Reference_REF_CantResolve",
    explain: "Told when every reference has to be found: in the Bundle, among what is contained, or in Parameters.",
  },
  "validate/conditional-reference": {
    severity: "error",
    message: "{reference} is a conditional reference, which only a transaction may have",
    hint: "refer to Type/id, or make the Bundle a transaction",
    messageId: "REFERENCE_REF_QUERY_NOT_TRANSACTION",
    explain:
      "A search in place of an id is looked up by a server that processes a transaction and means nothing elsewhere (https://hl7.org/fhir/R4/http.html#trules).",
  },
  "validate/reference-form": {
    severity: "warning",
    message: "{reference} is neither absolute nor Type/id",
    hint: "write Patient/123, https://example.org/fhir/Patient/123, urn:uuid: with a UUID, or #id",
    messageId: "Reference_REF_Format1",
    explain:
      "A relative reference is completed with the base URL of the server, where resources are found as Type/id; types are written as FHIR has them (Patient, not patient).",
  },
  "validate/reference-not-by-full-url": {
    severity: "error",
    message: "{reference} is in the Bundle, but its fullUrl is not what this reference means",
    hint: "refer by the entry's fullUrl",
    messageId: "BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU",
    explain:
      "In a document or message a relative reference is completed with the base of its own entry's fullUrl and must be another entry's fullUrl (https://hl7.org/fhir/R4/bundle.html#references). Type and id alone do not count.",
  },
  "validate/reference-ambiguous": {
    severity: "error",
    message: "more entries than one have the fullUrl that {reference} means",
    hint: "give each entry a fullUrl of its own, or refer to a version",
    messageId: "Bundle_BUNDLE_MultipleMatches",
    explain: "A reference in a Bundle means the entry with its fullUrl; of several nobody can say which one is meant.",
  },
  "validate/reference-without-base": {
    severity: "error",
    message: "{reference} is relative, but its entry has no fullUrl to complete it",
    hint: "give the entry a fullUrl, such as a urn:uuid:",
    messageId: "Bundle_BUNDLE_FullUrl_Missing",
    explain:
      "A relative reference is completed with the base of its own entry's fullUrl (https://hl7.org/fhir/R4/bundle.html#references).",
  },
  "validate/reference-of-other-type": {
    severity: "error",
    message: "the entry that {reference} means holds a {type}",
    messageId: "Reference_REF_ResourceType",
    explain: "A relative reference names the type of its target.",
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
    messageId: "Reference_REF_BadTargetType",
    explain:
      "The definition lists which resource types the reference may point to: the target's own type where it is known (in the Bundle or contained), else the type that the URL names.",
  },
  "validate/reference-type-differs": {
    severity: "error",
    message: "the reference says its target is a {stated}, but it is a {actual}",
    messageId: "Reference_REF_ResourceType",
    explain: "Reference.type must be the type of the resource that Reference.reference points to.",
  },
  "validate/canonical-not-contained": {
    severity: "error",
    message: "no contained resource has the id of {url}",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_RESOLVE",
    explain: "A canonical reference that begins with # means a contained resource of this resource.",
  },
  "validate/system-not-absolute": {
    severity: "error",
    message: "system must be an absolute URI, not {system}",
    hint: "e.g. http://loinc.org or urn:oid:2.16.840.1.113883.6.1",
    messageId: "Terminology_TX_System_Relative",
    explain:
      "A system identifies a code system or a set of identifiers for everybody; a relative reference or a bare name means nothing elsewhere.",
  },
  "validate/system-is-value-set": {
    severity: "error",
    message: "{system} is a value set; system names the code system that defines the code",
    messageId: "Terminology_TX_System_ValueSet",
    explain: "A value set selects codes of code systems. Coding.system is the system that the code comes from.",
  },
  "validate/identifier-value-not-uri": {
    severity: "error",
    message: "{value} is not a full URI, as the system urn:ietf:rfc:3986 says",
    hint: "with a scheme, e.g. urn:oid:1.2.3 or https://...",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE",
    explain:
      "The system urn:ietf:rfc:3986 means that the value itself is a URI, so it must begin with a scheme (https://hl7.org/fhir/R4/datatypes.html#Identifier).",
  },
  "validate/attachment-hash": {
    severity: "error",
    message: "the data's SHA-1 hash in base64 is {actual}, not {hash}",
    hint: "the hash is of the bytes, not of their base64, and itself in base64, not in hexadecimal digits",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH",
    explain: "Attachment.hash lets a reader see that the data is what it was; one that differs says that it is not.",
  },
  "validate/attachment-size": {
    severity: "error",
    message: "size says {size} bytes, the data has {bytes}",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT",
    explain: "Attachment.size is the number of bytes of the data before base64 encoding.",
  },
  "validate/contained-id-twice": {
    severity: "error",
    message: "another contained resource has the id {id}",
    hint: "references to #{id} lead to one of them",
    messageId: "RESOURCE_DUPLICATE_CONTAINED_ID",
    explain: "A contained resource is found by its id, so no two of one container have the same.",
  },
  "validate/contained-id-missing": {
    severity: "error",
    message: "a contained resource needs an id",
    messageId: "Resource_RES_ID_Missing",
    explain: "A contained resource exists only through references to #id from its container, so it must have an id.",
  },
});
