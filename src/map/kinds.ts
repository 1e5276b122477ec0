/** The resource that stands for an item of each kind where another points to it, and where that resource has its time. */
import type { ItemKind } from "../case/item.js";
import type { FhirResource } from "../fhir/types.js";

interface Standing {
  type: FhirResource["resourceType"];
  /** The element of its time, without the type of a choice: cqf-relativeDateTime names it so. */
  time?: string;
  /** The element of its end, where that is another. */
  end?: string;
}

/** A step has none: the encounter that it tells stands for it. */
export const STANDING: Readonly<Partial<Record<ItemKind, Standing>>> = {
  encounter: { type: "Encounter", time: "period" },
  condition: { type: "Condition", time: "onset", end: "abatement" },
  allergy: { type: "AllergyIntolerance", time: "onset" },
  immunization: { type: "Immunization", time: "occurrence" },
  "family member": { type: "FamilyMemberHistory" },
  observation: { type: "Observation", time: "effective" },
  medication: { type: "MedicationStatement", time: "effective" },
  course: { type: "MedicationStatement", time: "effective" },
  regimen: { type: "Procedure", time: "performed" },
  procedure: { type: "Procedure", time: "performed" },
  imaging: { type: "ImagingStudy", time: "started" },
  assessment: { type: "Observation", time: "effective" },
  plan: { type: "ServiceRequest", time: "occurrence" },
  device: { type: "Device" },
  "adverse event": { type: "AdverseEvent", time: "date" },
  consent: { type: "Consent", time: "dateTime" },
  report: { type: "DiagnosticReport", time: "effective" },
  pathology: { type: "DiagnosticReport", time: "effective" },
  specimen: { type: "Specimen", time: "collection.collected" },
  outcome: { type: "Observation", time: "effective" },
};
