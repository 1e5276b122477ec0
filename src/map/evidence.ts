/** Where in the text of its source each resource was read: HL7's derivation-reference, with offsets in UTF-16 code units. */
import { citedIn } from "../case/cites.js";
import type { CitedPlace } from "../case/document.js";
import { openSource, type Source } from "../case/evidence/open.js";
import { isRange, plain } from "../case/evidence/source.js";
import { ID_SYSTEM } from "../fhir/identity.js";
import { type Finding, summarize } from "../finding/finding.js";
import type { Mapping } from "./context.js";
import { extend } from "./draft.js";
import { derivationReference, originalText } from "./extensions.js";
import { SOURCE_KEY } from "./sections/source.js";

/** The places that are cited for what a draft's pointer leads to. */
export function citesOf({ source: { items, document } }: Mapping): (pointer: string) => readonly CitedPlace[] {
  const cites = new Map(items.map((item) => [item.pointer, item.cite]));
  cites.set("/patient", citedIn(document.patient));
  // Somebody's age is no item of its own.
  return (pointer) => cites.get(pointer) ?? cites.get(pointer.replace(/\/(gestational )?age$/, "")) ?? [];
}

/**
 * Adds the places to every resource; of a case without a source nothing, since there is no document to point to.
 *
 * @param quotes whether the words come along: those the case quotes, or else the sentences
 * @returns what cannot be found; with errors nothing is added
 */
export function mapEvidence(map: Mapping, source: Source, quotes: boolean): Finding[] {
  const { text, findings } = openSource(map.source, source);
  if (!text || !map.source.document.source || summarize(findings).errors > 0) return findings;
  const citesAt = citesOf(map);
  for (const draft of map.drafts) {
    for (const place of citesAt(draft.pointer)) {
      const range = text.rangeOf(place);
      if (!isRange(range)) continue;
      const words = quotes ? { extension: [originalText(place.quote ?? plain(text.text.slice(...range)))] } : {};
      const reference = { ...words, ...documentFor(map, draft.resource.resourceType) };
      extend(draft, derivationReference(reference, range), { pointer: `${draft.pointer}/cite`, rule: "evidence" });
    }
  }
  return findings;
}

/** The document is about the patient, so a reference from the patient would close a circle: it names the identifier. */
function documentFor(map: Mapping, from: string) {
  const type = "DocumentReference";
  if (from !== "Patient") return map.reference(type, SOURCE_KEY);
  return { type, identifier: { system: ID_SYSTEM, value: map.id(type, SOURCE_KEY) } };
}
