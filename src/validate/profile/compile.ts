/** From a profile's snapshot to its plan: what the base definition says as well is left out. */
import type { Definitions } from "../../definitions/definitions.js";
import { type Property, type TypeDefinition, typeDefinition } from "../../definitions/r4.js";
import { findNode, type Node, toTree } from "../../definitions/snapshot/tree.js";
import type { StructureDefinition } from "../../definitions/structure.js";
import { checksOf } from "./checks.js";
import { matcherOf, reasonsOf } from "./discriminator.js";
import { accessOf } from "./item.js";
import {
  type Cardinality,
  type ChildPlan,
  type ElementPlan,
  isEmptyPlan,
  type SlicePlan,
  type SlicingPlan,
} from "./plan.js";
import { isVitalSign } from "./vital-signs.js";

/** What compiling needs to know of the definition that it compiles. */
export interface Source {
  definitions: Definitions;
  structure: StructureDefinition;
}

/** What the base says of an element: the properties that can hold it. The root of a profile is in none. */
type Base = readonly Property[];

/** @param structure with its snapshot */
export function compileProfile(structure: StructureDefinition, definitions: Definitions): ElementPlan {
  const root = toTree(structure.snapshot?.element ?? []);
  return root ? compileNode({ definitions, structure }, root, [], [structure.type]) : NOTHING;
}

const NOTHING: ElementPlan = { checks: [], children: new Map() };

/**
 * @param types the types that the element can have in this profile
 * @param above the element that it is a slice of, or stands in: its demands are made of every item
 */
export function compileNode(
  source: Source,
  node: Node,
  base: Base,
  types: readonly string[],
  above?: Node,
): ElementPlan {
  const definitions = types.flatMap((type) => typeDefinition(type) ?? []);
  const children = new Map<string, ChildPlan[]>();
  for (const child of node.children)
    for (const [type, plan] of compileChild(source, child, node, definitions, above && findNode(above, child.name)))
      children.set(type, [...(children.get(type) ?? []), plan]);
  return { checks: checksOf(source, node, base, types, above?.element), children };
}

/** @returns its plan for each type of what holds it */
function compileChild(
  source: Source,
  child: Node,
  parent: Node,
  holders: readonly TypeDefinition[],
  above: Node | undefined,
): [type: string, plan: ChildPlan][] {
  const found = holders.flatMap((type) => {
    const one = accessOf(type, child.name);
    return one ? [{ type: type.name, ...one }] : [];
  });
  const base = found.flatMap(({ access }) => access.map(({ property }) => property));
  if (base.length === 0) return [];
  const min = Math.min(...found.map((one) => one.min));
  const max = Math.max(...base.map((property) => property.max));
  const plan = compileNode(source, child, base, typesOf(child, base), above);
  const slicing = slicingOf(source, child, base, "");
  const cardinality = narrower(child, `${parent.element.path}.${child.name}`, { min, max });
  if (isEmptyPlan(plan) && cardinality.min === undefined && cardinality.max === undefined && !slicing) return [];
  return found.map(({ type, access }) => [type, { ...cardinality, access, plan, ...(slicing ? { slicing } : {}) }]);
}

/** The cardinality, as far as the base does not have it. */
function narrower({ element }: Node, name: string, base: { min: number; max: number }): Cardinality {
  const min = element.min ?? 0;
  const max = element.max === undefined || element.max === "*" ? Number.POSITIVE_INFINITY : Number(element.max);
  return { name, ...(min > base.min ? { min } : {}), ...(max < base.max ? { max } : {}) };
}

/** The types of the base that a node leaves, as the walk names them: an element with children of its own is its own type. */
export function typesOf({ element }: Node, base: Base): string[] {
  const codes = element.type?.map(({ code }) => code) ?? [];
  return base.flatMap(({ kind, type }) => {
    if (kind === "resource") return codes.length > 0 ? codes : [type];
    return kind === "backbone" || base.length === 1 || codes.includes(type) ? [type] : [];
  });
}

/** The slices of a node, or those of its slice `parent`. */
function slicingOf(source: Source, node: Node, base: Base, parent: string): SlicingPlan | undefined {
  const own = node.slices.filter(({ element: { sliceName = "" } }) => parentOf(sliceName) === parent);
  const sliced = parent === "" ? node : sliceNamed(node, parent);
  const slicing = sliced?.element.slicing ?? node.element.slicing;
  if (own.length === 0 || !slicing) return undefined;
  const slices = own.map((slice): SlicePlan => {
    const { sliceName = "" } = slice.element;
    const matches = sliceName === REST ? undefined : matcherOf(source, slicing, slice, base);
    const reasons = reasonsOf(source, slicing, slice, base);
    const inner = slicingOf(source, node, base, sliceName);
    const cardinality = narrower(slice, `${node.element.path}:${sliceName}`, { min: 0, max: Number.POSITIVE_INFINITY });
    return {
      ...cardinality,
      plan: compileNode(source, slice, base, typesOf(slice, base), node),
      ...(matches ? { matches } : {}),
      ...(reasons ? { reasons } : {}),
      ...magicCodeOf(source, slice),
      ...(inner ? { slicing: inner } : {}),
    };
  });
  const rest = slices.find((_, i) => own[i]?.element.sliceName === REST);
  return {
    name: node.element.path,
    // Types that a choice may not have are told as such.
    rules: (node.name.endsWith("[x]") ? undefined : slicing.rules) ?? "open",
    ordered: slicing.ordered ?? false,
    slices: rest ? [...slices.filter((slice) => slice !== rest), rest] : slices,
    hasRest: rest !== undefined,
  };
}

/** The slice of all that is in no other one. */
const REST = "@default";

/** A vital sign has its code, whatever codes stand beside it. */
function magicCodeOf({ structure }: Source, { name, element, children }: Node): { magicCode?: string } {
  if (element.path !== "Observation.code.coding" || !isVitalSign(structure.url)) return {};
  const code = children.find((one) => one.name === "code")?.element.fixedCode;
  return name === "coding" && code !== undefined ? { magicCode: code } : {};
}

const sliceNamed = ({ slices }: Node, name: string): Node | undefined =>
  slices.find(({ element }) => element.sliceName === name);

/** `a/b` is a slice of the slice `a`. */
const parentOf = (slice: string): string => slice.slice(0, Math.max(slice.lastIndexOf("/"), 0));
