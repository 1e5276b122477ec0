import type { EncounterItem } from "../../case/item.js";
import { from, type Mapping } from "../context.js";
import { extend, put } from "../draft.js";
import { noteOn } from "../extensions.js";
import { overPeriod, periodOf, timeSource } from "../time.js";
import { concept, ENCOUNTER_CLASS, READMISSION } from "../words.js";

/** A stay or visit that is told is over; its end is not invented. */
export function mapEncounter(map: Mapping, item: EncounterItem): void {
  const { data } = item;
  const draft = map.start("Encounter", item.key, { kind: "encounter", pointer: item.pointer, rule: "encounter" });
  extend(draft, data.note ? noteOn(data.note) : undefined, from(item, "note"));
  put(draft, "status", "finished");
  put(draft, "class", ENCOUNTER_CLASS[data.type], from(item, "type"));
  put(
    draft,
    "type",
    data.name || data.codes ? [map.concept(item.name, data.codes)] : undefined,
    from(item, data.name ? "name" : "codes"),
  );
  put(draft, "subject", map.subject(item));
  const span = map.span(item.key);
  put(draft, "period", overPeriod(periodOf(map, item, span)), timeSource(item, span));
  put(draft, "reasonReference", map.links(item, "because"), from(item, "because"));
  const place = (text: string | undefined) => text && { display: text };
  const origin = place(data["transferred from"]);
  const destination = place(data["discharged to"]);
  const hospitalization = {
    ...(origin ? { origin } : {}),
    ...(data.readmission ? { reAdmission: concept(READMISSION, "readmission") } : {}),
    ...(destination ? { destination } : {}),
  };
  put(
    draft,
    "hospitalization",
    Object.keys(hospitalization).length > 0 ? hospitalization : undefined,
    from(item, data.readmission ? "readmission" : origin ? "transferred from" : "discharged to"),
  );
  const location = place(data.place);
  put(draft, "location", location ? [{ location }] : undefined, from(item, "place"));
  put(draft, "partOf", map.links(item, "part of")[0], from(item, "part of"));
}
