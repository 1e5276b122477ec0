/** Whether a resource says that something is so, or that it is not. */
import { NO_KNOWN_ALLERGY, VERDICT_VALUE } from "../../../src/map/words.js";
import type { Json, Resource } from "./resources.js";

/** "open": a number, a normal result or words, of which only a reader knows. */
export type Polarity = "so" | "not so" | "open";

interface Coded {
  coding?: { code?: string }[];
}

const codesOf = (concept: unknown): string[] => ((concept ?? {}) as Coded).coding?.map(({ code }) => code ?? "") ?? [];

const { present, absent, positive, negative, abnormal, high, low } = VERDICT_VALUE;
const SO = [present, positive, abnormal, high, low].map(({ code }) => code);
const NOT_SO = [absent, negative].map(({ code }) => code);

function ofObservation({ valueCodeableConcept, dataAbsentReason }: Json): Polarity {
  const codes = [...codesOf(valueCodeableConcept), ...codesOf(dataAbsentReason)];
  if (codes.some((code) => NOT_SO.includes(code) || code === "not-performed")) return "not so";
  return codes.some((code) => SO.includes(code)) ? "so" : "open";
}

const refuted = (resource: Json): Polarity =>
  codesOf(resource.verificationStatus).includes("refuted") ||
  codesOf(resource.code).includes(NO_KNOWN_ALLERGY.code ?? "")
    ? "not so"
    : "so";

const status =
  (...negative: string[]) =>
  ({ status, doNotPerform }: Json): Polarity =>
    negative.includes(String(status)) || doNotPerform === true ? "not so" : "so";

/** By type; the others, an encounter or a study, only say what there was. */
const POLARITY: Readonly<Record<string, (resource: Json) => Polarity>> = {
  Observation: ofObservation,
  Condition: refuted,
  AllergyIntolerance: refuted,
  MedicationStatement: status("not-taken"),
  MedicationAdministration: status("not-done"),
  MedicationRequest: status("cancelled"),
  Procedure: status("not-done"),
  Immunization: status("not-done"),
  ServiceRequest: status("revoked"),
};

export const polarityOf = (resource: Resource): Polarity | undefined => POLARITY[resource.resourceType]?.(resource);
