import { defineCatalogue } from "../entry.js";

export const validateProfile = defineCatalogue({
  "validate/profile-not-found": {
    severity: "warning",
    message: "the profile {canonical} has not been checked: it is not known",
    hint: "give its package, or the StructureDefinition itself",
    messageId: "VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY",
    explain:
      "A profile can only be judged with its StructureDefinition and those it is based on. What cannot be had is said here and not passed silently. It is a warning for what a resource claims in meta.profile, and an error for a profile that was asked for.",
  },
  "validate/profile-not-checked": {
    severity: "warning",
    message: "the profile {canonical}, which {profile} demands here, has not been checked: it is not known",
    hint: "give its package, or the StructureDefinition itself",
    messageId: "VALIDATION_VAL_PROFILE_UNKNOWN",
    explain:
      "A profile demands that an element or the target of a reference meets another profile, and that one, or what it is based on, is not at hand. It is an error of a whole resource, such as a Bundle's entry, as HL7's validator has it: nobody can say that the Bundle meets its profile. A profile of a package that is depended on and not here is told once, as a warning.",
  },
  "validate/profile-wrong-type": {
    severity: "error",
    message: "the profile {canonical} is one of {expected}, but this is a {type}",
    messageId: "VALIDATION_VAL_PROFILE_WRONGTYPE",
    explain: "A profile constrains one type of resource; a resource of another type can never meet it.",
  },
  "validate/profile-min": {
    severity: "error",
    message: "{element} must be there {min} times at least, and is there {count} times (profile {profile})",
    messageId: "VALIDATION_VAL_PROFILE_MINIMUM",
    explain: "The profile demands an element, or a slice of it, more often than it is there.",
  },
  "validate/profile-max": {
    severity: "error",
    message: "{element} may be there {max} times at most, and is there {count} times (profile {profile})",
    messageId: "VALIDATION_VAL_PROFILE_MAXIMUM",
    explain: "The profile allows an element, or a slice of it, less often than it is there; 0 forbids it.",
  },
  "validate/profile-type": {
    severity: "error",
    message: "the type {type} is not allowed here (profile {profile})",
    hint: "allowed: {allowed}",
    explain: "The profile leaves fewer types than the base definition has for this choice or resource.",
  },
  "validate/profile-value": {
    severity: "error",
    message: "the value is {value}, and must be {expected}: the {kind} of the profile {profile}",
    messageId: "_DT_FIXED_WRONG",
    explain: "A fixed value must be exactly what the profile states; a pattern states a part of the value.",
  },
  "validate/profile-value-missing": {
    severity: "error",
    message: "{expected} must be here: the {kind} of the profile {profile} has it",
    messageId: "PROFILE_VAL_MISSINGELEMENT",
    explain: "What a fixed value or a pattern states must be in the value; of a list's pattern each item in some item.",
  },
  "validate/profile-value-not-allowed": {
    severity: "error",
    message: "{value} must not be here: the {kind} of the profile {profile} has nothing here",
    messageId: "PROFILE_VAL_NOTALLOWED",
    explain: "A fixed value is all that may be there. A pattern would allow more.",
  },
  "validate/profile-limit": {
    severity: "error",
    message: "{value} is {relation} than {limit}, which the profile {profile} allows",
    explain: "ElementDefinition.minValue and maxValue are the least and the greatest value, both allowed themselves.",
  },
  "validate/profile-limit-unit": {
    severity: "error",
    message:
      "{value} cannot be held against the limit {limit} of the profile {profile}: the units have nothing in common",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_MIN_NO_CONVERT",
    explain:
      "minValue and maxValue limit quantities of the same dimension; a temperature is neither more nor less than a mass.",
  },
  "validate/profile-length": {
    severity: "error",
    message: "the text has {length} characters, and may have {limit} (profile {profile})",
    explain: "ElementDefinition.maxLength is the greatest length of a text, in characters.",
  },
  "validate/profile-none-matches": {
    severity: "error",
    message: "this meets none of the profiles {profiles}, one of which {profile} demands",
    explain: "Where a type has several profiles, one of them must be met.",
  },
  "validate/profile-target": {
    severity: "error",
    message: "{reference} meets none of the profiles {profiles}, one of which {profile} demands of the target",
    hint: "judge the target by that profile to see why",
    messageId: "REFERENCE_REF_CANTMATCHCHOICE",
    explain:
      "The profile says what the target of the reference has to meet. The target is in the Bundle or contained, and does not.",
  },
  "validate/profile-target-type": {
    severity: "error",
    message: "the reference cannot point to a {type} (profile {profile})",
    hint: "allowed: {allowed}",
    messageId: "REFERENCE_REF_BADTARGETTYPE",
    explain: "The profile leaves fewer types of targets than the base definition.",
  },
  "validate/profile-target-unknown": {
    severity: "error",
    message: "the profile {canonical}, which {profile} demands of the target, is not known",
    hint: "give its package, or the StructureDefinition itself",
    messageId: "REFERENCE_REF_CANTRESOLVEPROFILE",
    explain: "Without the StructureDefinition nobody knows whether the reference points to something that is allowed.",
  },
  "validate/profile-aggregation": {
    severity: "error",
    message: "the target of {reference} is {found}, and must be {allowed} (profile {profile})",
    messageId: "REFERENCE_REF_AGGREGATION",
    explain:
      "The profile says where the target has to be: contained in the resource, in the same Bundle (bundled), or elsewhere (referenced).",
  },
  "validate/profile-slice-missing": {
    severity: "error",
    message: "the slice {slice} must be there, and nothing matches it (profile {profile})",
    hint: "an element may be meant for it, but differ where the slices are told apart",
    messageId: "VALIDATION_VAL_PROFILE_MINIMUM_SLICE",
    explain:
      "Items belong to a slice by what its discriminators say. The profile demands this slice, and no item is of it.",
  },
  "validate/profile-magic-code": {
    severity: "error",
    message: "the LOINC code {code} must be there, which the vital sign {profile} is known by",
    hint: "add it beside the other codes",
    messageId: "VALIDATION_VAL_PROFILE_MINIMUM_MAGIC",
    explain:
      "R4 demands the vital-signs profiles of every Observation that has one of their LOINC codes (https://hl7.org/fhir/R4/observation-vitalsigns.html), whether or not meta.profile says so. More special codes are allowed beside the one code of the profile, not instead of it.",
  },
  "validate/profile-slice-unknown": {
    severity: "error",
    message: "this is of no slice of {element}, and the profile {profile} allows no others",
    messageId: "VALIDATION_VAL_PROFILE_NOTSLICE",
    explain: "The slicing is closed: every item must be of one of the slices that the profile defines.",
  },
  "validate/profile-slices-match": {
    severity: "error",
    message: "this is of two slices, {element} and {other} (profile {profile})",
    messageId: "VALIDATION_VAL_PROFILE_MATCHMULTIPLE",
    explain:
      "An item is of one slice at most. Here what the discriminators say fits more than one, so the slices overlap or the item has what tells of both.",
  },
  "validate/profile-slice-order": {
    severity: "error",
    message: "{element} is out of order: the profile {profile} has its slices in their order",
    messageId: "VALIDATION_VAL_PROFILE_OUTOFORDER",
    explain: "The slicing is ordered: items stand in the order in which the profile defines the slices.",
  },
  "validate/profile-slice-at-end": {
    severity: "error",
    message: "{element} stands after what is of no slice: the profile {profile} allows that at the end only",
    messageId: "VALIDATION_VAL_PROFILE_SLICEORDER",
    explain: "The slicing is open at its end: what is of no slice stands behind all that is.",
  },
});
