/** Objects that break one of R4's invariants. */
import { at, of, ofType, put, set } from "../change.mjs";
import { XHTML } from "./narrative.mjs";

/** Objects of a type that break one of its invariants. */
const BROKEN = {
  Quantity: { "qty-3": { value: 1, code: "kg" } },
  Age: {
    "age-1": { value: 1, unit: "kg", system: "http://example.org", code: "kg" },
    "age-1 (negative)": { value: -1, system: "http://unitsofmeasure.org", code: "a" },
  },
  Duration: { "drt-1": { value: 1, system: "http://example.org", code: "h" } },
  Range: { "rng-2": { low: { value: 5 }, high: { value: 1 } } },
  Ratio: { "rat-1": { numerator: { value: 1 } } },
  Period: { "per-1": { start: "2020-02-01", end: "2020-01-01" } },
  ContactPoint: { "cpt-2": { value: "x" } },
  Timing: {
    "tim-1": { repeat: { duration: 1 } },
    "tim-2": { repeat: { period: 1 } },
    "tim-4": { repeat: { duration: -1, durationUnit: "h" } },
    "tim-5": { repeat: { period: -1, periodUnit: "h" } },
    "tim-6": { repeat: { durationMax: 1 } },
    "tim-7": { repeat: { periodMax: 1 } },
    "tim-9": { repeat: { offset: 5 } },
    "tim-10": { repeat: { timeOfDay: ["10:00:00"], when: ["HS"] } },
  },
  Reference: { "ref-1": { reference: "#nothing-of-this" } },
  Narrative: { "txt-2": { status: "generated", div: `<div ${XHTML}/>` } },
  Extension: { "ext-1": { url: "http://example.org/x" } },
};

export const invariants = {
  ...Object.fromEntries(
    Object.entries(BROKEN).flatMap(([type, values]) =>
      Object.entries(values).map(([name, value]) => [
        name,
        at(ofType(type), (node) => put(node, structuredClone(value))),
      ]),
    ),
  ),
  "pat-1": of("Patient", (it) => set(it, "contact", [{ gender: "male" }])),
  "obs-6": of("Observation", (it) => it.valueQuantity !== undefined && set(it, "dataAbsentReason", { text: "x" })),
  "obs-7": of(
    "Observation",
    (it) => it.valueQuantity !== undefined && set(it, "component", [{ code: it.code, valueString: "x" }]),
  ),
  "obs-3": of("Observation", (it) => set(it, "referenceRange", [{ type: { text: "x" } }])),
  "con-3": of("Condition", (it) => delete it.clinicalStatus && set(it, "verificationStatus", undefined)),
  "con-4": of("Condition", (it) => {
    it.abatementDateTime = "2020-01-01";
    it.clinicalStatus = {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "active" }],
    };
  }),
  "con-5": of("Condition", (it) => {
    it.verificationStatus = {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-ver-status", code: "entered-in-error" }],
    };
  }),
  "ait-1": of("AllergyIntolerance", (it) => delete it.clinicalStatus),
  "org-1": of("Organization", (it) => delete it.name && delete it.identifier),
  "org-2": of("Organization", (it) => set(it, "address", [{ use: "home", text: "x" }])),
  "org-3": of("Organization", (it) => set(it, "telecom", [{ system: "phone", use: "home", value: "1" }])),
  "lib-0": of("Library", (it) => set(it, "name", "a b")),
  "que-1": of("Questionnaire", (it) => set(it, "item", [{ linkId: "g", type: "group" }])),
  "que-1 (display)": of("Questionnaire", (it) =>
    set(it, "item", [{ linkId: "g", type: "display", text: "x", item: [{ linkId: "h", type: "string" }] }]),
  ),
  "que-2": of("Questionnaire", (it) => it.item?.push({ ...it.item[0] })),
  "que-4": of("Questionnaire", (it) =>
    set(it, "item", [
      {
        linkId: "a",
        type: "choice",
        answerValueSet: "http://hl7.org/fhir/ValueSet/yesnodontknow",
        answerOption: [{ valueString: "x" }],
      },
    ]),
  ),
  "que-5": of("Questionnaire", (it) =>
    set(it, "item", [{ linkId: "a", type: "string", answerOption: [{ valueString: "x" }] }]),
  ),
  "que-7": of("Questionnaire", (it) =>
    set(it, "item", [
      { linkId: "b", type: "string" },
      { linkId: "a", type: "string", enableWhen: [{ question: "b", operator: "exists", answerString: "x" }] },
    ]),
  ),
  "enableWhen of no question": of("Questionnaire", (it) =>
    set(it, "item", [
      { linkId: "a", type: "string", enableWhen: [{ question: "nowhere", operator: "exists", answerBoolean: true }] },
    ]),
  ),
  "que-10": of("Questionnaire", (it) => set(it, "item", [{ linkId: "a", type: "boolean", maxLength: 5 }])),
  "que-11": of("Questionnaire", (it) =>
    set(it, "item", [
      { linkId: "a", type: "choice", answerOption: [{ valueString: "x" }], initial: [{ valueString: "x" }] },
    ]),
  ),
  "vsd-1": of("ValueSet", (it) => set(it, "compose", { include: [{ concept: [{ code: "x" }] }] })),
  "csd-1": of("CodeSystem", (it) => it.concept?.push({ ...it.concept[0] })),
  "spd-1": of(
    "SearchParameter",
    (it) => it.expression !== undefined && delete it.xpath && delete it.expression && set(it, "xpath", "x"),
  ),
  "sdf-1": of(
    "StructureDefinition",
    (it) => it.differential && it.differential.element.length > 0 && set(it.differential.element[0], "path", "Other.x"),
  ),
  "imm-1": of("Immunization", (it) =>
    set(
      it,
      "education",
      [{}].map(() => ({ publicationDate: "2020" })),
    ),
  ),
  "car-plan detail and reference": of("CarePlan", (it) =>
    set(it, "activity", [{ reference: { display: "x" }, detail: { status: "completed" } }]),
  ),
  "med-request dose range": of("MedicationRequest", (it) =>
    set(it, "dosageInstruction", [{ doseAndRate: [{ doseRange: { low: { value: 5 }, high: { value: 1 } } }] }]),
  ),
  "cnt-3": at(
    ({ type }) => type === "Count",
    (node) => put(node, { value: 1.5, system: "http://unitsofmeasure.org", code: "1" }),
  ),
};
