/** The extensions our Bundles use: HL7's where one serves, our own (profiles/) where none does. */
import { structureUrl } from "../fhir/identity.js";
import type { CodeableConcept, Extension, Period, Reference } from "../fhir/types.js";
import { DATA_ABSENT } from "./words.js";

const hl7 = (name: string) => `http://hl7.org/fhir/StructureDefinition/${name}`;

/** What the value says in the case's own words (R4 core, originalText). */
export const originalText = (text: string): Extension => ({ url: hl7("originalText"), valueString: text });

/** The first and last day on which a date can lie (HL7's extension pack, uncertainPeriod). */
export const uncertainPeriod = (period: Period): Extension => ({ url: hl7("uncertainPeriod"), valuePeriod: period });

/** A note on a resource of a type that has no element for it (HL7's extension pack, note). */
export const noteOn = (text: string): Extension => ({ url: hl7("note"), valueAnnotation: { text } });

/** Why there is no value (R4 core, data-absent-reason). */
export const dataAbsent = (reason: "unknown"): Extension => ({ url: hl7("data-absent-reason"), valueCode: reason });
export const dataAbsentConcept = (code: string, display: string): CodeableConcept => ({
  coding: [DATA_ABSENT(code, display)],
});

/**
 * Marks what was not read but worked out: `how` says from what. Our own: no standard extension tells a derived value
 * or an inferred relation from a stated one.
 */
export const derived = (how: string): Extension => ({ url: structureUrl("derived"), valueString: how });
export const INFERRED = "inferred by the writer of the case";

/** References that R4 carries as extensions (R4 core): event-partOf, condition-dueTo, condition-occurredFollowing, workflow-supportingInfo, diagnosticReport-replaces. */
export const referenceExtension = (
  name:
    | "event-partOf"
    | "condition-dueTo"
    | "condition-occurredFollowing"
    | "workflow-supportingInfo"
    | "diagnosticReport-replaces",
  reference: Reference,
): Extension => ({ url: hl7(name), valueReference: reference });

/** The course of a disease, or which kind of episode this is (HL7's extension pack, condition-diseaseCourse). */
export const diseaseCourse = (course: CodeableConcept): Extension => ({
  url: hl7("condition-diseaseCourse"),
  valueCodeableConcept: course,
});

export const assertedDate = (
  value: string | undefined,
  element: { extension: Extension[] } | undefined,
): Extension => ({
  url: hl7("condition-assertedDate"),
  ...(value ? { valueDateTime: value } : {}),
  ...(element ? { _valueDateTime: element } : {}),
});

/** Where in a document something was read (HL7's extension pack, derivation-reference). */
export const derivationReference = (reference: Reference, [start, end]: readonly [number, number]): Extension => ({
  url: hl7("derivation-reference"),
  extension: [
    { url: "reference", valueReference: reference },
    { url: "offset", valueInteger: start },
    { url: "length", valueInteger: end - start },
  ],
});

/** How far a time lies from another resource's (R4 core, cqf-relativeDateTime: clean under the extension pack too). */
export const relativeDateTime = (
  target: Reference,
  targetPath: string,
  relationship: string,
  offset: NonNullable<Extension["valueDuration"]> | NonNullable<Extension["valueRange"]>,
): Extension => ({
  url: hl7("cqf-relativeDateTime"),
  extension: [
    { url: "target", valueReference: target },
    { url: "targetPath", valueString: targetPath },
    { url: "relationship", valueCode: relationship },
    "low" in offset || "high" in offset
      ? { url: "offset", valueRange: offset as NonNullable<Extension["valueRange"]> }
      : { url: "offset", valueDuration: offset as NonNullable<Extension["valueDuration"]> },
  ],
});

/**
 * The procedure that took a specimen. Our own: HL7's extension for R5's Specimen.collection.procedure is refused by servers
 * that validate with HAPI 8.
 */
export const specimenProcedure = (reference: Reference): Extension => ({
  url: structureUrl("specimen-procedure"),
  valueReference: reference,
});

/** What an observation results from. Our own: condition-dueTo is for Conditions alone. */
export const dueTo = (reference: Reference): Extension => ({ url: structureUrl("due-to"), valueReference: reference });
