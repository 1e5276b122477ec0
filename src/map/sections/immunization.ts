import type { ImmunizationItem } from "../../case/item.js";
import type { Immunization } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { dataAbsent } from "../extensions.js";
import { oneReason, reasonsOf } from "../reasons.js";
import { bodySiteOf } from "../site.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";

/** What R4 takes as Immunization.reasonReference. */
const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "DiagnosticReport"]);

const STATUS = { completed: "completed", "not done": "not-done" } satisfies Record<string, Immunization["status"]>;

/** A vaccine that was given, or was not; R4 wants an occurrence of both, so an unknown one says so. */
export function mapImmunization(map: Mapping, item: ImmunizationItem): void {
  const { data } = item;
  const draft = map.start("Immunization", item.key, {
    kind: "immunization",
    pointer: item.pointer,
    rule: "immunization",
  });
  const status = STATUS[data.status ?? "completed"];
  const isGiven = status === "completed";
  put(draft, "status", status, from(item, data.status ? "status" : "name"));
  const { references, concepts } = reasonsOf(map, item, isGiven ? REASONS : undefined);
  const words = data["because in words"];
  const reasons = [...concepts, ...(words ? [map.concept(words)] : [])];
  const source = from(item, data.because ? "because" : "because in words");
  put(draft, "statusReason", isGiven ? undefined : oneReason(reasons), source);
  put(draft, "vaccineCode", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "patient", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  const span = map.span(item.key);
  const time = dateTimeOf(map, span.start ?? span.end, impliedTime(item, span.start, STARTS));
  const known = (time.value ?? time.element) ? time : { element: { extension: [dataAbsent("unknown")] } };
  putDateTime(draft as unknown as Draft, "occurrenceDateTime", known, timeSource(item, span));
  put(draft, "site", bodySiteOf(map, data), from(item, "site"));
  put(draft, "route", data.route ? map.concept(data.route) : undefined, from(item, "route"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  put(draft, "reasonCode", isGiven ? reasons : undefined, source);
  put(draft, "reasonReference", references, from(item, "because"));
  const number = data["dose number"];
  put(draft, "protocolApplied", number ? [{ doseNumberPositiveInt: number }] : undefined, from(item, "dose number"));
}
