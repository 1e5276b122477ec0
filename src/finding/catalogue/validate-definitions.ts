import { defineCatalogue } from "../entry.js";

/** StructureDefinitions as resources. */
export const validateProfiles = defineCatalogue({
  "validate/base-not-found": {
    severity: "warning",
    message: "{canonical}, from which this is derived, cannot be found, so the differential is not checked against it",
    explain: "What a profile may say depends on its base. Give the base among the definitions.",
  },
  "validate/base-circular": {
    severity: "error",
    messageId: "SD_CIRCULAR_DEFINITION",
    message: "the definition is derived from itself",
    explain: "Following baseDefinition from one to the next leads back here.",
  },
  "validate/derivation-missing": {
    severity: "error",
    messageId: "SD_MUST_HAVE_DERIVATION",
    message: "derivation is missing: whether {base} is constrained or specialized",
    explain: "A StructureDefinition with a baseDefinition says how it is derived from it.",
  },
  "validate/kind-differs": {
    severity: "error",
    messageId: "SD_CONSTRAINED_KIND_NO_MATCH",
    message: "the kind is {kind}, but that of the base is {expected}",
    explain: "What is derived is of the same kind as its base, unless that is abstract.",
  },
  "validate/type-differs": {
    severity: "error",
    messageId: "SD_CONSTRAINED_TYPE_NO_MATCH",
    message: "the type is {type}, but that of the base {base} is {expected}",
    explain: "A profile constrains the type of its base, so it has the same type.",
  },
  "validate/type-not-own": {
    severity: "error",
    messageId: "SD_SPECIALIZED_TYPE_MATCHES",
    message: "a specialization defines a new type, but {type} is that of its base",
    explain: "To constrain a type, derivation is constraint.",
  },
  "validate/context-of-no-extension": {
    severity: "error",
    messageId: "SD_NO_CONTEXT_WHEN_NOT_EXTENSION",
    message: "only extensions have a context; this is a definition of {type}",
    explain: "StructureDefinition.context says where an extension may be used.",
  },
  "validate/context-unknown": {
    severity: "error",
    messageId: "SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND",
    message: "R4 has no element {path}",
    explain:
      "The context of an extension names a type or an element of R4 by its path, or an element of a profile by its URL.",
  },
  "validate/context-of-all": {
    severity: "warning",
    messageId: "SD_CONTEXT_SHOULD_NOT_BE_ELEMENT",
    message: "the extension may be used everywhere; is this meant?",
    explain: "The context Element allows the extension at every element of every resource.",
  },
  "validate/context-type": {
    severity: "warning",
    messageId: "SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH",
    message: "{path} is an element, so the type of the context should be element instead of fhirpath",
    explain: "A context of type fhirpath is an expression; simple paths are of type element.",
  },
  "validate/extension-url": {
    severity: "error",
    messageId: "SD_EXTENSION_URL_MISMATCH",
    message: "the URL is fixed to {fixed}, but the extension is {url}",
    explain: "An extension is known by its URL, so its definition fixes Extension.url to its own canonical.",
  },
  "validate/type-without-targets": {
    severity: "error",
    messageId: "SD_ED_TYPE_NO_TARGET_PROFILE",
    message: "{code} has no targets: only Reference and canonical lead somewhere",
    explain: "type.targetProfile says what a reference may lead to. Profiles of the type itself stand in type.profile.",
  },
  "validate/profile-unknown": {
    severity: "warning",
    messageId: "SD_ED_TYPE_PROFILE_UNKNOWN",
    message: "the profile {canonical} cannot be found",
    explain: "What is not at hand cannot be checked. Give the profile among the definitions.",
  },
  "validate/profile-of-other-type": {
    severity: "error",
    messageId: "SD_ED_TYPE_PROFILE_WRONG",
    message: "{canonical} is a profile of {type}, not of {code}",
    explain: "type.profile names profiles of the type in type.code.",
  },
  "validate/modifier-extension": {
    severity: "error",
    messageId: "SD_ED_TYPE_PROFILE_NOT_MODIFIER",
    message: "{canonical} is {kind} modifier extension",
    explain: "Modifier extensions stand in modifierExtension, all others in extension.",
  },
  "validate/path-of-other-type": {
    severity: "error",
    message: "the path {path} must begin with {type}, the type that is defined",
    messageId: "SD_PATH_TYPE_MISMATCH",
    explain: "The elements of a StructureDefinition are those of its type, so their paths begin with its name.",
  },
  "validate/binding-to-system": {
    severity: "error",
    message: "{canonical} is a code system, and values are bound to value sets",
    hint: "name a value set that includes the code system",
    messageId: "SD_ED_BIND_NOT_VS",
    explain: "ElementDefinition.binding.valueSet is the canonical of a ValueSet.",
  },
  "validate/target-not-in-base": {
    severity: "error",
    message: "the target {type} is none that the base allows: {allowed}",
    explain: "A profile narrows the targets of a reference; it cannot add one that the base has not.",
  },
  "validate/slice-without-slicing": {
    severity: "error",
    message: "the slice of {path} comes without a slicing that tells slices apart",
    hint: "give the element itself `slicing`, before its slices",
    explain:
      "ElementDefinition.slicing of the sliced element says how its slices are told apart; only extensions and choices of types need not say it.",
  },
  "validate/element-irrelevant": {
    severity: "error",
    messageId: "SD_ILLEGAL_CHARACTERISTICS",
    message: "{name} means nothing for {types}",
    explain: "Codes can be bound, texts have a length, numbers and times have a range; other types have not.",
  },
  "validate/element-value-type": {
    severity: "error",
    messageId: "SD_VALUE_TYPE_IILEGAL",
    message: "{name} is of type {type}, but the element can only be {types}",
    explain: "A fixed value, a pattern or a default value is a value of the element, so it has one of its types.",
  },
  "validate/element-forbidden": {
    severity: "error",
    messageId: "SD_TABLE_PROHIBITED",
    message: "{name} cannot be at the {position} element of a {derivation}",
    explain:
      "The table of ElementDefinition says which properties make sense where (elementdefinition.html#interpretation).",
  },
  "validate/slicing-of-root": {
    severity: "error",
    messageId: "SD_NO_SLICING_ON_ROOT",
    message: "{path} is the root, which cannot be sliced",
    explain: "Slicing tells repetitions apart, and the root is there once.",
  },
  "validate/slicing-of-one": {
    severity: "error",
    messageId: "SD_PATH_NO_SLICING",
    message: "{path} does not repeat in R4, so it cannot be sliced",
    explain: "Slicing tells repetitions apart, or the types of a choice.",
  },
  "validate/slicing-changed": {
    severity: "error",
    message: "the slice of {path} is sliced in another way than the element itself",
    explain: "The slices of one element are told apart by the discriminators of that element.",
  },
  "validate/discriminator-path": {
    severity: "error",
    messageId: "SD_PATH_NOT_VALID",
    message: "the discriminator {expression} leads nowhere: {problem}",
    explain: "The path of a discriminator begins at the element that is sliced and names an element below it.",
  },
  "validate/constraint-without-expression": {
    severity: "information",
    messageId: "ED_INVARIANT_NO_EXPRESSION",
    message: "the constraint {key} has no expression, so programs cannot check it",
    explain: "Constraint.human is for people; constraint.expression is FHIRPath for programs.",
  },
  "validate/constraint-source": {
    severity: "error",
    messageId: "ED_INVARIANT_DIFF_NO_SOURCE",
    message: "the constraint {key} is stated here, but its source is {source}",
    explain: "A differential states constraints of its own; the source, where it is given, is the definition itself.",
  },
  "validate/constraint-key": {
    severity: "error",
    messageId: "ED_INVARIANT_KEY_ALREADY_USED",
    message: "the key {key} belongs to another constraint: {other}",
    explain: "The key is the name of a constraint in messages, so it means one expression.",
  },
  "validate/path-unknown": {
    severity: "error",
    message: "{path} is no element of the base",
    explain: "A profile constrains the elements of its base; it adds none.",
  },
  "validate/min-lowered": {
    severity: "error",
    message: "the minimum is {min}, but {base} in the base",
    explain: "A profile narrows its base: what must be there in the base must be there in the profile too.",
  },
  "validate/max-raised": {
    severity: "error",
    message: "the maximum is {max}, but {base} in the base",
    explain: "A profile narrows its base: it does not allow more repetitions than the base.",
  },
  "validate/binding-weakened": {
    severity: "error",
    message: "the binding is {strength}, but {base} in the base",
    explain: "A profile narrows its base: a binding may become stronger, not weaker.",
  },
  "validate/type-not-in-base": {
    severity: "error",
    message: "the type {code} is none that the base allows: {allowed}",
    explain: "A profile narrows its base: it may leave out types of an element, not add any.",
  },
});
