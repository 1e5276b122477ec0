/**
 * Where we do not say what HL7's Java validator says, and the clause of the standard that it rests on. The list may only
 * shrink: a row of HL7's suite that agrees is taken out, and none comes in. docs/known-differences.md is written from it
 * (`npx vitest run tests/oracles/hl7-tests -u`).
 */

const EXTERNAL =
  "R4 terminologies-systems.html: the code system is another organisation's. Whether it has the code, and under which display, only a terminology server or a licensed copy knows; without one the code is left open";

/** Row of HL7's test suite -> why. */
export const KNOWN_ROWS = {
  "mr-covid-m2#base": EXTERNAL,
  "cvx#base": EXTERNAL,
  "q-ca-implicit#base": EXTERNAL,
  "extension-version-restriction-range-r4#base":
    "R4 extensibility.html: what an extension means is in its definition. The row's definition is one of R5, which the suite does not bring, so here the extension is one that nobody knows",
};

/** Kind of defect (`npm run oracle:java -- --mutants`) -> why. */
export const KNOWN_KINDS = {
  "structure: only an id":
    "R4 element.html, ele-1: an element has a value or children other than its id. HL7's validator lets an id alone pass",
  "terminology: system that is a value set":
    "R4 datatypes.html#Coding: system identifies the code system, not a value set. HL7's validator needs a terminology server to say so, and errs with one",
  "terminology: system that is no absolute URI":
    "R4 datatypes.html#Coding: system identifies a code system everywhere, which a relative URI cannot. HL7's validator needs a terminology server to say so, and errs with one",
  "terminology: language that is none":
    "R4 resource.html#language: the binding to BCP-47 is preferred, so an unknown tag is no error. HL7's validator then also refuses every display and code of the resource",
  "reference: type that is not allowed":
    "R4 references.html: a relative URL names the type of its target, which must be one that the element allows. HL7's validator says so where it follows references; the oracle may not",
  "reference: reference without anything":
    "R4 references.html: Reference.type is the type of the target, which must be one that the element allows; the oracle does not follow references",
};
