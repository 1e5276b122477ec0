import type { CitedPlace } from "../../case/document.js";
import type { Provenance, Reference } from "../../fhir/types.js";
import type { Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { citesOf } from "../evidence.js";
import { dataAbsent } from "../extensions.js";
import { concept, PARTICIPANT } from "../words.js";
import { SOURCE_KEY } from "./source.js";

/**
 * Who made the resources, from what: one Provenance for all that the same sentences of the source say. Its authors
 * stand in the source's DocumentReference. The software's version is left out, so that the same case gives the same
 * bytes whatever version wrote them.
 */
export function mapProvenance(map: Mapping): void {
  const groups = new Map<string, { places: readonly CitedPlace[]; targets: Reference[] }>();
  const citesAt = citesOf(map);
  for (const { resource, pointer } of map.drafts) {
    const places = citesAt(pointer);
    const key = ["provenance", places.map(placeKey).join(",")].filter(Boolean).join("/");
    const group = groups.get(key) ?? { places, targets: [] };
    group.targets.push({ reference: `${resource.resourceType}/${resource.id}` });
    groups.set(key, group);
  }
  for (const [key, { places, targets }] of groups) mapGroup(map, key, places, targets);
}

function mapGroup(map: Mapping, key: string, places: readonly CitedPlace[], targets: Reference[]): void {
  const source = map.source.document.source;
  const draft = map.start("Provenance", key, { kind: "provenance", pointer: "", rule: "provenance" });
  put(draft, "target", targets, { pointer: "" });
  putRecorded(map, draft);
  put(draft, "agent", [
    { type: concept(PARTICIPANT("assembler", "Assembler"), "assembler"), who: { display: "case2fhir" } },
  ]);
  if (!source) return;
  const what = map.reference("DocumentReference", SOURCE_KEY, inWords(places) || source.title);
  put(draft, "entity", [{ role: "source", what }], { pointer: "/source" });
}

/** What a place is known by; a quote of it leads to no other. */
const placeKey = ({ sentences, section, start, end }: CitedPlace): string => {
  if (sentences !== undefined) return `${sentences}`;
  return section === undefined ? `characters ${start}-${end}` : `section ${encodeURIComponent(section)}`;
};

/** "sentences 3, 4-5; section Table 2; characters 120-180" */
function inWords(places: readonly CitedPlace[]): string {
  const numbers = places.flatMap(({ sentences }) => (sentences === undefined ? [] : [`${sentences}`])).join(", ");
  return [
    numbers && `${/[,-]/.test(numbers) ? "sentences" : "sentence"} ${numbers}`,
    ...places.flatMap(({ section }) => (section === undefined ? [] : [`section ${section}`])),
    ...places.flatMap(({ start, end }) => (start === undefined ? [] : [`characters ${start}-${end}`])),
  ]
    .filter(Boolean)
    .join("; ");
}

function putRecorded(map: Mapping, draft: Draft<Provenance>): void {
  if (map.recorded) put(draft, "recorded", map.recorded, { pointer: "/recorded" });
  else put(draft, "_recorded", { extension: [dataAbsent("unknown")] }, { pointer: "", rule: "no-clock" });
}
