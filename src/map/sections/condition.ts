import { type AssessmentItem, type ConditionItem, certaintyOf } from "../../case/item.js";
import { GOES_ON } from "../../case/meaning.js";
import { diagnosedKey } from "../../case/times.js";
import type { CodeableConcept, Extension, Reference } from "../../fhir/types.js";
import { from, inference, isImplied, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { assertedDate, derived, diseaseCourse, referenceExtension } from "../extensions.js";
import { bodySiteOf } from "../site.js";
import { dateTimeOf, impliedTime, lastingOnly, putDateTime, putTime, STARTS, timeSource } from "../time.js";
import { CERTAINTY, CLINICAL_STATUS, concept, SEVERITY } from "../words.js";

const LINK_EXTENSIONS = [
  ["part of", "event-partOf"],
  ["due to", "condition-dueTo"],
  ["follows", "condition-occurredFollowing"],
] as const;

/** What has ended is not active (con-4); the case does not say so itself. */
const OVER: CodeableConcept = { extension: [derived("it has ended")], coding: [CLINICAL_STATUS.inactive] };

/**
 * A condition; an attack is a Condition of its own that is part of the disease. The clinical status is given only when
 * the case tells it or tells its end, and when it was diagnosed is not when it began.
 */
export function mapCondition(map: Mapping, item: ConditionItem): void {
  const { data } = item;
  const draft = map.start("Condition", item.key, { kind: "condition", pointer: item.pointer, rule: "condition" });
  const span = map.span(item.key);

  extend(
    draft,
    data.course ? diseaseCourse({ ...inference(item, "course"), ...map.concept(data.course) }) : undefined,
    from(item, "course"),
  );
  for (const [key, name] of LINK_EXTENSIONS) {
    for (const reference of map.links(item, key))
      extend(draft, referenceExtension(name, reference), from(item, key, name));
  }
  if (data.diagnosed) {
    const { value, element } = dateTimeOf(map, map.span(diagnosedKey(item.key)).start);
    if (value ?? element)
      extend(draft, assertedDate(value, element as { extension: Extension[] }), from(item, "diagnosed"));
  }
  const told = data.status && { ...inference(item, "status"), coding: [CLINICAL_STATUS[data.status]] };
  put(draft, "clinicalStatus", told ?? (data.ended ? OVER : undefined), from(item, data.status ? "status" : "ended"));
  const certainty = certaintyOf(data);
  put(
    draft,
    "verificationStatus",
    { ...inference(item, "certainty"), coding: [CERTAINTY[certainty]] },
    from(item, data.certainty ? "certainty" : "name"),
  );
  put(draft, "severity", data.severity && concept(SEVERITY[data.severity], data.severity), from(item, "severity"));
  put(draft, "code", map.concept(data.name, data.codes), from(item, "name"));
  const site = bodySiteOf(map, data);
  put(draft, "bodySite", site && [site], from(item, "site"));
  put(draft, "subject", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  const onset = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  // What was ruled out did not begin when that was told: the step's time is that of the statement.
  if (certainty === "excluded" && span.start?.inherited) {
    if (!data.diagnosed && (onset.value ?? onset.element))
      extend(draft, assertedDate(onset.value, onset.element as { extension: Extension[] }), timeSource(item, span));
  } else putDateTime(draft, "onsetDateTime", onset, timeSource(item, span));
  const goesOn = data.status !== undefined && GOES_ON.has(data.status);
  if ((data.ended || data.lasting) && !goesOn) {
    const end = dateTimeOf(map, span.end ?? lastingOnly(span), isImplied(item, "ended"));
    putDateTime(draft, "abatementDateTime", end, from(item, data.ended ? "ended" : "lasting", "time"));
    if (!draft.resource.clinicalStatus && (end.value ?? end.element)) {
      put(draft, "clinicalStatus", OVER, from(item, "lasting", "con-4"));
    }
  }
  put(draft, "stage", data.stage ? [{ summary: map.concept(data.stage) }] : undefined, from(item, "stage"));
  put(draft, "evidence", evidenceOf(map, item), from(item, "evidence"));
  const notes = [data.note, goesOn && data.lasting ? `lasting ${data.lasting} so far` : undefined];
  put(
    draft,
    "note",
    notes.filter((text) => text !== undefined).map((text) => ({ text })),
    from(item, data.note ? "note" : "lasting"),
  );
}

/**
 * What was held of a condition at one time: R4 keeps only what it is held for now (Condition.verificationStatus), so
 * each earlier stage, and what it rested on, is an Observation about the condition.
 */
export function mapAssessment(map: Mapping, item: AssessmentItem): void {
  const { data } = item;
  const draft = map.start("Observation", item.key, { kind: "condition", pointer: item.pointer, rule: "assessment" });
  for (const reference of map.links(item, "by"))
    extend(draft, referenceExtension("workflow-supportingInfo", reference), from(item, "by"));
  put(draft, "status", "final");
  put(draft, "code", { text: "certainty of the diagnosis" });
  put(draft, "subject", map.subject(item));
  put(draft, "focus", item.parent && [map.to(item.parent)]);
  put(draft, "encounter", map.encounterOf(item));
  putTime(map, draft as unknown as Draft, "effective", item, map.span(item.key));
  put(
    draft,
    "valueCodeableConcept",
    { ...inference(item, "is"), ...concept(CERTAINTY[data.is], data.is) },
    from(item, "is"),
  );
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
}

function evidenceOf(map: Mapping, item: ConditionItem) {
  const detail: Reference[] = map.links(item, "evidence");
  const words = item.data["evidence in words"];
  return [...(detail.length > 0 ? [{ detail }] : []), ...(words ? [{ code: [map.concept(words)] }] : [])];
}
