/** What came before what, as a machine can read it in the Bundle: dates, bounds, relative dates, reasons and outcomes. */
import type { FhirResource } from "../../src/fhir/types.js";
import { type Data, type View, values } from "./view.js";

const TIMES = ["onsetDateTime", "effectiveDateTime", "performedDateTime", "started", "effectivePeriod.start"];

/** First and last day on which something can have begun; undefined where nothing bounds it. */
function bounds(view: View, resource: FhirResource): { first?: string; last?: string } {
  for (const path of TIMES) {
    const when = view.when(resource, path);
    if (when) return { first: when.from ?? when.value, last: when.to ?? (when.value && `${when.value}~`) };
  }
  return {};
}

/** Resources that began no later than this one, by what it says of them. */
function earlier(view: View, resource: FhirResource): unknown[] {
  const told = ["reasonReference", "focus", "extension:condition-occurredFollowing.valueReference"];
  return [...told.flatMap((path) => values(resource, path)), ...relative(resource, "after")].map((reference) =>
    view.target(reference),
  );
}

/** References to what a resource's time is counted from, in one direction. */
function relative(resource: FhirResource, direction: "after" | "before"): unknown[] {
  return TIMES.map((path) => path.replace(/([^.]+)$/, "_$1.extension:cqf-relativeDateTime"))
    .flatMap((path) => values(resource, path))
    .filter((extension) => values(extension, "extension.valueCode").some((code) => String(code).startsWith(direction)))
    .flatMap((extension) => values(extension, "extension.valueReference") as Data[]);
}

/** What began no earlier than each resource, by what one of the two says. */
function laterThan(view: View): Map<unknown, unknown[]> {
  const later = new Map<unknown, unknown[]>();
  const add = (from: unknown, to: unknown) => later.set(from, [...(later.get(from) ?? []), to]);
  for (const resource of view.resources) {
    for (const before of earlier(view, resource)) add(before, resource);
    for (const after of relative(resource, "before")) add(resource, view.target(after));
  }
  return later;
}

/** True when the Bundle tells that one resource began before another, be it over others between them. */
export function isBefore(view: View, first: FhirResource, last: FhirResource): boolean {
  const later = laterThan(view);
  const start = bounds(view, last).first;
  const seen = new Set<unknown>([undefined]);
  const reach = (from: unknown): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    const end = bounds(view, from as FhirResource).last;
    return from === last || Boolean(end && start && end < start) || (later.get(from) ?? []).some(reach);
  };
  return reach(first);
}
