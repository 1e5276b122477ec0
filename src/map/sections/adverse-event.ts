import type { AdverseEventItem } from "../../case/item.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { noteOn } from "../extensions.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";
import { CAUSALITY, EVENT_OUTCOME, EVENT_SEVERITY, SERIOUS } from "../words.js";

/** Harm in the course of care. What is suspected of it is a suspected entity, and nothing's cause. */
export function mapAdverseEvent(map: Mapping, item: AdverseEventItem): void {
  const { data } = item;
  const draft = map.start("AdverseEvent", item.key, {
    kind: "adverse event",
    pointer: item.pointer,
    rule: "adverse-event",
  });
  extend(draft as unknown as Draft, data.note ? noteOn(data.note) : undefined, from(item, "note"));
  put(draft, "actuality", "actual");
  put(draft, "event", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  const span = map.span(item.key);
  const date = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  putDateTime(draft as unknown as Draft, "date", date, timeSource(item, span));
  put(draft, "resultingCondition", map.links(item, "led to"), from(item, "led to"));
  const { serious, severity, outcome, causality } = data;
  put(
    draft,
    "seriousness",
    serious === undefined ? undefined : { coding: [SERIOUS[serious ? "serious" : "non-serious"]] },
    from(item, "serious"),
  );
  put(draft, "severity", severity && { coding: [EVENT_SEVERITY[severity]] }, from(item, "severity"));
  put(draft, "outcome", outcome && { coding: [EVENT_OUTCOME[outcome]] }, from(item, "outcome"));
  const assessed = causality && { ...inference(item, "causality"), coding: [CAUSALITY[causality]] };
  put(
    draft,
    "suspectEntity",
    map
      .links(item, "suspected")
      .map((instance) => ({ instance, ...(assessed ? { causality: [{ assessment: assessed }] } : {}) })),
    from(item, "suspected"),
  );
}
