/**
 * A report beside the measure that it names: its groups, populations, stratifiers and scores.
 * @see https://hl7.org/fhir/R4/measurereport.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, objects, resolve, type Scope, text } from "../scope.js";
import { indexed } from "./elements.js";
import { checkScore } from "./measure-report/score.js";

/** What one check of a report carries along. */
export interface ReportCheck {
  context: Context;
  scope: Scope;
  measure: JsonObject;
  /** individual, subject-list, summary, data-collection */
  type: unknown;
}

export const checkMeasureReport: ResourceRule = (context, report, place, scope) => {
  const canonical = text(report.measure);
  if (canonical === undefined) return;
  const measure = canonical.startsWith("#")
    ? objects(scope.root.contained).find(({ id }) => id === canonical.slice(1))
    : context.definitions.find("Measure", canonical);
  if (!measure) {
    context.report.add("validate/measure-not-found", place, { canonical });
    return;
  }
  const check: ReportCheck = { context, scope, measure, type: report.type };
  const definitions = objects(measure.group);
  if (definitions.length === 0) return;
  const isOnly = definitions.length === 1 && objects(report.group).length === 1;
  checkParts(
    check,
    report,
    "group",
    { definitions, isOnly, isComplete: report.type !== "data-collection" },
    place,
    checkGroup,
  );
};

interface Parts {
  /** What the measure has. */
  definitions: readonly JsonObject[];
  /** Whether there is one on either side, so that it needs no code. */
  isOnly: boolean;
  /** Whether all that the measure has must be there. */
  isComplete: boolean;
}

type PartCheck = (check: ReportCheck, part: JsonObject, definition: JsonObject, place: Place) => void;

/** The parts of one kind, each matched with the measure's by its code. */
function checkParts(
  check: ReportCheck,
  node: JsonObject,
  name: string,
  { definitions, isOnly, isComplete }: Parts,
  place: Place,
  checkPart: PartCheck,
): void {
  const { report } = check.context;
  const found = new Set<JsonObject>();
  for (const [i, part] of indexed(node[name])) {
    const at = child(place, name, i);
    const definition = isOnly ? onlyOne(definitions, part) : definitionOf(definitions, part);
    if (!definition)
      report.add(hasCode(part) ? "validate/measure-part-unknown" : "validate/report-part-without-code", at, { name });
    else if (found.has(definition)) report.add("validate/report-part-twice", at, { name });
    else {
      found.add(definition);
      checkPart(check, part, definition, at);
    }
  }
  for (const definition of isComplete ? definitions : [])
    if (!found.has(definition) && !isObservation(definition))
      report.add("validate/report-part-missing", place, { name, code: conceptText(definition.code) });
}

const checkGroup: PartCheck = (check, group, definition, place) => {
  const populations = { definitions: objects(definition.population), isOnly: false, isComplete: true };
  checkParts(check, group, "population", populations, place, checkPopulation);
  checkScore(check, group, definition, place);
  const stratifiers = { definitions: objects(definition.stratifier), isOnly: false, isComplete: true };
  checkParts(check, group, "stratifier", stratifiers, place, () => undefined);
};

/** Only subject lists list their subjects, and count them. */
const checkPopulation: PartCheck = ({ context: { report }, scope, type }, population, _, place) => {
  const results = isObject(population.subjectResults) ? population.subjectResults : undefined;
  if (type === "subject-list") {
    const subjects = results && listOf(results, scope);
    if (subjects && typeof population.count === "number" && population.count !== subjects.length)
      report.add("validate/report-count", child(place, "count"), {
        count: population.count,
        subjects: subjects.length,
      });
    return;
  }
  if (results) report.add("validate/report-subjects", child(place, "subjectResults"));
  if (population.count === undefined) report.add("validate/report-without-count", place);
};

/** The entries of a List that is at hand: contained, or in the Bundle. */
function listOf({ reference }: JsonObject, scope: Scope): JsonObject[] | undefined {
  const list = typeof reference === "string" ? resolve(reference, scope) : undefined;
  return isObject(list) && list.resourceType === "List" ? objects(list.entry) : undefined;
}

/** The measure's one part, unless both have codes that differ. */
function onlyOne([definition]: readonly JsonObject[], part: JsonObject): JsonObject | undefined {
  return definition && hasCode(part) && hasCode(definition) && !isSame(part, definition) ? undefined : definition;
}

const definitionOf = (definitions: readonly JsonObject[], part: JsonObject): JsonObject | undefined =>
  definitions.find((definition) => isSame(part, definition)) ??
  definitions.find(({ id }) => id !== undefined && id === part.id);

/** The concepts of a code, which in some places repeats. */
const conceptsOf = ({ code }: JsonObject): JsonObject[] => (Array.isArray(code) ? code : [code]).filter(isObject);

const codingsOf = (part: JsonObject): JsonObject[] => conceptsOf(part).flatMap(({ coding }) => objects(coding));

const hasCode = (part: JsonObject): boolean => conceptsOf(part).length > 0;

/** One coding of both is the same, or, where neither has any, the text. */
function isSame(part: JsonObject, definition: JsonObject): boolean {
  const [own, other] = [codingsOf(part), codingsOf(definition)];
  if (own.length === 0 && other.length === 0)
    return conceptsOf(part).some((a) => conceptsOf(definition).some((b) => a.text !== undefined && a.text === b.text));
  return own.some((a) => other.some((b) => a.system === b.system && a.code === b.code));
}

const POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";

/** What is observed of a population is not reported as one. */
const isObservation = (definition: JsonObject): boolean =>
  codingsOf(definition).some(({ system, code }) => system === POPULATION && code === "measure-observation");

function conceptText(code: unknown): string {
  const [coding] = isObject(code) ? objects(code.coding) : [];
  return coding
    ? `${text(coding.system) ?? ""}#${text(coding.code) ?? ""}`
    : (text(isObject(code) ? code.text : "") ?? "");
}
