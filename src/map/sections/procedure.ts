import type { ProcedureItem } from "../../case/item.js";
import { isReasonForStatus } from "../../case/links.js";
import type { Procedure, ProcedureFocalDevice } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { oneReason, reasonsOf } from "../reasons.js";
import { bodySiteOf } from "../site.js";
import { putTime } from "../time.js";
import { DEVICE_ACTION } from "../words.js";

const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "Procedure", "DiagnosticReport"]);

const STATUS = {
  completed: "completed",
  "not done": "not-done",
  refused: "not-done",
  "in progress": "in-progress",
  stopped: "stopped",
  unknown: "unknown",
} satisfies Record<string, Procedure["status"]>;

/** Something done to the patient, or not; told without a status it was done. */
export function mapProcedure(map: Mapping, item: ProcedureItem): void {
  const { data } = item;
  const draft = map.start("Procedure", item.key, { kind: "procedure", pointer: item.pointer, rule: "procedure" });
  const status = STATUS[data.status ?? "completed"];
  put(draft, "status", status, from(item, data.status ? "status" : "name"));
  put(draft, "code", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  putTime(map, draft as unknown as Draft, "performed", item, map.span(item.key), status !== "in-progress");
  const isNotDone = isReasonForStatus(item);
  const { references, concepts } = reasonsOf(map, item, isNotDone ? undefined : REASONS);
  const words = data["because in words"];
  const refused = data.status === "refused" ? [map.concept("refused")] : [];
  const reasons = [...refused, ...concepts, ...(words ? [map.concept(words)] : [])];
  const source = from(item, data.because ? "because" : words ? "because in words" : "status");
  put(draft, "statusReason", isNotDone ? oneReason(reasons) : undefined, source);
  put(draft, "reasonReference", [...map.links(item, "for"), ...references], from(item, data.for ? "for" : "because"));
  put(draft, "reasonCode", isNotDone ? undefined : reasons, source);
  const site = bodySiteOf(map, data);
  put(draft, "bodySite", site && [site], from(item, "site"));
  put(draft, "partOf", map.links(item, "part of"), from(item, "part of"));
  put(draft, "focalDevice", actionsOf(map, item), from(item, "implants"));
  put(draft, "usedReference", map.links(item, "uses"), from(item, "uses"));
  put(draft, "outcome", data.outcome ? map.concept(data.outcome) : undefined, from(item, "outcome"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
}

/** What it did to devices; those it was only done with are not among them. */
const actionsOf = (map: Mapping, item: ProcedureItem): ProcedureFocalDevice[] =>
  (["implants", "removes", "changes"] as const).flatMap((key) =>
    map.links(item, key).map((manipulated) => ({ action: { coding: [DEVICE_ACTION[key]] }, manipulated })),
  );
