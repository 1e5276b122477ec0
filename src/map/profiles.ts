/** Which profile of our guide (profiles/) each resource fits: the narrowest of its type, said in meta.profile where that is wanted. */
import { structureUrl } from "../fhir/identity.js";
import type { CodeableConcept, FhirResource, Reference } from "../fhir/types.js";
import type { CaseType, ResourceOf } from "./context.js";
import { VERDICT_VALUE } from "./words.js";

interface Kinds<T extends CaseType> {
  /** What every resource of the type fits. */
  profile: string;
  /** What some of them fit as well: each says more, and none of them the other. */
  narrower?: { [profile: string]: (resource: ResourceOf<T>) => boolean };
}

/** SNOMED CT. */
const ABSENT = VERDICT_VALUE.absent.code ?? "";

const isCoded = (concept: CodeableConcept | undefined, code: string) =>
  concept?.coding?.some((coding) => coding.code === code) ?? false;
const refersTo = (references: readonly Reference[] | undefined, type: string) =>
  references?.some(({ reference }) => reference?.startsWith(`${type}/`)) ?? false;

const isPause = ({ status, statusReason, dosage }: ResourceOf<"MedicationStatement">) =>
  status === "on-hold" && statusReason !== undefined && dosage === undefined;

const KINDS: { readonly [T in CaseType]: Kinds<T> } = {
  AdverseEvent: { profile: "case-adverse-event" },
  AllergyIntolerance: {
    profile: "case-allergy",
    narrower: { "refuted-allergy": ({ verificationStatus }) => isCoded(verificationStatus, "refuted") },
  },
  Composition: { profile: "case-composition" },
  Condition: {
    profile: "case-condition",
    narrower: {
      "refuted-condition": ({ verificationStatus, abatementDateTime, _abatementDateTime }) =>
        isCoded(verificationStatus, "refuted") && (abatementDateTime ?? _abatementDateTime) === undefined,
    },
  },
  Consent: { profile: "case-consent" },
  Device: { profile: "case-device" },
  DeviceUseStatement: { profile: "case-device-use" },
  DiagnosticReport: {
    profile: "case-report",
    narrower: { "imaging-report": ({ imagingStudy }) => imagingStudy !== undefined },
  },
  DocumentReference: { profile: "case-source" },
  Encounter: { profile: "case-encounter" },
  FamilyMemberHistory: { profile: "case-family-member-history" },
  ImagingStudy: { profile: "case-imaging-study" },
  Immunization: {
    profile: "case-immunization",
    narrower: { "immunization-not-done": ({ status }) => status === "not-done" },
  },
  Medication: { profile: "case-medication" },
  MedicationStatement: {
    profile: "case-medication-statement",
    narrower: {
      "dose-step": (statement) => refersTo(statement.partOf, "MedicationStatement") && !isPause(statement),
      pause: (statement) => refersTo(statement.partOf, "MedicationStatement") && isPause(statement),
    },
  },
  Observation: {
    profile: "case-observation",
    narrower: {
      "absent-finding": ({ valueCodeableConcept }) => isCoded(valueCodeableConcept, ABSENT),
      "observation-not-done": ({ dataAbsentReason }) => isCoded(dataAbsentReason, "not-performed"),
      "imaging-finding": ({ category, derivedFrom }) => derivedFrom !== undefined && isCoded(category?.[0], "imaging"),
    },
  },
  Patient: { profile: "case-patient" },
  Procedure: {
    profile: "case-procedure",
    narrower: { "procedure-not-done": ({ status }) => status === "not-done" },
  },
  Provenance: { profile: "case-provenance" },
  RelatedPerson: { profile: "case-person" },
  ServiceRequest: { profile: "case-plan" },
  Specimen: { profile: "case-specimen" },
};

/** Of the Bundle, which holds every entry against the profile of its type. */
export const BUNDLE_PROFILE = structureUrl("case-bundle");

/** The canonicals of the narrowest profiles that a resource fits, or else of the profile of its type. */
function profilesOf<T extends CaseType>(type: T, resource: ResourceOf<T>): string[] {
  const { profile, narrower = {} } = KINDS[type];
  const fitting = Object.keys(narrower).filter((name) => narrower[name]?.(resource));
  return (fitting.length > 0 ? fitting : [profile]).map(structureUrl);
}

/** Says in a resource which profiles it fits. */
export function stateProfiles(resource: FhirResource): void {
  const type = resource.resourceType as CaseType;
  resource.meta = { profile: profilesOf(type, resource as ResourceOf<CaseType>), ...resource.meta };
}
