/**
 * What an Observation should say, though it need not.
 * @see https://hl7.org/fhir/R4/observation.html
 */
import type { ResourceRule } from "../context.js";

export const checkObservation: ResourceRule = ({ report, settings }, observation, place) => {
  const { bestPractice: severity } = settings;
  if (severity === "ignore") return;
  const tell = (element: string) => report.add("validate/observation-incomplete", place, { element }, { severity });
  if (observation.subject === undefined) tell("subject");
  if (observation.performer === undefined) tell("performer");
  if (!Object.keys(observation).some((key) => key.startsWith("effective"))) tell("effective[x]");
};
