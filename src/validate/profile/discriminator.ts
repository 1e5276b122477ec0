/**
 * How to tell whether an item is of a slice: by what stands at the discriminators' paths, as the slice's definition
 * has it there.
 * @see https://hl7.org/fhir/R4/profiling.html#discriminator
 */
import type { Property } from "../../definitions/r4.js";
import type { Node } from "../../definitions/snapshot/tree.js";
import type { ElementDefinition } from "../../definitions/structure.js";
import { isMember } from "../answers.js";
import { isObject } from "../scope.js";
import { compileNode, type Source } from "./compile.js";
import { type Defined, definedAt, extensionUrl, type Implied, impliedAt, profilesOf } from "./defined.js";
import { keysOf, select, someAt, stepsOf } from "./discriminator-path.js";
import type { Item } from "./item.js";
import { type ElementPlan, isEmptyPlan, type Matcher, type Reasons, type Run } from "./plan.js";
import { isKindOf } from "./types.js";
import { isSame } from "./values.js";

type Slicing = NonNullable<ElementDefinition["slicing"]>;
type Discriminator = NonNullable<Slicing["discriminator"]>[number];

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

const isWanted = (value: unknown, implied: Implied): boolean => isSame(value, implied.value, implied.isPattern);

const isOfValue = (type: Discriminator["type"]): boolean => type === "value" || type === "pattern";

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
