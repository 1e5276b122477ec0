/**
 * Where we do not say what HL7's Java validator says, why, and the clause of R4 that it rests on. The list may only shrink:
 * what agrees is taken out, and nothing comes in. docs/known-differences.md is written from it
 * (`npx vitest run tests/oracles/hl7-tests -u`).
 *
 * @typedef {object} Clause what R4 says, in HL7's own definitions (npm's hl7.fhir.r4.examples); a test looks it up there
 * @property {string} resource
 * @property {string} at the id of an element, the key of a constraint, or a code
 * @property {string} says word for word
 */
const clause = (resource, at, says) => ({ resource, at, says });

const NOT_PRESENT = clause(
  "CodeSystem-codesystem-content-mode",
  "not-present",
  "None of the concepts defined by the code system are included in the code system resource.",
);
const SYNTAX = clause("StructureDefinition-Coding", "Coding.code", "A symbol in syntax defined by the system.");
const SYSTEM_URI = clause(
  "StructureDefinition-CodeSystem",
  "CodeSystem.url",
  "An absolute URI that is used to identify this code system when it is referenced in a specification, model, design or an instance",
);
const TARGET = clause(
  "StructureDefinition-ElementDefinition",
  "ElementDefinition.type.targetProfile",
  "If any profiles are specified, then the content must conform to at least one of them.",
);

const EXTERNAL = {
  why: "the code system is another organisation's. Whether it has the code, and under which display, only a terminology server or a licensed copy knows; without one the code is left open",
  clause: NOT_PRESENT,
};

/** Row of HL7's test suite -> why. */
export const KNOWN_ROWS = {
  "mr-covid-m2#base": EXTERNAL,
  "cvx#base": EXTERNAL,
  "q-ca-implicit#base": EXTERNAL,
  "extension-version-restriction-range-r4#base": {
    why: "what an extension means is in its definition. The row's is one of R5, which the suite does not bring, so here the extension is one that nobody knows",
    clause: clause(
      "StructureDefinition-Extension",
      "Extension.url",
      "The definition SHALL be a URI for the Structure Definition defining the extension.",
    ),
  },
};

const UNIT = {
  why: "UCUM says by its grammar what a unit is. HL7's validator needs a terminology server to say so, and errs with one",
  clause: SYNTAX,
};

const UNPUBLISHED = {
  why: "R4 uses a code system that HL7's terminology has no longer, or has elsewhere. What cannot be found is a warning here, an error there",
  clause: clause(
    "StructureDefinition-Coding",
    "Coding.system",
    "Otherwise, the URI should come from HL7's list of FHIR defined special URIs",
  ),
};
const CHANGED = (codeSystem, code, says) => ({
  why: "HL7's terminology of today has the code no longer, and R4's own code system has it",
  clause: clause(`CodeSystem-${codeSystem}`, code, says),
});
const ANY_URI = {
  why: "what RFC 3986 calls a reference may be relative; HL7's validator knows a few URIs that HL7's value sets list, and refuses others",
  clause: SYNTAX,
};
const LIBRARY = {
  why: "HL7's validator wants a library for every expression in CQL. R4 does not say that a measure has one",
  clause: clause(
    "StructureDefinition-Measure",
    "Measure.group.population.criteria",
    "An expression that specifies the criteria for the population, typically the name of an expression in a library.",
  ),
};
const MAPPING = {
  why: "variables and paths of maps are not followed here",
  clause: clause(
    "StructureDefinition-StructureMap",
    "StructureMap.group.rule.source.context",
    "Type or variable this rule applies to.",
  ),
};
const LANGUAGE = {
  why: "HL7's validator needs a terminology server for the value set, and takes what it cannot look up for wrong",
  clause: clause("ValueSet-all-languages", "all-languages", "This value set includes all possible codes from BCP-47"),
};

