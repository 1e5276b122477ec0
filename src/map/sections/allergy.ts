import type { AllergyItem } from "../../case/item.js";
import { reactionKey } from "../../case/times.js";
import type { AllergyIntoleranceReaction } from "../../fhir/types.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { derived } from "../extensions.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";
import { ALLERGY_CERTAINTY, ALLERGY_STATUS, concept, NO_KNOWN_ALLERGY } from "../words.js";

/**
 * An allergy or intolerance, one that was denied (refuted), or that none is known. R4 wants a clinical status of each
 * (ait-1): what the case does not tell follows from the rest and is marked so. When it was told is not when it began.
 */
export function mapAllergy(map: Mapping, item: AllergyItem): void {
  const { data, isNoneKnown } = item;
  const draft = map.start("AllergyIntolerance", item.key, { kind: "allergy", pointer: item.pointer, rule: "allergy" });
  const implied = { extension: [derived("no other status is told")] };
  const status = data.status ?? (data.certainty === "excluded" ? "inactive" : "active");
  put(
    draft,
    "clinicalStatus",
    { ...(data.status ? inference(item, "status") : implied), coding: [ALLERGY_STATUS[status]] },
    from(item, data.status ? "status" : "name", "ait-1"),
  );
  put(
    draft,
    "verificationStatus",
    data.certainty && { ...inference(item, "certainty"), coding: [ALLERGY_CERTAINTY[data.certainty]] },
    from(item, "certainty"),
  );
  put(draft, "type", data.type, from(item, "type"));
  put(draft, "category", data.category && [data.category], from(item, "category"));
  put(draft, "criticality", data.criticality, from(item, "criticality"));
  const code = isNoneKnown ? concept(NO_KNOWN_ALLERGY, item.name) : map.concept(data.name, data.codes);
  put(draft, "code", code, isNoneKnown ? undefined : from(item, "name"));
  put(draft, "patient", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  const span = map.span(item.key);
  putDateTime(
    draft as unknown as Draft,
    "onsetDateTime",
    dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS)),
    timeSource(item, span),
  );
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  put(
    draft,
    "reaction",
    (data.reactions ?? []).map((_, i) => reactionOf(map, item, i)),
    from(item, "reactions"),
  );
}

function reactionOf(map: Mapping, item: AllergyItem, index: number): AllergyIntoleranceReaction {
  const told = item.data.reactions?.[index] ?? "";
  const { name, severity, note } = typeof told === "string" ? { name: told } : told;
  const { value, element } = dateTimeOf(map, map.span(reactionKey(item.key, index)).start);
  return {
    manifestation: [map.concept(name)],
    ...(value ? { onset: value } : {}),
    ...(element ? { _onset: element } : {}),
    ...(severity ? { severity } : {}),
    ...(note ? { note: [{ text: note }] } : {}),
  };
}
