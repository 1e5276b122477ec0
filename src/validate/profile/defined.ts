/** What the definition of a slice has at the path of a discriminator, there or further up, or in the types it names. */
import type { Property } from "../../definitions/r4.js";
import { findNode, makeNode, type Node, toTree } from "../../definitions/snapshot/tree.js";
import { FHIR_STRUCTURE } from "../../definitions/structure.js";
import { isObject } from "../scope.js";
import { type Source, typesOf } from "./compile.js";
import type { PathStep } from "./discriminator-path.js";
import { accessByName } from "./item.js";
import { choiceValue } from "./values.js";

/** What stands at the path in the definition. */
export interface Defined {
  node: Node;
  types: readonly string[];
  base: readonly Property[];
  /** The profile whose root it is. */
  profile?: string;
  /** What a fixed value or pattern further up has here. */
  implied?: Implied;
}

export interface Implied {
  value: unknown;
  isPattern: boolean;
}

export const definedAt = (
  source: Source,
  steps: readonly PathStep[],
  slice: Node,
  base: readonly Property[],
): Defined[] =>
  steps.reduce<Defined[]>(
    (at, step) => at.flatMap((one) => below(source, one, step)),
    [{ node: slice, types: typesOf(slice, base), base }],
  );

/** The profiles that the definitions at the path are of, or name. */
export const profilesOf = (defined: readonly Defined[]): string[] =>
  defined.flatMap(({ profile, node }) =>
    profile ? [profile] : (node.element.type ?? []).flatMap((type) => type.profile ?? []),
  );

function below(source: Source, defined: Defined, step: PathStep): Defined[] {
  const { node } = defined;
  const implied = step.kind === "child" ? impliedBelow(defined, step.name) : undefined;
  if (implied) return [{ node: makeNode(node.name, { path: node.element.path }), types: [], base: [], implied }];
  if (step.kind === "type") return [{ ...defined, node: sliceOfType(node, step.type) ?? node, types: [step.type] }];
  if (step.kind === "resolve")
    return (node.element.type ?? []).flatMap(({ targetProfile = [] }) =>
      targetProfile.flatMap((one) => rootOf(source, one) ?? []),
    );
  const holders = node.children.length > 0 ? [defined] : inType(source, defined);
  return holders.flatMap((holder) => {
    const name = step.kind === "child" ? step.name : "extension";
    const child = findNode(holder.node, name) ?? findNode(holder.node, `${name}[x]`);
    if (!child) return [];
    const base = holder.types.flatMap((type) => accessByName(type, name).map(({ property }) => property));
    const found =
      step.kind === "child" ? [child, ...demanded(child)] : child.slices.filter((slice) => urlOf(slice) === step.url);
    return found.map((node) => ({ node, types: typesOf(node, base), base }));
  });
}

/** What stands at an element, by the value or pattern that the definition has there or further up. */
export function impliedAt({ node, implied }: Defined): Implied | undefined {
  if (implied) return implied;
  const fixed = choiceValue(node.element, "fixed");
  const wanted = fixed ?? choiceValue(node.element, "pattern");
  return wanted && { value: wanted.value, isPattern: !fixed };
}

function impliedBelow(defined: Defined, name: string): Implied | undefined {
  const at = impliedAt(defined);
  if (!at || !isObject(at.value) || !Object.hasOwn(at.value, name)) return undefined;
  const value = at.value[name];
  // Items of a list stand there one by one.
  return { value: Array.isArray(value) && value.length === 1 ? value[0] : value, isPattern: at.isPattern };
}

/** Slices that must be there say what stands at the element, too. */
const demanded = ({ slices }: Node): Node[] => slices.filter(({ element: { min = 0 } }) => min > 0);

const urlOf = (slice: Node): unknown =>
  extensionUrl(slice) ?? choiceValue(findNode(slice, "url")?.element ?? slice.element, "fixed")?.value;

const sliceOfType = ({ slices }: Node, type: string): Node | undefined =>
  slices.find(({ element }) => element.type?.length === 1 && element.type[0]?.code === type);

/** The profiles of an element's type, or the types themselves: what they say of its children. */
function inType(source: Source, { node, types }: Defined): Defined[] {
  const profiles = (node.element.type ?? []).flatMap(({ profile = [] }) => profile);
  const urls = profiles.length > 0 ? profiles : types.map((type) => FHIR_STRUCTURE + type);
  return urls.flatMap((url) => rootOf(source, url) ?? []);
}

function rootOf({ definitions }: Source, canonical: string): Defined | undefined {
  const structure = definitions.structure(canonical);
  const node = structure && toTree(structure.snapshot?.element ?? []);
  return node && { node, types: [structure.type], base: [], profile: canonical };
}

/** An extension's URL is known by the definition that its type names. */
export function extensionUrl({ element: { type = [] }, name, children }: Node): string | undefined {
  if (
    !/^(modifierE|e)xtension$/.test(name) ||
    children.some((one) => one.name === "url" && choiceValue(one.element, "fixed"))
  )
    return undefined;
  return type[0]?.profile?.[0]?.split("|")[0];
}