/** Official examples that HL7's validator refuses. Those that ours alone refuses are in tests/conformance/known-errors.json. */
const EXAMPLES = {
  "AdverseEvent-example": CHANGED(
    "adverse-event-category",
    "product-use-error",
    "The adverse event pertains to a product use error.",
  ),
  "Claim-960151": UNPUBLISHED,
  "CodeSystem-v2-0181": UNPUBLISHED,
  "CodeSystem-v2-0190": LANGUAGE,
  "CodeSystem-v2-0200": LANGUAGE,
  "CodeSystem-v2-0284": UNPUBLISHED,
  "CodeSystem-v2-0316": UNPUBLISHED,
  "CodeSystem-v2-0429": UNPUBLISHED,
  "CodeSystem-v2-0538": UNPUBLISHED,
  "Contract-C-123": ANY_URI,
  "Contract-INS-101": ANY_URI,
  "Immunization-subpotent": CHANGED(
    "immunization-subpotent-reason",
    "partial",
    "The full volume of the dose was not administered to the patient.",
  ),
  "ImmunizationEvaluation-notValid": CHANGED(
    "immunization-evaluation-dose-status-reason",
    "outsidesched",
    "The product was administered at a time inconsistent with the documented schedule.",
  ),
  "ImplementationGuide-example": {
    why: "HL7's validator asks of guides under HL7's address what HL7 asks of its own authors today, by extensions that R4 does not demand",
    clause: clause(
      "StructureDefinition-ImplementationGuide",
      "ImplementationGuide.extension",
      "May be used to represent additional information that is not part of the basic definition of the resource.",
    ),
  },
  "Measure-component-a-example": LIBRARY,
  "Measure-component-b-example": LIBRARY,
  "Measure-hiv-indicators": LIBRARY,
  "Media-example": {
    why: "R4 allows white space in base64 by its regular expression. HL7's validator allows it in data, and not in an attachment's",
    clause: clause("StructureDefinition-base64Binary", "base64Binary.value", "(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+"),
  },
  "OrganizationAffiliation-example": UNPUBLISHED,
  "Practitioner-example": UNPUBLISHED,
  "StructureMap-example": MAPPING,
  "StructureMap-supplyrequest-transform": MAPPING,
  "Task-example1": UNPUBLISHED,
  "Task-example2": UNPUBLISHED,
  "Task-example4": UNPUBLISHED,
  "Task-example5": UNPUBLISHED,
  "Task-example6": UNPUBLISHED,
};

/**
 * Kind of defect, or `example: NAME` (`npm run oracle:java -- --mutants`) -> why. `rare`: among the thousands of `--all` alone.
 */
export const KNOWN_DIFFERENCES = {
  "structure: only an id": {
    why: "HL7's validator lets an id alone pass",
    clause: clause("StructureDefinition-Element", "ele-1", "All FHIR elements must have a @value or children"),
  },
  "terminology: system that is a value set": {
    why: "a value set is no code system. HL7's validator needs a terminology server to say so, and errs with one",
    clause: SYSTEM_URI,
  },
  "terminology: system that is no absolute URI": {
    why: "what is relative identifies no code system. HL7's validator needs a terminology server to say so, and errs with one",
    clause: SYSTEM_URI,
  },
  "terminology: SNOMED CT code that cannot be": {
    why: "a SNOMED CT identifier has at least six digits, the last of which checks the others. HL7's validator needs a terminology server to say so, and errs with one",
    clause: SYNTAX,
  },
  'terminology: UCUM unit "mmHg"': UNIT,
  'terminology: UCUM unit "foo"': UNIT,
  'terminology: UCUM unit "mg/"': UNIT,
  'terminology: UCUM unit "kg*"': UNIT,
  'terminology: UCUM unit "(m"': UNIT,
  'terminology: UCUM unit "degree"': UNIT,
  "terminology: unknown code of HL7's system": {
    why: "each Coding is judged by its system. HL7's validator stops at the first whose system it does not have",
    clause: SYNTAX,
    rare: true,
  },
  "terminology: wrong display of HL7's code": {
    why: "each Coding is judged by its system. HL7's validator stops at the first whose system it does not have",
    clause: clause(
      "StructureDefinition-Coding",
      "Coding.display",
      "A representation of the meaning of the code in the system, following the rules of the system.",
    ),
    rare: true,
  },
  "bundle: reference to no entry": {
    why: "a urn:uuid that no entry of a transaction has leads nowhere for the server that processes it. HL7's validator warns of it",
    clause: clause(
      "StructureDefinition-Reference",
      "Reference.reference",
      "A reference to a location at which the other resource is found.",
    ),
    rare: true,
  },
  "reference: type that is not allowed": {
    why: "a relative URL names the type of its target. HL7's validator says so where it follows references; the oracle may not",
    clause: TARGET,
  },
  "reference: reference without anything": {
    why: "Reference.type names the type of the target. HL7's validator looks at it where it follows references; the oracle may not",
    clause: TARGET,
  },
  ...Object.fromEntries(Object.entries(EXAMPLES).map(([name, why]) => [`example: ${name}`, why])),
};
