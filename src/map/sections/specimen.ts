import { ancestorsOf, type Item, type SpecimenItem } from "../../case/item.js";
import type { Reference, Specimen } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { put } from "../draft.js";
import { specimenProcedure } from "../extensions.js";
import { bodySiteOf } from "../site.js";
import { dateTimeOf, periodOf } from "../time.js";

/** What was examined: of a result its own specimen, or that of the panel or report it stands in. */
export function specimenOf(map: Mapping, item: Item): Reference | undefined {
  for (const owner of [item, ...ancestorsOf(item)]) {
    const specimen = map.inside(owner).find(({ kind }) => kind === "specimen");
    if (specimen) return map.to(specimen);
  }
  return undefined;
}

/** R4 knows no procedure of a specimen; R5 does (Specimen.collection.procedure): an extension says it. */
export function mapSpecimen(map: Mapping, item: SpecimenItem): void {
  const { data } = item;
  const draft = map.start("Specimen", item.key, { kind: "specimen", pointer: item.pointer, rule: "specimen" });
  put(draft, "type", map.concept(data.type, data.codes), from(item, "type"));
  put(draft, "subject", map.subject(item));
  const collection: NonNullable<Specimen["collection"]> = {};
  const [procedure] = map.links(item, "taken by");
  if (procedure) collection.extension = [specimenProcedure(procedure)];
  const span = map.span(item.key);
  const period = span.kind === "period" ? periodOf(map, item, span) : undefined;
  if (period) collection.collectedPeriod = period;
  else {
    const { value, element } = dateTimeOf(map, span.start);
    if (value) collection.collectedDateTime = value;
    if (element) collection._collectedDateTime = element;
  }
  const site = bodySiteOf(map, data);
  if (site) collection.bodySite = site;
  put(draft, "collection", Object.keys(collection).length > 0 ? collection : undefined, from(item, "collected"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
}
