/** The demands that one ElementDefinition makes on each item, beyond those of the base: each as a function. */

import { type Binding, bindingOf, type ConstraintData, type Property, typeDefinition } from "../../definitions/r4.js";
import type { Node } from "../../definitions/snapshot/tree.js";
import type { ElementDefinition } from "../../definitions/structure.js";
import { unversioned } from "../../fhir/uri.js";
import { Element } from "../../fhirpath/index.js";
import { correctedBinding, FURTHER_TYPES } from "../errata.js";
import { child, type Place } from "../place.js";
import { isObject } from "../scope.js";
import { shown } from "../structure.js";
import { additionalBindings } from "./additional-bindings.js";
import type { Source } from "./compile.js";
import type { Item } from "./item.js";
import { limitChecks } from "./limits.js";
import type { Check } from "./plan.js";
import { aggregationCheck, targetCheck } from "./target.js";
import { isKindOf } from "./types.js";
import { choiceValue, compareValue, type Difference, isSame } from "./values.js";

type Base = readonly Property[];

/** @param above what is said of all items, where the element is a slice: that is not demanded again */
export function checksOf(
  source: Source,
  { element: own, name }: Node,
  base: Base,
  types: readonly string[],
  above?: ElementDefinition,
): Check[] {
  const element = above ? beyond(own, above) : own;
  return [
    typeCheck(source, element, name, base),
    ...valueChecks(element),
    ...limitChecks(element),
    ...bindingChecks(element, base),
    ...invariantChecks(element, base, types),
    profileCheck(source, element, base),
    targetCheck(source, element, base),
    aggregationCheck(element),
  ].filter((check) => check !== undefined);
}

/** What an ElementDefinition says and the other one does not. */
function beyond(element: ElementDefinition, above: ElementDefinition): ElementDefinition {
  const other = new Map(Object.entries(above).map(([key, value]) => [key, JSON.stringify(value)]));
  const said = Object.entries(element).filter(([key, value]) => other.get(key) !== JSON.stringify(value));
  const keys = new Set(above.constraint?.map(({ key }) => key));
  const constraint = element.constraint?.filter(({ key }) => !keys.has(key)) ?? [];
  return { ...Object.fromEntries(said), path: element.path, constraint };
}

/** A choice, or a place for any resource, that is left fewer types. */
function typeCheck(
  { structure }: Source,
  { type = [] }: ElementDefinition,
  name: string,
  base: Base,
): Check | undefined {
  const further = FURTHER_TYPES[structure.url];
  const allowed = [...type.map(({ code }) => code), ...(further === undefined || type.length === 0 ? [] : [further])];
  if (base.every(({ kind }) => kind !== "resource") && !name.endsWith("[x]")) return undefined;
  if (allowed.length === 0 || base.every((one) => allowed.includes(one.type))) return undefined;
  return ({ judge, profile }, item) => {
    if (!allowed.some((code) => isKindOf(item.type, code)))
      judge.tell("validate/profile-type", item.place, { type: item.type, allowed: allowed.join(", "), profile });
  };
}

function valueChecks(element: ElementDefinition): Check[] {
  return (["fixed", "pattern"] as const).flatMap((stem) => {
    const wanted = choiceValue(element, stem);
    return wanted ? [valueCheck(wanted.value, stem === "pattern")] : [];
  });
}

const valueCheck =
  (expected: unknown, isPattern: boolean): Check =>
  ({ judge, profile }, item) => {
    if (isSame(item.value, expected, isPattern)) return;
    for (const difference of compareValue(item.value, expected, isPattern)) {
      const place = difference.path.reduce(below, item.place);
      const kind = isPattern ? "pattern" : "fixed value";
      const { found, expected: wanted } = difference;
      judge.tell(CODES[difference.problem], place, { value: shown(found), expected: shown(wanted), kind, profile });
    }
  };

const CODES = {
  missing: "validate/profile-value-missing",
  differs: "validate/profile-value",
  "not-allowed": "validate/profile-value-not-allowed",
} as const satisfies Record<Difference["problem"], string>;

