/**
 * What an Observation should say, though it need not.
 * @see https://hl7.org/fhir/R4/observation.html
 */
import type { ResourceRule } from "../context.js";
import { objects } from "../scope.js";
import { choiceOf } from "./elements.js";

export const checkObservation: ResourceRule = ({ report, settings }, observation, place) => {
  const { bestPractice: severity } = settings;
  if (severity === "ignore") return;
  const isThere = {
    subject: observation.subject !== undefined,
    performer: objects(observation.performer).length > 0,
    "effective[x]": choiceOf(observation, "Observation", "effective[x]") !== undefined,
  };
  for (const [element, found] of Object.entries(isThere))
    if (!found) report.add("validate/observation-incomplete", place, { element }, { severity });
};
