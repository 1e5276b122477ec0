import type { Provenance, Reference } from "../../fhir/types.js";
import type { Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { dataAbsent } from "../extensions.js";
import { concept, PARTICIPANT } from "../words.js";
import { SOURCE_KEY } from "./source.js";

/**
 * Who made the resources, from what: one Provenance for all that the same sentences of the source say. Its authors
 * stand in the source's DocumentReference. The software's version is left out, so that the same case gives the same
 * bytes whatever version wrote them.
 */
export function mapProvenance(map: Mapping): void {
  const groups = new Map<string, Reference[]>();
  const cites = new Map(map.source.items.map((item) => [item.pointer, item.cite]));
  cites.set("/patient", [map.source.document.patient.cite ?? []].flat().join(","));
  for (const { resource, pointer } of map.drafts) {
    // Somebody's age is no item of its own.
    const cite = cites.get(pointer) ?? cites.get(pointer.replace(/\/(gestational )?age$/, "")) ?? "";
    const target = { reference: `${resource.resourceType}/${resource.id}` };
    const group = groups.get(cite);
    if (group) group.push(target);
    else groups.set(cite, [target]);
  }
  for (const [cite, targets] of groups) mapGroup(map, cite, targets);
}

function mapGroup(map: Mapping, cite: string, targets: Reference[]): void {
  const source = map.source.document.source;
  const key = cite ? `provenance/${cite}` : "provenance";
  const draft = map.start("Provenance", key, { kind: "provenance", pointer: "", rule: "provenance" });
  put(draft, "target", targets, { pointer: "" });
  putRecorded(map, draft);
  put(draft, "agent", [
    { type: concept(PARTICIPANT("assembler", "Assembler"), "assembler"), who: { display: "case2fhir" } },
  ]);
  if (!source) return;
  const what = map.reference("DocumentReference", SOURCE_KEY, cite ? sentences(cite) : source.title);
  put(draft, "entity", [{ role: "source", what }], { pointer: "/source" });
}

const sentences = (cite: string) => `${/[,-]/.test(cite) ? "sentences" : "sentence"} ${cite.replace(/,/g, ", ")}`;

function putRecorded(map: Mapping, draft: Draft<Provenance>): void {
  if (map.recorded) put(draft, "recorded", map.recorded, { pointer: "/recorded" });
  else put(draft, "_recorded", { extension: [dataAbsent("unknown")] }, { pointer: "", rule: "no-clock" });
}
