/**
 * How to tell whether an item is of a slice: by what stands at the discriminators' paths, as the slice's definition
 * has it there.
 * @see https://hl7.org/fhir/R4/profiling.html#discriminator
 */
import type { Property } from "../../definitions/r4.js";
import { findNode, makeNode, type Node, toTree } from "../../definitions/snapshot/tree.js";
import { type ElementDefinition, FHIR_STRUCTURE } from "../../definitions/structure.js";
import { isMember } from "../answers.js";
import { isObject, resolve, type Scope, text } from "../scope.js";
import { compileNode, type Source, typesOf } from "./compile.js";
import { accessByName, type Item, itemsOf } from "./item.js";
import { type ElementPlan, isEmptyPlan, type Matcher, type Reasons, type Run } from "./plan.js";
import { itemOf } from "./target.js";
import { isKindOf } from "./types.js";
import { choiceValue, isSame } from "./values.js";

type Slicing = NonNullable<ElementDefinition["slicing"]>;
type Discriminator = NonNullable<Slicing["discriminator"]>[number];

/** One step of a discriminator's path: FHIRPath as far as R4 allows it there. */
type PathStep =
  | { kind: "child"; name: string }
  | { kind: "extension"; url: string }
  | { kind: "type"; type: string }
  | { kind: "resolve" };

/** @returns undefined when the definition says nothing by which the slice could be told */
export function matcherOf(
  source: Source,
  slicing: Slicing,
  slice: Node,
  base: readonly Property[],
): Matcher | undefined {
  const discriminators = slicing.discriminator ?? [];
  const matchers = discriminators.flatMap((one) => discriminatorMatcher(source, one, slice, base) ?? []);
  if (matchers.length === 0) return undefined;
  return (run, item) => {
    let verdict: boolean | undefined = true;
    for (const matches of matchers) {
      const one = matches(run, item);
      if (one === false) return false;
      verdict = one && verdict;
    }
    return verdict;
  };
}

function discriminatorMatcher(
  source: Source,
  { type, path }: Discriminator,
  slice: Node,
  base: readonly Property[],
): Matcher | undefined {
  const url = path === "url" ? extensionUrl(slice) : undefined;
  if (url !== undefined) return (_, { value }) => isObject(value) && value.url === url;
  const steps = stepsOf(path);
  if (!steps) return undefined;
  const defined = definedAt(source, steps, slice, base);
  const keys = isOfValue(type) ? keysOf(steps, base) : undefined;
  const wanted = defined.map(impliedAt).filter((one) => one !== undefined);
  if (keys && wanted.length > 0 && wanted.length === defined.length)
    return (_, { value }) => someAt(value, keys, 0, (one) => wanted.some((each) => isWanted(one, each)));
  const condition = CONDITIONS[type]?.(source, defined);
  return condition && ((run, item) => condition(run, select(item, steps, run.scope)));
}

/**
 * Why an item is not of a slice that is told apart by a profile: what the profile finds wrong.
 *
 * @returns undefined for a slice that is told apart by nothing of the kind
 */
export function reasonsOf(
  source: Source,
  slicing: Slicing,
  slice: Node,
  base: readonly Property[],
): Reasons | undefined {
  const ways = (slicing.discriminator ?? []).flatMap(({ type, path }) => {
    const steps = type === "profile" ? stepsOf(path) : undefined;
    return steps ? [{ steps, profiles: profilesOf(definedAt(source, steps, slice, base)) }] : [];
  });
  if (ways.length === 0) return undefined;
  return ({ judge, scope, context }, item) =>
    ways.flatMap(({ steps, profiles }) =>
      select(item, steps, scope).flatMap((found) =>
        profiles.flatMap((canonical) => {
          const structure = context.definitions.structure(canonical);
          return structure && isKindOf(found.type, structure.type) ? judge.reasons(found, structure, scope) : [];
        }),
      ),
    );
}

const definedAt = (source: Source, steps: readonly PathStep[], slice: Node, base: readonly Property[]): Defined[] =>
  steps.reduce<Defined[]>(
    (at, step) => at.flatMap((one) => below(source, one, step)),
    [{ node: slice, types: typesOf(slice, base), base }],
  );

/** The profiles that the definitions at the path are of, or name. */
const profilesOf = (defined: readonly Defined[]): string[] =>
  defined.flatMap(({ profile, node }) =>
    profile ? [profile] : (node.element.type ?? []).flatMap((type) => type.profile ?? []),
  );

const isOfValue = (type: Discriminator["type"]): boolean => type === "value" || type === "pattern";

/** The JSON keys that lead to what stands at the path, where there is but one way. */
function keysOf(steps: readonly PathStep[], [only, further]: readonly Property[]): string[] | undefined {
  const keys: string[] = [];
  let property = further ? undefined : only;
  for (const step of steps) {
    const [way, other] = step.kind === "child" && property ? accessByName(property.type, step.name) : [];
    if (!way || other || way.property.kind === "resource") return undefined;
    keys.push(way.key);
    property = way.property;
  }
  return property && keys;
}

/** Whether the test holds for something that the keys lead to from there on; of a list each item is asked. */
function someAt(value: unknown, keys: readonly string[], from: number, test: (value: unknown) => boolean): boolean {
  if (Array.isArray(value)) return value.some((one) => someAt(one, keys, from, test));
  const key = keys[from];
  if (key === undefined) return test(value);
  return isObject(value) && value[key] !== undefined && someAt(value[key], keys, from + 1, test);
}

