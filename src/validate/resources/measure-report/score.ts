/**
 * The score of a group, by the measure's way of scoring.
 * @see https://hl7.org/fhir/R4/valueset-measure-scoring.html
 */
import { child, type Place } from "../../place.js";
import { isObject, type JsonObject, objects } from "../../scope.js";
import { extensionsOf, extensionValue } from "../elements.js";
import type { ReportCheck } from "../measure-report.js";

const CQM_SCORING = "http://hl7.org/fhir/uv/cqm/StructureDefinition/cqm-scoring";
/** Scores that are no number stand in one of these. */
const ALTERNATIVES = [
  "http://hl7.org/fhir/us/davinci-deqm/StructureDefinition/extension-alternateScoreType",
  "http://hl7.org/fhir/uv/deqm/StructureDefinition/deqm-alternateScoreType",
];

/** What a way of scoring says of the score. */
interface Scoring {
  min?: number;
  max?: number;
  unit: "forbidden" | "expected" | "allowed";
}

const SCORINGS: Readonly<Record<string, Scoring>> = {
  cohort: { min: 0, unit: "forbidden" },
  proportion: { min: 0, max: 1, unit: "forbidden" },
  ratio: { unit: "expected" },
  "continuous-variable": { unit: "allowed" },
};

export function checkScore(check: ReportCheck, group: JsonObject, definition: JsonObject, place: Place): void {
  const { report } = check.context;
  const score = isObject(group.measureScore) ? group.measureScore : undefined;
  const at = child(place, "measureScore");
  if (check.type === "data-collection") {
    if (score) report.add("validate/score-forbidden", at);
    return;
  }
  const scoring = scoringOf(check.measure, definition);
  const rule = Object.hasOwn(SCORINGS, scoring) ? SCORINGS[scoring] : undefined;
  if (!rule) return;
  if (!score) report.add("validate/score-missing", place, { scoring });
  else checkValue(check, score, scoring, rule, at);
}

function checkValue(check: ReportCheck, score: JsonObject, scoring: string, rule: Scoring, place: Place): void {
  const { report } = check.context;
  const { value } = score;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, unit } = rule;
  if (value === undefined && !ALTERNATIVES.some((url) => extensionsOf(score, url).length > 0))
    report.add("validate/score-without-value", place, { scoring });
  if (typeof value === "number" && (value < min || value > max))
    report.add("validate/score-out-of-range", child(place, "value"), { value, scoring });
  for (const element of unit === "forbidden" ? ["unit", "system", "code"] : [])
    if (score[element] !== undefined) report.add("validate/score-unit", child(place, element), { scoring });
  if (unit === "expected" && score.code === undefined) report.add("validate/score-without-unit", place, { scoring });
}

/** The group's own way of scoring, or the measure's. */
function scoringOf(measure: JsonObject, group: JsonObject): string {
  const concepts = [extensionValue(group, CQM_SCORING), measure.scoring].filter(isObject);
  const [coding] = concepts.flatMap(({ coding }) => objects(coding).slice(0, 1));
  return typeof coding?.code === "string" ? coding.code : "";
}
