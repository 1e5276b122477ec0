/**
 * Snapshots of StructureDefinitions that have a differential only.
 *
 * The base's snapshot becomes a tree; each element of the differential finds its node there by the steps of its id or
 * path, opening data types, other elements (contentReference) and slices on the way, and is merged into it. The order of
 * the snapshot is therefore the base's, whatever the order of the differential.
 * @see https://hl7.org/fhir/R4/profiling.html#snapshot
 */
import { type ElementDefinition, FHIR_STRUCTURE, type StructureDefinition } from "../structure.js";
import { beginSlice, mergeElement, takeProfile, withBase } from "./merge.js";
import { type Step, stepReader } from "./steps.js";
import { copyOf, findNode, makeNode, type Node, toElements, toTree } from "./tree.js";

/** What a differential says that its base has no place for. */
interface SnapshotProblem {
  /** The id of the element in the differential, or its path. */
  element: string;
  problem: "no-such-element" | "profile-not-found" | "min-less-than-base" | "max-more-than-base" | "type-not-of-base";
  /** What it is about: a name, a canonical, a value. */
  detail: string;
}

interface Snapshot {
  element: ElementDefinition[];
  problems: SnapshotProblem[];
}

/** Gives the StructureDefinition of a canonical, with its snapshot. */
type Resolve = (canonical: string) => StructureDefinition | undefined;

/**
 * @param definition with a differential; nothing of it is changed
 * @returns undefined when the base or its snapshot is not to be had
 */
export function generateSnapshot(definition: StructureDefinition, resolve: Resolve): Snapshot | undefined {
  const { baseDefinition, differential, type, derivation } = definition;
  const base = baseDefinition === undefined ? undefined : resolve(baseDefinition);
  const elements = baseDefinition === undefined ? differential?.element.slice(0, 1) : base?.snapshot?.element;
  const root = toTree(elements ?? []);
  if (!root) return undefined;
  if (derivation !== "constraint") root.name = type.slice(type.lastIndexOf("/") + 1);
  const snapshot = new Generator(root, resolve, derivation !== "constraint");
  const steps = stepReader();
  for (const element of differential?.element ?? []) snapshot.apply(element, steps(element));
  finish(root);
  return { element: toElements(root), problems: snapshot.problems };
}

class Generator {
  readonly problems: SnapshotProblem[] = [];

  constructor(
    readonly root: Node,
    readonly resolve: Resolve,
    /** Whether elements may be added to the base, as a new type does. */
    readonly isNewType: boolean,
  ) {}

  apply(change: ElementDefinition, steps: readonly Step[]): void {
    let node = this.root;
    for (const [i, step] of steps.entries()) {
      const isLast = i === steps.length - 1;
      const next = this.#next(node, step) ?? (this.isNewType && isLast ? addTo(node, change) : undefined);
      if (!next) {
        this.#tell(change, "no-such-element", step.name);
        return;
      }
      node = next;
    }
    this.#compare(node.element, change);
    const profile = oneProfile(change);
    const definition = profile === undefined ? undefined : this.resolve(profile);
    if (profile !== undefined && !definition) this.#tell(change, "profile-not-found", profile);
    const root = definition?.kind === "resource" ? undefined : definition?.snapshot?.element[0];
    node.isStated = true;
    node.element = mergeElement(root ? takeProfile(node.element, root) : node.element, change);
  }

  #tell({ id, path }: ElementDefinition, problem: SnapshotProblem["problem"], detail: string): void {
    this.problems.push({ element: id ?? path, problem, detail });
  }

  /** A profile may say less than its base allows, and not more. */
  #compare(base: ElementDefinition, change: ElementDefinition): void {
    if (change.min !== undefined && change.min < (base.min ?? 0))
      this.#tell(change, "min-less-than-base", String(change.min));
    if (change.max !== undefined && toNumber(change.max) > toNumber(base.max))
      this.#tell(change, "max-more-than-base", change.max);
    for (const { code } of (base.type && change.type) ?? [])
      if (!base.type?.some((one) => one.code === code || isGeneral(one.code)))
        this.#tell(change, "type-not-of-base", code);
  }

  #next(parent: Node, { name, slice }: Step): Node | undefined {
    if (parent.children.length === 0) parent.children = this.#open(parent);
    const node = findNode(parent, name);
    if (node) return slice === undefined ? node : sliceOf(node, slice, "by-name");
    const choice = parent.children.find((one) => typeOfSlice(one, name));
    if (!choice) return undefined;
    const isOnly = choice.slices.length === 0 && choice.element.type?.length === 1 && slice === undefined;
    return isOnly ? choice : sliceOf(choice, slice ?? name, "by-short-name");
  }

  /** What an element of a data type, or one that refers to another element, holds. */
  #open(node: Node): Node[] {
    const { contentReference, type = [] } = node.element;
    if (contentReference !== undefined) return this.#openReferred(node, contentReference);
    const codes = new Set(type.map(({ code }) => code));
    const code = codes.size === 1 ? type[0]?.code : "Element";
    if (code === undefined) return [];
    const profile = oneProfile(node.element);
    const definition =
      (profile && this.resolve(profile)) || this.resolve(code.includes(":") ? code : FHIR_STRUCTURE + code);
    return (toTree(definition?.snapshot?.element ?? [])?.children ?? []).map(atNewPlace);
  }

  #openReferred(node: Node, contentReference: string): Node[] {
    const [type = "", ...path] = contentReference.slice(contentReference.indexOf("#") + 1).split(".");
    // As the type itself has it: what a profile demands of the one element it does not demand of the other.
    const tree = toTree(this.resolve(FHIR_STRUCTURE + type)?.snapshot?.element ?? []) ?? this.root;
    const target = path.reduce<Node | undefined>((at, name) => at && findNode(at, name), tree);
    if (!target) return [];
    const { contentReference: _, ...rest } = node.element;
    node.element = { ...rest, ...(target.element.type ? { type: target.element.type } : {}) };
    return target.children.map(copyOf).map(atNewPlace);
  }
}

