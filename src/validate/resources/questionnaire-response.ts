/**
 * A response against the questionnaire that it names.
 * @see https://hl7.org/fhir/R4/questionnaireresponse.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { type BundleIndex, isObject, type JsonObject, objects, resolve, type Scope, text } from "../scope.js";
import { isExampleUrl } from "../texts.js";
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
    const other = isLocal ? resolve(canonical, scope) : undefined;
    if (isObject(other)) {
      const type = text(other.resourceType);
      context.report.add("validate/questionnaire-of-other-type", place, { canonical, type });
      return;
    }
    const severity = isExampleUrl(canonical) ? "information" : "warning";
    context.report.add("validate/questionnaire-not-found", place, { canonical }, { severity });
    return;
  }
  checkPeriod(context, response, questionnaire, place);
  const form = new Form(response, questionnaire, isLocal ? scope.root : undefined, scope);
  checkItems({ context, form, scope }, { node: response, definitions: questionnaire.item, place, trail: undefined });
};

const isQuestionnaire = (one: unknown): one is JsonObject => isObject(one) && one.resourceType === "Questionnaire";

/** Contained, among the definitions, or in the Bundle around the response. */
function find({ definitions }: Context, canonical: string, { root, bundle }: Scope): JsonObject | undefined {
  if (canonical.startsWith("#"))
    return objects(root.contained).find((one) => isQuestionnaire(one) && one.id === canonical.slice(1));
  const [url = "", version] = canonical.split("|");
  const inBundle = () => questionnairesIn(bundle)?.get(url) ?? [];
  return (
    definitions.find("Questionnaire", canonical) ??
    inBundle().find((one) => version === undefined || one.version === version)
  );
}

const known = new WeakMap<BundleIndex, ReadonlyMap<string, readonly JsonObject[]>>();

/** The questionnaires of a Bundle by URL, looked for once. */
function questionnairesIn(bundle: BundleIndex | undefined): ReadonlyMap<string, readonly JsonObject[]> | undefined {
  const before = bundle && known.get(bundle);
  if (before || !bundle) return before;
  const byUrl = new Map<string, JsonObject[]>();
  for (const entry of bundle.entries) {
    const resource = entry?.resource;
    if (!isQuestionnaire(resource) || typeof resource.url !== "string") continue;
    const list = byUrl.get(resource.url);
    if (list) list.push(resource);
    else byUrl.set(resource.url, [resource]);
  }
  known.set(bundle, byUrl);
  return byUrl;
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
