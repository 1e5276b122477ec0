import type { OutcomeItem } from "../../case/item.js";
import { from, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { dueTo } from "../extensions.js";
import { bodySiteOf, levelComponents } from "../site.js";
import { durationOf, putTime } from "../time.js";
import { concept, STATE } from "../words.js";

/** How it went: an Observation whose value is the state and whose focus is what it is the outcome of. */
export function mapOutcome(map: Mapping, item: OutcomeItem): void {
  const { data } = item;
  const draft = map.start("Observation", item.key, { kind: "outcome", pointer: item.pointer, rule: "outcome" });
  const span = map.span(item.key);
  put(draft, "status", "final");
  put(draft, "code", map.concept(item.name, data.codes), from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "focus", map.links(item, "of"), from(item, "of"));
  for (const reference of map.links(item, "due to")) extend(draft, dueTo(reference), from(item, "due to"));
  put(draft, "encounter", map.encounterOf(item));
  putTime(map, draft as unknown as Draft, "effective", item, span);
  const state = typeof data.state === "object" ? map.concept(data.state.text) : concept(STATE[data.state], data.state);
  put(draft, "valueCodeableConcept", state, from(item, "state"));
  put(draft, "bodySite", bodySiteOf(map, data), from(item, "site"));
  const duration = durationOf(span.duration);
  const lasting = span.duration && {
    code: { text: "duration" },
    ...(duration ? { valueQuantity: duration } : { valueString: span.duration.text }),
  };
  put(draft, "component", [...(lasting ? [lasting] : []), ...levelComponents(map, item)], from(item, "lasting"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
}