/** The one profile that the one type of an element names. */
function oneProfile({ type }: ElementDefinition): string | undefined {
  const [only, ...others] = type ?? [];
  return others.length === 0 && only?.profile?.length === 1 ? only.profile[0] : undefined;
}

/** Types that any other one is a kind of, and those of FHIRPath that stand for what a primitive holds. */
const isGeneral = (code: string): boolean =>
  /^(Element|BackboneElement|Resource|DomainResource|http:\/\/hl7\.org\/fhirpath\/.*)$/.test(code);

const toNumber = (max: string | undefined): number =>
  max === "*" || max === undefined ? Number.POSITIVE_INFINITY : Number(max);

const capital = (name: string): string => (name[0] as string).toUpperCase() + name.slice(1);

/** The type that `valueQuantity` means among those of `value[x]`. */
function typeOfSlice({ name, element }: Node, slice: string) {
  if (!name.endsWith("[x]")) return undefined;
  return element.type?.find(({ code }) => slice === name.slice(0, -3) + capital(code));
}

/** The slice of this name, begun where there is none yet. */
function sliceOf(node: Node, slice: string, begun: NonNullable<Node["begun"]>): Node {
  const known = node.slices.find(({ element }) => element.sliceName === slice);
  if (known) return known;
  const parent = node.slices.find(({ element }) => element.sliceName === parentOf(slice)) ?? node;
  const type = typeOfSlice(node, slice);
  const element = beginSlice(parent.element, slice);
  const made: Node = {
    ...copyOf(parent),
    begun,
    isStated: false,
    element: type ? { ...element, type: [type] } : element,
    slices: [],
  };
  if (!node.element.slicing) node.element = { ...node.element, slicing: impliedSlicing(node) };
  node.slices.splice(placeOf(node.slices, slice), 0, made);
  return made;
}

/** `a/b` is a slice of the slice `a`. */
const parentOf = (slice: string): string => slice.slice(0, Math.max(slice.lastIndexOf("/"), 0));

/** After the slice that it is a slice of and that one's other slices; else at the end. */
function placeOf(slices: readonly Node[], slice: string): number {
  const parent = parentOf(slice);
  const isOfParent = ({ element: { sliceName = "" } }: Node) =>
    parent !== "" && (sliceName === parent || sliceName.startsWith(`${parent}/`));
  return slices.findLastIndex(isOfParent) + 1 || slices.length;
}

/** Slices of extensions and of choices need not say how they differ. */
function impliedSlicing({ name }: Node): NonNullable<ElementDefinition["slicing"]> {
  if (name.endsWith("[x]")) return { discriminator: [{ type: "type", path: "$this" }], ordered: false, rules: "open" };
  const isExtension = name === "extension" || name === "modifierExtension";
  return { discriminator: isExtension ? [{ type: "value", path: "url" }] : [], ordered: false, rules: "open" };
}

/** An element that a new type has of its own. */
function addTo(parent: Node, element: ElementDefinition): Node {
  const node = makeNode(element.path.slice(element.path.lastIndexOf(".") + 1), withBase(element));
  parent.children.push(node);
  return node;
}

/** A node where the base did not have it: its base is what its own definition says. */
const atNewPlace = (node: Node): Node => ({
  ...node,
  element: withBase(node.element),
  children: node.children.map(atNewPlace),
  slices: node.slices.map(atNewPlace),
});

/**
 * What follows for an element from the slices that the differential began: its types, and how often it must be there,
 * unless the differential says that itself.
 */
function finish(node: Node): void {
  for (const child of [...node.children, ...node.slices]) finish(child);
  if (!node.slices.some(({ begun }) => begun)) return;
  const own = node.slices.filter(({ element: { sliceName = "" } }) => parentOf(sliceName) === "");
  if (!node.isStated) {
    const demanded = own.reduce((sum, { element }) => sum + (element.min ?? 0), 0);
    node.element = { ...node.element, min: Math.max(node.element.min ?? 0, demanded) };
  }
  if (isTypeSlicing(node)) closeTypes(node, own);
}

const isTypeSlicing = ({ name, element: { slicing } }: Node): boolean =>
  name.endsWith("[x]") && slicing?.discriminator?.length === 1 && slicing.discriminator[0]?.type === "type";

/**
 * A slice that must be there leaves its choice no other type, nor do short names in the value of an extension; slices
 * of all types leave nothing open.
 */
function closeTypes(node: Node, slices: readonly Node[]): void {
  const { type = [], slicing } = node.element;
  const sliced = new Set(slices.flatMap(({ element }) => element.type?.map(({ code }) => code) ?? []));
  const isShort = slices.every(({ begun }) => begun === "by-short-name");
  const isFixed = slices.length === 1 && (slices[0]?.element.min ?? 0) > 0;
  const types =
    isFixed || (isShort && node.element.path === "Extension.value[x]")
      ? type.filter(({ code }) => sliced.has(code))
      : type;
  const rules = types.every(({ code }) => sliced.has(code)) ? "closed" : "open";
  node.element = { ...node.element, type: types, ...(slicing ? { slicing: { ...slicing, rules } } : {}) };
}
