import { defineCatalogue } from "../entry.js";

/** Rules about every resource, and about single types that have few. */
export const validateResources = defineCatalogue({
  "validate/url-not-absolute": {
    severity: "error",
    message: "the url {url} of a definition must be absolute",
    messageId: "TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE",
    explain:
      "A definition is known by its url everywhere, so it cannot be relative (https://hl7.org/fhir/R4/resource.html#canonical).",
  },
  "validate/label-twice": {
    severity: "error",
    messageId: "Meta_RES_Security_Duplicate",
    message: "the security label {coding} is there already",
    explain:
      "A security label says something of the resource; saying it twice says no more, and programs may count it twice.",
  },
  "validate/narrative-language": {
    severity: "warning",
    messageId: "Language_XHTML_Lang_Missing1",
    message: "the resource is in {language}, but the narrative's {name} says {stated}",
    hint: 'write <div xmlns="http://www.w3.org/1999/xhtml" lang="..." xml:lang="...">',
    explain:
      "A narrative says its language in both attributes, lang for HTML and xml:lang for XML (https://hl7.org/fhir/R4/languages.html).",
  },
  "validate/observation-incomplete": {
    severity: "warning",
    messageId: "All_observations_should_have_a_subject",
    message: "an observation should have {element}",
    explain:
      "A practice that HL7's validator recommends: an observation is of somebody, by somebody, at some time. R4 does not demand it.",
  },
  "validate/guide-version": {
    severity: "error",
    messageId: "IG_DEPENDENCY_CAN_VERSION_ERROR",
    message: "the URL names version {inUrl}, the element version says {version}",
    explain: "The version of a guide that another one depends on stands in dependsOn.version.",
  },
  "validate/guide-url": {
    severity: "error",
    messageId: "IG_DEPENDENCY_DIRECT",
    message: "{url} is not the canonical of an ImplementationGuide",
    explain: "dependsOn.uri names the ImplementationGuide resource: its URL has /ImplementationGuide/ in it.",
  },
  "validate/guide-package": {
    severity: "error",
    messageId: "IG_DEPENDENCY_INVALID_PACKAGEID",
    message: "{packageId} is no id of a package",
    explain: "The id of a FHIR package has at least two parts, with points between them, such as hl7.fhir.r4.core.",
  },
  "validate/guide-package-version": {
    severity: "error",
    messageId: "IG_DEPENDENCY_INVALID_PACKAGE_VERSION",
    message: "{version} is no version of a package",
    explain: "The version of a FHIR package is made of letters, digits, -, _ and points between its parts.",
  },
});
