/** Why something was done: what FHIR takes as a reason is referred to, everything else is named in words. */
import type { CodeList } from "../case/document.js";
import type { Item } from "../case/item.js";
import type { CodeableConcept, FhirResource, Reference } from "../fhir/types.js";
import { displayOf, inference, type Mapping } from "./context.js";
import { STANDING } from "./kinds.js";

/** True when the case tells what came of looking at a study: then it has a DiagnosticReport. */
export const hasReport = (item: Item): boolean =>
  item.kind === "imaging" &&
  ["findings", "result", "conclusion", "by", "compared with"].some((key) => key in item.data);

/** The resource that can be a reason: of a study its report, since R4 nowhere takes the study itself. */
function reasonType(reason: Item): FhirResource["resourceType"] | undefined {
  if (reason.kind === "imaging") return hasReport(reason) ? "DiagnosticReport" : undefined;
  return STANDING[reason.kind]?.type;
}

/** A reason named in words, with the codes of the item that it is. */
const inWords = (map: Mapping, item: Item, reason: Item): CodeableConcept => ({
  ...inference(item, "because"),
  // Its code says that it is so; of what was absent or not done, and of an allergy's substance, only the words are true.
  ...(displayOf(reason) === reason.name
    ? map.concept(reason.name, (reason.data as { codes?: CodeList }).codes)
    : { text: displayOf(reason) }),
});

/** R4 has one place for why a status is as it is; of several reasons the words stand together. */
export const oneReason = (reasons: readonly CodeableConcept[]): CodeableConcept | undefined =>
  reasons.length > 1 ? { text: reasons.map(({ text }) => text).join("; ") } : reasons[0];

/**
 * The reasons of an item (its links `because`).
 *
 * @param types the resource types that the element's reference takes; none where FHIR wants concepts
 */
export function reasonsOf(
  map: Mapping,
  item: Item,
  types: ReadonlySet<string> = new Set(),
): { references: Reference[]; concepts: CodeableConcept[] } {
  const references: Reference[] = [];
  const concepts: CodeableConcept[] = [];
  for (const reason of item.links.because ?? []) {
    const type = reasonType(reason);
    if (type && types.has(type)) references.push({ ...inference(item, "because"), ...map.to(reason, type) });
    else concepts.push(inWords(map, item, reason));
  }
  return { references, concepts };
}
