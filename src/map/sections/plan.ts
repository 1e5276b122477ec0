import type { PlanItem } from "../../case/item.js";
import type { ServiceRequest } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { reasonsOf } from "../reasons.js";
import { bodySiteOf } from "../site.js";
import { dateTimeOf, putDateTime, putTime } from "../time.js";

const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "DiagnosticReport"]);

type Told = Pick<ServiceRequest, "status" | "intent" | "doNotPerform">;
/** Who only considers something has requested nothing that would be in force. */
const STATUS: Readonly<Record<NonNullable<PlanItem["data"]["status"]>, Told>> = {
  planned: { status: "active", intent: "plan" },
  recommended: { status: "active", intent: "proposal" },
  ordered: { status: "active", intent: "order" },
  considered: { status: "unknown", intent: "proposal" },
  "decided against": { status: "active", intent: "plan", doNotPerform: true },
};

/** What was planned, recommended, considered or decided against, at the time of its step; R4's Procedure has no such status. */
export function mapPlan(map: Mapping, item: PlanItem): void {
  const { data } = item;
  const draft = map.start("ServiceRequest", item.key, { kind: "plan", pointer: item.pointer, rule: "plan" });
  const source = from(item, data.status ? "status" : "name", "plan-status");
  const { status, intent, doNotPerform } = STATUS[data.status ?? "planned"];
  put(draft, "status", status, source);
  put(draft, "intent", intent, source);
  put(draft, "doNotPerform", doNotPerform, source);
  put(draft, "code", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "encounter", map.encounterOf(item));
  putTime(map, draft as unknown as Draft, "occurrence", item, map.span(item.key));
  if (item.step) {
    const { start } = map.span(item.step.key);
    const authored = { pointer: item.step.pointer, rule: "time-of-step" };
    putDateTime(draft as unknown as Draft, "authoredOn", dateTimeOf(map, start), authored);
  }
  const { references, concepts } = reasonsOf(map, item, REASONS);
  const words = data["because in words"];
  put(draft, "reasonCode", [...concepts, ...(words ? [map.concept(words)] : [])], from(item, "because"));
  put(draft, "reasonReference", [...map.links(item, "for"), ...references], from(item, data.for ? "for" : "because"));
  const site = bodySiteOf(map, data);
  put(draft, "bodySite", site && [site], from(item, "site"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
}
