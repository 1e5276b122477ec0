/**
 * A response against the questionnaire that it names.
 * @see https://hl7.org/fhir/R4/questionnaireresponse.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, type Scope, text } from "../scope.js";
import { startOf } from "./instants.js";
import { Form } from "./questionnaire-response/form.js";
import { checkItems } from "./questionnaire-response/items.js";

export const checkQuestionnaireResponse: ResourceRule = (context, response, place, scope) => {
  const canonical = text(response.questionnaire);
  if (canonical === undefined) {
    context.report.add("validate/questionnaire-not-named", place);
    return;
  }
  const isLocal = canonical.startsWith("#");
  const questionnaire = find(context, canonical, scope);
  if (!questionnaire) {
    const severity = /^https?:\/\/example\.org/.test(canonical) ? "information" : "warning";
    context.report.add("validate/questionnaire-not-found", place, { canonical }, { severity });
    return;
  }
  checkPeriod(context, response, questionnaire, place);
  const form = new Form(response, questionnaire, isLocal ? scope.root : undefined, scope);
  checkItems({ context, form, scope }, { node: response, definitions: questionnaire.item, place, trail: undefined });
};

/** Contained, in the Bundle around the response, or among the definitions. */
function find({ definitions }: Context, canonical: string, { root, bundle }: Scope): JsonObject | undefined {
  const isQuestionnaire = (one: unknown): one is JsonObject => isObject(one) && one.resourceType === "Questionnaire";
  if (canonical.startsWith("#")) {
    const contained = Array.isArray(root.contained) ? root.contained.filter(isQuestionnaire) : [];
    return contained.find(({ id }) => id === canonical.slice(1));
  }
  const [url, version] = canonical.split("|");
  return (
    definitions.find("Questionnaire", canonical) ??
    bundle?.entries
      .map((entry) => entry?.resource)
      .filter(isQuestionnaire)
      .find((one) => one.url === url && (version === undefined || one.version === version))
  );
}

function checkPeriod({ report }: Context, response: JsonObject, questionnaire: JsonObject, place: Place): void {
  const authored = text(response.authored);
  const at = startOf(authored ?? "");
  const period = questionnaire.effectivePeriod;
  if (at === undefined || !isObject(period)) return;
  const [start, end] = [text(period.start) ?? "", text(period.end) ?? ""];
  const isEarly = at < (startOf(start) ?? at);
  if (isEarly || at > (startOf(end) ?? at))
    report.add("validate/response-outside-period", child(place, "authored"), {
      authored,
      side: isEarly ? "before the start" : "after the end",
      limit: isEarly ? start : end,
    });
}
