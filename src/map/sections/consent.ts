import type { ConsentItem } from "../../case/item.js";
import type { Consent, Reference } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { dataAbsent, noteOn } from "../extensions.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";
import { CONSENT_CATEGORY, CONSENT_SCOPE, concept } from "../words.js";

const STATUS: Readonly<Record<NonNullable<ConsentItem["data"]["status"]>, Consent["status"]>> = {
  given: "active",
  refused: "rejected",
  withdrawn: "inactive",
};

/** Consent that is stated. Under which policy it was given is not (ppc-1 asks for one). */
export function mapConsent(map: Mapping, item: ConsentItem): void {
  const { data } = item;
  const draft = map.start("Consent", item.key, { kind: "consent", pointer: item.pointer, rule: "consent" });
  if (data.note) put(draft, "extension", [noteOn(data.note)], from(item, "note"));
  put(draft, "status", STATUS[data.status ?? "given"], from(item, data.status ? "status" : "name"));
  put(draft, "scope", concept(CONSENT_SCOPE[data.scope], data.scope), from(item, "scope"));
  const { coding = [CONSENT_CATEGORY], text } = map.concept(data.name, data.codes);
  put(draft, "category", [{ coding, text }], from(item, "name"));
  put(draft, "patient", map.subject(item));
  const span = map.span(item.key);
  const given = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  putDateTime(draft as unknown as Draft, "dateTime", given, timeSource(item, span));
  put(draft, "performer", data.by ? [performer(map, data.by)] : undefined, from(item, "by"));
  put(draft, "policyRule", { extension: [dataAbsent("unknown")] }, { pointer: item.pointer, rule: "ppc-1" });
}

const performer = (map: Mapping, by: string): Reference =>
  by === "patient" ? map.patient : map.reference("RelatedPerson", by, map.named(by)?.name);