/** An index belongs to the segment before it. */
const below = (place: Place, key: string | number): Place =>
  typeof key === "number" ? { ...place, index: key } : child(place, key);

/** Bindings that the base has not in this strength or to this value set. */
function bindingChecks({ binding }: ElementDefinition, base: Base): Check[] {
  const own = binding?.valueSet ? [correctedBinding(bindingOf(binding))] : [];
  return [...own, ...(binding ? additionalBindings(binding) : [])]
    .filter((one) => !base.every(({ definition }) => isSameBinding(definition.binding, one)))
    .map(
      (one): Check =>
        ({ judge }, item) => {
          if (item.value !== undefined) judge.checkCoded(item, one);
        },
    );
}

const isSameBinding = (one: Binding | undefined, other: Binding): boolean =>
  one !== undefined &&
  one.strength === other.strength &&
  unversioned(one.valueSet) === unversioned(other.valueSet) &&
  one.maxValueSet === other.maxValueSet;

/** The constraints that neither the type nor the element has in the base. */
function invariantChecks({ constraint = [] }: ElementDefinition, base: Base, types: readonly string[]): Check[] {
  const known = new Set(["ele-1", "ext-1"]);
  for (const type of types) for (const { key } of typeDefinition(type)?.constraints ?? []) known.add(key);
  for (const { definition } of base) for (const { key } of definition.constraints) known.add(key);
  return (constraint as ConstraintData[])
    .filter(({ key, expression }) => expression && !known.has(key))
    .map(invariantCheck);
}

const invariantCheck =
  (constraint: ConstraintData): Check =>
  ({ judge, context, scope }, item) => {
    const { type, value, sibling } = item;
    // A primitive is asked about with what stands beside it.
    const focus = isObject(sibling) ? new Element(value, sibling, type) : value;
    if (focus === undefined) return;
    const verdict = context.invariants.verdict(constraint, type, focus, judge.scopeWithin(scope, item));
    if (verdict === true || verdict === undefined) return;
    const { key, human, severity } = constraint;
    if (verdict === false) judge.tell("validate/invariant", item.place, { key, human }, { severity });
    else judge.tell("validate/invariant-not-judged", item.place, { key, reason: verdict });
  };

/** The profiles that an element's types name and the base's do not. */
function profileCheck({ definitions }: Source, { type = [] }: ElementDefinition, base: Base): Check | undefined {
  const known = new Set(base.flatMap(({ definition }) => definition.profiles));
  const byType = new Map<string, readonly string[]>();
  for (const { code, profile = [] } of type)
    if (profile.some((one) => !known.has(one))) byType.set(code, [...(byType.get(code) ?? []), ...profile]);
  if (byType.size === 0) return undefined;
  return (run, item) => {
    const profiles = [...byType].flatMap(([code, own]) => (isKindOf(item.type, code) ? own : []));
    if (profiles.length === 0 || isOwnExtension(item, profiles)) return;
    const found = profiles.map((canonical) => [canonical, definitions.structure(canonical)] as const);
    for (const [canonical, structure] of found)
      if (!structure && definitions.lacks(canonical)) run.judge.tellUnchecked(canonical, item.place, run.profile);
      else if (!structure) {
        const severity = isObject(item.value) && "resourceType" in item.value ? "error" : "warning";
        const params = { canonical, profile: run.profile };
        run.judge.tell("validate/profile-not-checked", item.place, params, { severity });
      }
    const structures = found.flatMap(([, structure]) => structure ?? []);
    const [only] = structures;
    if (only && profiles.length === 1) run.judge.check(item, only, run.scope);
    else if (
      only &&
      structures.length === profiles.length &&
      !structures.some((one) => run.judge.conforms(item, one, run.scope))
    )
      run.judge.tell("validate/profile-none-matches", item.place, {
        profiles: profiles.join(", "),
        profile: run.profile,
      });
  };
}

/** An extension is judged by its own definition wherever it stands. */
const isOwnExtension = ({ type, value }: Item, profiles: readonly string[]): boolean =>
  type === "Extension" && isObject(value) && profiles.some((one) => unversioned(one) === value.url);
