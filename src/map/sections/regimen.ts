import type { RegimenItem } from "../../case/item.js";
import { isReasonForStatus } from "../../case/links.js";
import type { Observation, Procedure } from "../../fhir/types.js";
import { ageOf } from "../age.js";
import { from, isImplied, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { derived, INFERRED } from "../extensions.js";
import { oneReason, reasonsOf } from "../reasons.js";
import { putTime } from "../time.js";

const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "Procedure", "DiagnosticReport"]);

const STATUS: Readonly<Record<NonNullable<RegimenItem["data"]["status"]>, Procedure["status"]>> = {
  active: "in-progress",
  completed: "completed",
  stopped: "stopped",
  "on hold": "on-hold",
  "not taken": "not-done",
  unknown: "unknown",
};

/**
 * A regimen: a Procedure that its drugs are part of (R4, MedicationStatement.partOf). A CarePlan would be what was meant
 * to be given; this is what was. What a Procedure has no element for is an Observation that is part of it.
 */
export function mapRegimen(map: Mapping, item: RegimenItem): void {
  const { data } = item;
  const draft = map.start("Procedure", item.key, { kind: "regimen", pointer: item.pointer, rule: "regimen" });
  const status = STATUS[data.status ?? "unknown"];
  put(draft, "status", status, from(item, data.status ? "status" : "name"));
  if (isImplied(item, "status")) put(draft, "_status", { extension: [derived(INFERRED)] }, from(item, "status"));
  put(draft, "code", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  putTime(map, draft as unknown as Draft, "performed", item, map.span(item.key), status !== "in-progress");
  const isForStatus = isReasonForStatus(item);
  const { references, concepts } = reasonsOf(map, item, isForStatus ? undefined : REASONS);
  const words = data["because in words"];
  const reasons = [...concepts, ...(words ? [map.concept(words)] : [])];
  put(draft, "statusReason", isForStatus ? oneReason(reasons) : undefined, from(item, "because"));
  put(draft, "reasonReference", [...map.links(item, "for"), ...references], from(item, data.for ? "for" : "because"));
  put(draft, "reasonCode", isForStatus ? undefined : reasons, from(item, "because"));
  put(draft, "outcome", data.outcome ? map.concept(data.outcome) : undefined, from(item, "outcome"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  for (const [key, code] of COUNTED) {
    const value = data[key];
    if (value === undefined) continue;
    const observation = observe(map, item, key, code);
    if (typeof value === "number") put(observation, "valueInteger", value, from(item, key));
    else put(observation, "valueQuantity", LENGTH.test(value) ? ageOf(value) : { unit: value }, from(item, key));
  }
}

const COUNTED = [
  ["line", "line of treatment"],
  ["cycles", "number of cycles"],
  ["cycle length", "length of a cycle"],
] as const;
/** Exactly so many days or weeks; of other words there is no number. */
const LENGTH = /^\d+ /;

function observe(map: Mapping, item: RegimenItem, key: string, code: string): Draft<Observation> {
  const draft = map.start("Observation", `${item.key}/${key}`, {
    kind: "regimen",
    pointer: item.pointer,
    rule: "regimen",
  });
  put(draft, "partOf", [map.to(item)]);
  put(draft, "status", "final");
  put(draft, "code", { text: code });
  put(draft, "subject", map.subject(item));
  return draft;
}