/** An extension's URL is known by the definition that its type names. */
function extensionUrl({ element: { type = [] }, name, children }: Node): string | undefined {
  if (
    !/^(modifierE|e)xtension$/.test(name) ||
    children.some((one) => one.name === "url" && choiceValue(one.element, "fixed"))
  )
    return undefined;
  return type[0]?.profile?.[0]?.split("|")[0];
}

const STEP =
  /^(?:\$this|(extension)\(\s*'([^']+)'\s*\)|(resolve)\(\)|(ofType|as)\(\s*(?:FHIR\.)?(\w+)\s*\)|(\w+(?:\[x\])?))(?:\.|$)/;

function stepsOf(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  for (let rest = path.trim(); rest !== ""; ) {
    const match = STEP.exec(rest);
    if (!match) return undefined;
    const [whole, extension, url, resolves, ofType, type, name] = match;
    if (extension) steps.push({ kind: "extension", url: url as string });
    else if (resolves) steps.push({ kind: "resolve" });
    else if (ofType) steps.push({ kind: "type", type: type as string });
    else if (name) steps.push({ kind: "child", name });
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** What stands at the path in an instance. */
function select(item: Item, steps: readonly PathStep[], scope: Scope): Item[] {
  let items = [item];
  for (const step of steps) items = items.flatMap((one) => selectStep(one, step, scope));
  return items;
}

function selectStep(item: Item, step: PathStep, scope: Scope): Item[] {
  if (step.kind === "child") return itemsOf(item, accessByName(item.type, step.name));
  if (step.kind === "type") return isKindOf(item.type, step.type) ? [item] : [];
  if (step.kind === "extension")
    return itemsOf(item, accessByName(item.type, "extension")).filter(
      ({ value }) => isObject(value) && value.url === step.url,
    );
  const reference = isObject(item.value) ? text(item.value.reference) : text(item.value);
  const target = reference === undefined ? undefined : resolve(reference, scope);
  return isObject(target) ? [itemOf(target, item)] : [];
}

/** What stands at the path in the definition. */
interface Defined {
  node: Node;
  types: readonly string[];
  base: readonly Property[];
  /** The profile whose root it is. */
  profile?: string;
  /** What a fixed value or pattern further up has here. */
  implied?: Implied;
}

interface Implied {
  value: unknown;
  isPattern: boolean;
}

const isWanted = (value: unknown, implied: Implied): boolean => isSame(value, implied.value, implied.isPattern);

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
function impliedAt({ node, implied }: Defined): Implied | undefined {
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

/** What an item has to meet that stands at the path; undefined where the definition does not say. */
type Condition = (run: Run, found: readonly Item[]) => boolean | undefined;

const CONDITIONS: Readonly<Record<string, (source: Source, defined: readonly Defined[]) => Condition | undefined>> = {
  value: (source, defined) => valueCondition(source, defined),
  pattern: (source, defined) => valueCondition(source, defined),
  exists: (_, defined) => existsCondition(defined),
  type: (_, defined) => {
    const types = defined.flatMap((one) => one.types);
    if (types.length === 0) return undefined;
    return (_run, found) => found.some((item) => types.some((type) => isKindOf(item.type, type)));
  },
  profile: (_, defined) => {
    const profiles = profilesOf(defined);
    if (profiles.length === 0) return undefined;
    return ({ judge, scope, context }, found) =>
      found.some((item) =>
        profiles.some((canonical) => {
          const structure = context.definitions.structure(canonical);
          return structure !== undefined && judge.conforms(item, structure, scope);
        }),
      );
  },
};

/** By a fixed value, a pattern or a required binding; else by all that is said of what stands there, or its being there. */
function valueCondition(source: Source, defined: readonly Defined[]): Condition | undefined {
  const conditions = defined.flatMap((one) => oneValueCondition(source, one) ?? []);
  if (conditions.length === 0) return existsCondition(defined);
  return (run, found) => anyOf(conditions, (condition) => condition(run, found));
}

function oneValueCondition(source: Source, defined: Defined): Condition | undefined {
  const { node, base, types } = defined;
  const wanted = impliedAt(defined);
  if (wanted) return (_, found) => found.some(({ value }) => isWanted(value, wanted));
  const { binding } = node.element;
  if (binding?.strength === "required" && binding.valueSet) {
    const valueSet = binding.valueSet;
    return ({ context }, found) => anyOf(found, ({ value }) => isMember(context.terminology, valueSet, value));
  }
  const plan: ElementPlan = compileNode(source, node, base, types);
  if (isEmptyPlan(plan)) return undefined;
  return (run, found) => found.some((item) => run.judge.conformsTo(item, plan, run.profile, run.scope));
}

/** Whether one is true; undefined where none is and that of one is not known. */
function anyOf<T>(all: readonly T[], test: (one: T) => boolean | undefined): boolean | undefined {
  let verdict: boolean | undefined = false;
  for (const one of all) {
    const answer = test(one);
    if (answer) return true;
    if (answer === undefined) verdict = undefined;
  }
  return verdict;
}

function existsCondition(defined: readonly Defined[]): Condition | undefined {
  const [first] = defined;
  if (!first) return undefined;
  if (defined.every(({ node }) => node.element.max === "0")) return (_, found) => found.length === 0;
  if (defined.every(({ node }) => (node.element.min ?? 0) > 0)) return (_, found) => found.length > 0;
  return undefined;
}
