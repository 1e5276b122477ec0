import { defineCatalogue } from "../entry.js";

const PROPERTIES = "https://hl7.org/fhir/R4/codesystem.html#properties";

/** Code systems, value sets and concept maps as resources. */
export const validateTerminology = defineCatalogue({
  "validate/code-twice": {
    severity: "error",
    messageId: "CODESYSTEM_DUPLICATE_CODE",
    message: "the code {code} is there already",
    explain:
      "Every code of a code system means one concept, so it is defined once, wherever it stands in the hierarchy.",
  },
  "validate/concept-incomplete": {
    severity: "warning",
    message: "the concept has no {element}; HL7's own code systems give one to each",
    explain: "Told for the first concept only. HL7 expects a display and a definition of every concept it defines.",
  },
  "validate/designation-without-use": {
    severity: "warning",
    messageId: "CODESYSTEM_DESIGNATION_DISP_CLASH_LANG",
    message:
      "the designation is in the same language as the display ({display}) and has no use, so nothing tells them apart",
    explain:
      "Designation.use says what another word is for (a synonym, a full name); the language says whom it is for.",
  },
  "validate/supplement-content": {
    severity: "error",
    messageId: "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG",
    message: "the content is expected to be {expected}",
    explain: "A supplement says so by content = supplement, and what it adds to by supplements: both or neither.",
  },
  "validate/supplement-element": {
    severity: "error",
    messageId: "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL",
    message: "a supplement does not state {element}",
    explain:
      "A supplement adds properties and designations to the concepts of another code system, whose rules stay as they are.",
  },
  "validate/supplement-code": {
    severity: "error",
    messageId: "CODESYSTEM_CS_SUPP_INVALID_CODE",
    message: "{canonical} has no code {code} to add to",
    explain:
      "A supplement adds properties and designations to codes of another code system, and defines none of its own.",
  },
  "validate/code-system-unstated": {
    severity: "warning",
    messageId: "CODESYSTEM_CS_HL7_MISSING_ELEMENT_SHOULD",
    message: "{element} is not stated, so users do not know how the codes are meant",
    explain:
      "Whether letters matter (caseSensitive) and what the hierarchy means (hierarchyMeaning) changes how codes are compared and found.",
  },
  "validate/code-system-empty": {
    severity: "warning",
    messageId: "CODESYSTEM_CS_COMPLETE_AND_EMPTY",
    message: "the content is said to be complete, but there are no concepts",
    explain: "A code system whose concepts are not listed says so: content = not-present.",
  },
  "validate/code-system-not-present": {
    severity: "error",
    messageId: "CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED",
    message: "the content is said to be not present, but there are concepts",
    explain: "A code system that lists concepts says how many of all they are: complete, fragment or example.",
  },
  "validate/code-system-count": {
    severity: "error",
    messageId: "CODESYSTEM_CS_COUNT_COMPLETE_WRONG",
    message: "there are {count} concepts; stated are {stated}",
    explain:
      "CodeSystem.count is the number of all concepts of the system. What lists only a part of them lists fewer.",
  },
  "validate/map-scope-is-system": {
    severity: "error",
    message: "{canonical} is a code system, but a map translates between value sets",
    messageId: "CONCEPTMAP_VS_NOT_A_VS",
    explain: "ConceptMap.source[x] and target[x] name value sets; the code systems stand in its groups.",
  },
  "validate/value-set-of-system": {
    severity: "error",
    messageId: "CodeSystem_CS_VS_Invalid",
    message: "the value set {canonical} is not all of this code system",
    explain:
      "CodeSystem.valueSet is the value set of all codes: it includes this system and nothing else, without filters and lists.",
  },
  "validate/property-code-twice": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_DUPLICATE_CODE",
    message: "a property with the code {code} is defined already",
    explain: `Concepts refer to properties by their codes, so each is defined once (${PROPERTIES}).`,
  },
  "validate/property-uri-twice": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_DUPLICATE_URI",
    message: "a property with the URI {uri} is defined already",
    explain: `The URI says what the property means; two properties of one meaning cannot be told apart (${PROPERTIES}).`,
  },
  "validate/property-uri-not-absolute": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_ABSOLUTE_URI",
    message: "{uri} is not an absolute URI",
    explain: `The URI says what the property means, so it has to be the same everywhere (${PROPERTIES}).`,
  },
  "validate/property-uri-unknown": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_BAD_HL7_URI",
    message: "HL7 defines no property {uri}",
    hint: "a property of your own has a URI of your own",
    explain: "URIs of hl7.org are HL7's to define; its properties of all code systems are those of concept-properties.",
  },
  "validate/property-without-uri": {
    severity: "warning",
    messageId: "CODESYSTEM_PROPERTY_KNOWN_CODE_SUGGESTIVE",
    message: "the property {code} has no URI, so its meaning is not clear",
    explain: `Without a URI a property means what its code suggests, to people only. For HL7's own properties there is one (${PROPERTIES}).`,
  },
  "validate/property-code-differs": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_URI_CODE_MISMATCH",
    message: "{uri} usually has the code {name}, not {code}",
    explain: "The code is that of another property that HL7 defines; filters of value sets would mean something else.",
  },
  "validate/property-type-differs": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH",
    message: "the property {name} is of type {expected}, not {type}",
    explain: `HL7 defines the types of its properties (${PROPERTIES}).`,
  },
  "validate/property-undefined": {
    severity: "warning",
    messageId: "CODESYSTEM_PROPERTY_UNDEFINED",
    message: "the property {code} is not defined in CodeSystem.property",
    explain: "Programs that use the code system do not know what to do with a property that it does not define.",
  },
  "validate/property-value-type": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_WRONG_TYPE",
    message: "the property {code} has a value of type {type}, but is defined as {expected}",
    explain: "CodeSystem.property says of which type the values of a property are.",
  },
  "validate/property-value-unknown": {
    severity: "error",
    messageId: "CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE",
    message: "the property {code} refers to {value}, which is no code of this system",
    explain:
      "A property of type code usually refers to another concept of the same system; parent, child, partOf and synonym always do.",
  },
  "validate/include-value-sets": {
    severity: "warning",
    messageId: "VALUESET_IMPORT_UNION_INTERSECTION",
    message: "several value sets in one include mean the codes that are in all of them",
    hint: "for the codes of any of them, give each an include of its own",
    explain:
      "The value sets of one include are intersected, the includes are united (valueset.html#compositions); this is often mixed up.",
  },
  "validate/include-value-set-unknown": {
    severity: "warning",
    messageId: "VALUESET_REFERENCE_UNKNOWN",
    message: "the value set {canonical} cannot be found",
    explain: "What is included from a value set that is not at hand cannot be checked or expanded.",
  },
  "validate/include-system-version": {
    severity: "error",
    messageId: "VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1",
    message: "the system {system} carries a version, which has an element of its own",
    explain: "ValueSet.compose.include.system is a URI, the version stands in include.version.",
  },
  "validate/include-content": {
    severity: "warning",
    messageId: "VALUESET_INCLUDE_CS_CONTENT",
    message: "the content of the code system {system} is {content}",
    hint: "a supplement is no code system of its own: include what it supplements",
    explain:
      "What is not listed in the code system cannot be checked or expanded; a supplement adds to the codes of another system.",
  },
  "validate/include-code-unknown": {
    severity: "error",
    messageId: "VALUESET_INCLUDE_INVALID_CONCEPT_CODE",
    message: "{system} has no code {code}",
    explain: "The code system is at hand and complete, so a code that it does not have is wrong.",
  },
  "validate/include-displays": {
    severity: "information",
    messageId: "VALUESET_CONCEPT_DISPLAY_PRESENCE_MIXED",
    message: "some concepts have a display, others have none",
    explain: "A list is easier to read, and to compare, when all of its concepts have a display or none.",
  },
  "validate/filter-property-unknown": {
    severity: "warning",
    messageId: "VALUESET_UNKNOWN_FILTER_PROPERTY",
    message: "{system} has no property or filter {property}",
    explain:
      "A filter goes by a property or a filter that the code system defines, or by those that all code systems have.",
  },
  "validate/filter-operator": {
    severity: "error",
    messageId: "VALUESET_BAD_FILTER_OP",
    message: "{op} cannot filter by {property}; allowed: {allowed}",
    explain: "CodeSystem.filter.operator says by which operators a code system can be filtered.",
  },
  "validate/filter-value": {
    severity: "error",
    message: "{value} is no value of {property} ({type})",
    hint: "a Coding is written as system#code or system|version#code",
    explain: "The value of a filter is a value of the property, so it has the property's type.",
  },
  "validate/filter-code-unknown": {
    severity: "error",
    messageId: "VALUESET_BAD_FILTER_VALUE_VALID_CODE",
    message: "{system} has no code {code}, by which {property} is filtered",
    explain: "The code system is at hand and complete, so the filter cannot find anything by this code.",
  },
  "validate/expansion-parameters": {
    severity: "warning",
    messageId: "VALUESET_EXPANSION_PARAMETER_NOT_FOUND",
    message: "the expansion does not say by which parameters it was made",
    explain: "Without them nobody can tell whether the expansion fits another purpose.",
  },
  "validate/expansion-system": {
    severity: "warning",
    messageId: "VALUESET_EXPANSION_PARAMETER_SYSTEM_NEEDED",
    message: "the expansion does not say which version of {system} it was made from",
    hint: "give contains.version, or the parameter used-codesystem",
    explain: "Codes come and go between versions of a code system.",
  },
  "validate/map-system-missing": {
    severity: "warning",
    messageId: "CONCEPTMAP_GROUP_SOURCE_MISSING",
    message: "the group does not say the {side} system of its codes",
    explain: "A code without its system means nothing.",
  },
  "validate/map-code-unknown": {
    severity: "error",
    messageId: "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID",
    message: "the {side} system {system} has no code {code}",
    explain: "The code system is at hand. Where it is not complete, this is a warning.",
  },
  "validate/map-code-not-in-value-set": {
    severity: "error",
    messageId: "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS",
    message: "the {side} code {code} is not in the {side} value set {valueSet} of the map",
    explain: "A map translates between two value sets, where it names them, so its codes are in them.",
  },
});
