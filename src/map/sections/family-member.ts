import type { FamilyMemberItem } from "../../case/item.js";
import type { FamilyMemberHistoryCondition } from "../../fhir/types.js";
import { ageOf } from "../age.js";
import { from, type Mapping } from "../context.js";
import { put } from "../draft.js";
import { concept, GENDER, RELATION } from "../words.js";

/**
 * A relative and what is told of that person's health: a resource about the patient's family, never a fact of the
 * patient. What a case tells of a relative is never all there is to tell, so its status is partial.
 */
export function mapFamilyMember(map: Mapping, item: FamilyMemberItem): void {
  const { data } = item;
  const draft = map.start("FamilyMemberHistory", item.key, {
    kind: "family member",
    pointer: item.pointer,
    rule: "family-member",
  });
  put(draft, "status", "partial");
  put(draft, "patient", map.subject(item));
  put(draft, "relationship", concept(RELATION.get(data.relation.toLowerCase()), data.relation), from(item, "relation"));
  put(draft, "sex", data.sex && { coding: [GENDER[data.sex]] }, from(item, "sex"));
  put(draft, "ageAge", data.age ? ageOf(data.age) : undefined, from(item, "age"));
  const diedAt = data["died at"];
  put(draft, "deceasedAge", diedAt ? ageOf(diedAt) : undefined, from(item, "died at"));
  put(draft, "deceasedBoolean", diedAt ? undefined : data.deceased, from(item, "deceased"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  put(
    draft,
    "condition",
    (data.conditions ?? []).map((told) => conditionOf(map, told)),
    from(item, "conditions"),
  );
}

function conditionOf(
  map: Mapping,
  told: NonNullable<FamilyMemberItem["data"]["conditions"]>[number],
): FamilyMemberHistoryCondition {
  const { name, onset, note, ...data } = typeof told === "string" ? { name: told } : told;
  const cause = data["cause of death"];
  return {
    code: map.concept(name),
    ...(cause === undefined ? {} : { contributedToDeath: cause }),
    ...(onset ? { onsetAge: ageOf(onset) } : {}),
    ...(note ? { note: [{ text: note }] } : {}),
  };
}
