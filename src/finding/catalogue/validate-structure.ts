import { defineCatalogue } from "../entry.js";

export const validateStructure = defineCatalogue({
  "validate/element-id-twice": {
    severity: "error",
    message: "another element of this resource has the id {id}, too",
    messageId: "DUPLICATE_ID",
    explain:
      "The id of an element is unique within its resource (https://hl7.org/fhir/R4/element.html#id), so that links find it.",
  },
  "validate/not-an-object": {
    severity: "error",
    message: "this is not a FHIR resource: a JSON object is expected",
    hint: 'a resource looks like { "resourceType": "Patient", ... }; several stand in a Bundle, or each in a line of a .ndjson file',
    explain:
      "FHIR JSON is one object per resource. An array, a string, a number or null cannot be judged. Several resources go into a Bundle, or into one file each.",
  },
  "validate/not-json-value": {
    severity: "error",
    message: "{what} is no JSON",
    hint: "judge what a parser made of the JSON text",
    explain:
      "Somebody called the library with an object that no JSON text makes: it has a BigInt in it, or a member that throws when it is read. Nothing else in it is looked at.",
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
    messageId: "VALIDATION_MAX_MESSAGES_EXCEEDED",
    explain:
      "The validator stops here so that broken input cannot fill the memory. Correct what is listed first, then validate again.",
  },
  "validate/duplicate-key": {
    severity: "error",
    message: 'the property "{key}" stands twice in one object, the second time at line {line}, column {column}',
    hint: "keep the one that is meant; a list holds several values",
    messageId: "DUPLICATE_JSON_PROPERTY_KEY",
    explain:
      "R4 wants property names to be unique (json.html). Of two properties of one name, programs keep one and lose the other without a word, and not all keep the same one.",
  },
  "validate/resource-type-missing": {
    severity: "error",
    message: "resourceType is missing",
    hint: 'add "resourceType" with the name of the resource type, e.g. "Patient"',
    messageId: "Unable_to_find_resourceType_property",
    explain:
      "Every resource in JSON says its type in the property resourceType; without it nothing else can be judged.",
  },
  "validate/resource-type-unknown": {
    severity: "error",
    message: "R4 has no resource type {type}",
    messageId: "This_does_not_appear_to_be_a_FHIR_resource_unknown_name_",
    explain:
      "The resourceType must be one of R4's 146 types that an instance can have, in the same letters. Types of other FHIR versions are unknown here.",
  },
  "validate/unknown-element": {
    severity: "error",
    message: '{type} has no element "{element}"',
    messageId: "Unrecognised_property_",
    explain:
      "R4 allows only the elements that the type defines, under their exact names. Anything else belongs into an extension. The value is not looked into.",
  },
  "validate/missing-element": {
    severity: "error",
    message: 'the element "{element}" of {type} is required and missing',
    messageId: "Validation_VAL_Profile_Minimum",
    explain:
      "HL7's definition gives this element a minimum of 1. If the value is not known, an element can be there with the extension data-absent-reason instead of a value, unless it is bound to required codes.",
  },
  "validate/two-choices": {
    severity: "error",
    message: "only one of the types of {element} may be there, found {keys}",
    messageId: "Validation_VAL_Profile_Maximum",
    explain:
      "An element written [x] in the specification takes one value of one of several types, so only one of its JSON properties may be present.",
  },
  "validate/choice-type-not-allowed": {
    severity: "error",
    message: "{element} cannot be of type {type}",
    hint: "allowed: {allowed}",
    messageId: "Unrecognised_property_",
    explain:
      "An element written [x] in the specification takes a value of one of the types listed there, and the type is part of the JSON property's name.",
  },
  "validate/not-an-array": {
    severity: "error",
    message: '"{element}" repeats, so it must be an array even for one value',
    hint: "put the value into [ ]",
    messageId: "This_property_must_be_an_Array_not_",
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
    messageId: "Validation_VAL_Profile_Maximum",
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
    messageId: "ARRAY_CANNOT_BE_EMPTY",
    explain: "FHIR JSON has no empty arrays: an element without values is absent.",
  },
  "validate/empty-object": {
    severity: "error",
    message: '"{element}" is an empty object',
    hint: "leave the property out when there is nothing to say",
    messageId: "Object_must_have_some_content",
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
  "validate/white-space": {
    severity: "warning",
    message: "the text is not trimmed: {detail}",
    messageId: "Type_Specific_Checks_DT_String_WS",
    explain: "White space around a text means nothing, and comparisons and searches stumble over it.",
  },
  "validate/html-in-text": {
    severity: "warning",
    message: "the text holds what looks like HTML: {detail}",
    hint: "HTML belongs into the narrative; elsewhere write < as text that no reader takes for a tag",
    messageId: "SECURITY_STRING_CONTENT_ERROR",
    explain:
      "Software that shows such a text without escaping it runs what it holds. In markdown it is a warning, or an error when asked for; in plain strings it is an error when security checks are asked for.",
  },
  "validate/example-url": {
    severity: "error",
    message: "{detail} is an address for examples",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_URL_EXAMPLE",
    explain: "Told when addresses of example.org and the like may not stand in instances: nobody can follow them.",
  },
  "validate/code-not-in-value-set": {
    severity: "error",
    message: "{code} is not in the required value set {valueSet}",
    messageId: "Terminology_TX_NoValid_16",
    explain:
      "The element is bound to a value set with strength required: only its codes are allowed, with the exact code system and letters of R4 4.0.1. Of several codings one must be from it.",
  },
  "validate/code-missing": {
    severity: "error",
    message: "a code of the required value set {valueSet} must be given",
    messageId: "Terminology_TX_Code_ValueSet",
    explain:
      "A required binding cannot be met by text or by an extension alone; a code of the value set must be there.",
  },
  "validate/invariant": {
    severity: "error",
    message: "{key}: {human}",
    messageId: "INV_FAILED",
    explain:
      "HL7's definition states this rule for the type or element. The key leads to it: it is listed on the type's page of the R4 specification, with its FHIRPath expression.",
  },
});
