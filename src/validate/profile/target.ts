/** What references may point to: types and profiles that a profile names beyond the base's types. */
import type { Property } from "../../definitions/r4.js";
import { type ElementDefinition, FHIR_STRUCTURE, type StructureDefinition } from "../../definitions/structure.js";
import { typeFromUrl } from "../references.js";
import { entryOf, indexContained, isObject, resolve, type Scope, text } from "../scope.js";
import type { Source } from "./compile.js";
import type { Item } from "./item.js";
import type { Check } from "./plan.js";
import { isKindOf } from "./types.js";

export function targetCheck(
  { definitions }: Source,
  { type = [] }: ElementDefinition,
  base: readonly Property[],
): Check | undefined {
  const canonicals = type.flatMap(({ code, targetProfile = [] }) => (code === "Reference" ? targetProfile : []));
  const ofBase = new Set(base.flatMap(({ definition }) => definition.targets));
  const known = new Set([...ofBase].map((target) => FHIR_STRUCTURE + target));
  const isAny = canonicals.length === 0 || canonicals.includes(`${FHIR_STRUCTURE}Resource`);
  if (isAny || (known.size > 0 && canonicals.length === known.size && canonicals.every((one) => known.has(one))))
    return undefined;
  let resolved: readonly (readonly [string, StructureDefinition | undefined])[] | undefined;
  return (run, item) => {
    const reference = isObject(item.value) ? text(item.value.reference) : undefined;
    if (item.type !== "Reference" || reference === undefined) return;
    const target = resolve(reference, run.scope);
    const found = isObject(target) ? text(target.resourceType) : typeFromUrl(reference);
    // What the base does not allow is told already.
    if (found === undefined || (ofBase.size > 0 && !ofBase.has(found))) return;
    resolved ??= canonicals.map((canonical) => [canonical, definitions.structure(canonical)] as const);
    // Of what is elsewhere only the type is known, which every profile has to tell.
    if (!isObject(target) && resolved.some(([, structure]) => !structure)) return;
    for (const [canonical, structure] of resolved)
      if (!structure && definitions.lacks(canonical)) run.judge.tellUnchecked(canonical, item.place, run.profile);
      else if (!structure)
        run.judge.tell("validate/profile-target-unknown", item.place, { canonical, profile: run.profile });
    const structures = resolved.flatMap(([, structure]) => structure ?? []);
    const ofType = structures.filter((one) => isKindOf(found, one.type));
    // A profile that nobody knows may be the one of this type.
    if (ofType.length === 0 && structures.length < resolved.length) return;
    if (ofType.length === 0) {
      const allowed = [...new Set(structures.map((one) => one.type))].join(", ");
      run.judge.tell("validate/profile-target-type", item.place, { type: found, allowed, profile: run.profile });
    } else if (
      isObject(target) &&
      !ofType.some((one) => run.judge.conforms(itemOf(target, item), one, scopeOf(target, reference, run.scope)))
    )
      run.judge.tell("validate/profile-target", item.place, {
        reference,
        profiles: ofType.map(({ url }) => url).join(", "),
        profile: run.profile,
      });
  };
}

export const itemOf = (resource: Record<string, unknown>, { place }: Item): Item => ({
  value: resource,
  type: text(resource.resourceType) ?? "Resource",
  place,
});

/** What the references of a target are resolved in: a contained one has the surroundings of what contains it. */
export function scopeOf(target: Record<string, unknown>, reference: string, scope: Scope): Scope {
  const { bundle, place } = scope;
  if (reference.startsWith("#")) return { ...scope, resource: target };
  const entry = bundle && entryOf(target, bundle);
  return { resource: target, root: target, place, bundle, entry, contained: indexContained(target) };
}

/** Where the target has to be: contained, in the same Bundle, or elsewhere. */
export function aggregationCheck({ type = [] }: ElementDefinition): Check | undefined {
  const allowed = new Set(type.flatMap(({ aggregation = [] }) => aggregation));
  if (allowed.size === 0) return undefined;
  return ({ judge, profile, scope }, item) => {
    const { value } = item;
    const reference = isObject(value) ? text(value.reference) : undefined;
    if (reference === undefined) return;
    const found = reference.startsWith("#")
      ? "contained"
      : isObject(resolve(reference, scope))
        ? "bundled"
        : "referenced";
    if (!allowed.has(found))
      judge.tell("validate/profile-aggregation", item.place, {
        reference,
        found,
        allowed: [...allowed].join(", "),
        profile,
      });
  };
}
