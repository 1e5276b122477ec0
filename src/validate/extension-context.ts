/**
 * Where an extension may stand: what its definition says in `context`, and what it asks of the place in
 * `contextInvariant`.
 * @see https://hl7.org/fhir/R4/defining-extensions.html#context
 */
import { type ConstraintData, type Property, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import type { StructureDefinition } from "../definitions/structure.js";
import { Memo } from "../fhir/memo.js";
import type { Context } from "./context.js";
import { FURTHER_CONTEXTS } from "./errata.js";
import { compileReach, type Reach } from "./fhirpath.js";
import type { Place } from "./place.js";
import { ancestorsOf } from "./profile/types.js";
import { type JsonObject, objects, type Scope, text } from "./scope.js";

/** What an extension stands in. */
export interface Holder {
  node: JsonObject;
  place: Place;
  scope: Scope;
}

const VERSION_SPECIFIC = "http://hl7.org/fhir/StructureDefinition/version-specific-use";
const R4 = 4;

/** The contexts of one definition that mean R4, and what was found out about them. */
export class Contexts {
  readonly #elements: readonly string[];
  readonly #extensions: ReadonlySet<unknown>;
  readonly #paths: readonly string[];
  readonly #isAnywhere: boolean;
  readonly #reaches = new Map<string, readonly Reach[]>();
  readonly invariants: readonly ConstraintData[];
  /** Why the extension is none for R4. */
  readonly otherVersion: string | undefined;

  constructor({ url, context = [], contextInvariant = [], ...others }: StructureDefinition) {
    const own = context.filter((one) => otherVersionOf(one) === undefined);
    const of = (type: string) => own.filter((one) => one.type === type).map(({ expression }) => expression);
    this.#elements = [...of("element"), ...(FURTHER_CONTEXTS[url] ?? [])];
    this.#extensions = new Set(of("extension"));
    this.#paths = of("fhirpath");
    this.#isAnywhere = context.length === 0 || this.#elements.includes("Element");
    this.otherVersion = otherVersionOf(others);
    this.invariants = contextInvariant.map((expression) => ({
      key: "contextInvariant",
      severity: "error",
      human: expression,
      expression,
    }));
  }

  allow({ node, place, scope }: Holder, { invariants }: Context): boolean {
    if (this.#isAnywhere) return true;
    if (this.#extensions.has(node.url)) return true;
    const path = pathOf(place, scope);
    const names = NAMES.of(path.join("/"));
    if (this.#elements.some((name) => names?.has(name))) return true;
    if (this.#paths.length === 0) return false;
    const environment = invariants.environmentOf(scope);
    return this.#reachesOf(path[0] as string).some((reach) => reach(scope.resource, node, environment));
  }

  #reachesOf(type: string): readonly Reach[] {
    const known = this.#reaches.get(type) ?? this.#paths.map((path) => compileReach(path, type));
    this.#reaches.set(type, known);
    return known;
  }
}

const known = new WeakMap<StructureDefinition, Contexts>();

export function contextsOf(definition: StructureDefinition): Contexts {
  const contexts = known.get(definition) ?? new Contexts(definition);
  known.set(definition, contexts);
  return contexts;
}

/** The bound of the versions of FHIR that something is meant for, where R4 is outside. */
function otherVersionOf(holder: object): string | undefined {
  const range = objects((holder as JsonObject).extension).find(({ url }) => url === VERSION_SPECIFIC);
  const bound = (name: string) => text(objects(range?.extension).find(({ url }) => url === name)?.valueCode);
  const [start, end] = [bound("startFhirVersion"), bound("endFhirVersion")];
  if (start !== undefined && Number.parseFloat(start) > R4) return `${start} or later`;
  return end !== undefined && Number.parseFloat(end) < R4 ? `${end} or earlier` : undefined;
}

/** What the definition asks of the place and what is not so there; undefined when all is. */
export function brokenInvariant(
  { invariants }: Contexts,
  { node, place, scope }: Holder,
  context: Context,
): string | undefined {
  if (invariants.length === 0) return undefined;
  const type = stepsOf(pathOf(place, scope)).at(-1)?.type;
  // Of a primitive the value is not here, but only what stands beside it.
  if (!type || type.kind === "primitive-type") return undefined;
  return invariants.find((one) => context.invariants.verdict(one, type.name, node, scope) === false)?.expression;
}

/** From the resource's type to the element, without indices. */
export function pathOf(place: Place, scope: Scope): string[] {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at && at !== scope.place; at = at.parent) segments.push(at.segment);
  segments.push(scope.resource.resourceType as string);
  return segments.reverse();
}

interface Step {
  /** By which a path may name it: of a choice also without its type, and as JSON has it. */
  names: readonly string[];
  type: TypeDefinition | undefined;
}

/** The elements on the way of a path, after the resource itself. */
function stepsOf([root = "", ...segments]: readonly string[]): Step[] {
  let type = typeDefinition(root);
  const steps: Step[] = [{ names: [root], type }];
  for (const segment of segments) {
    const [name, property] = propertyOf(type, segment) ?? [segment];
    type = property && typeDefinition(property.type);
    const element = property?.element ?? segment;
    const names = element.endsWith("[x]") ? [element, element.slice(0, -3), name, segment] : [element];
    steps.push({ names, type });
  }
  return steps;
}

const propertyOf = (type: TypeDefinition | undefined, segment: string): readonly [string, Property] | undefined =>
  [...(type?.properties ?? [])].find(([, property]) => property.segment === segment);

/** In characters: no context goes deeper, and names double with every choice of types on the way. */
const LONGEST = 150;

/** The same elements come in many resources. */
const NAMES = new Memo((path) => namesOf(path.split("/")));

/** Every name by which a context may mean an element: its paths, its type, and what that is a kind of. */
function namesOf(path: readonly string[]): Set<string> {
  const [root, ...steps] = stepsOf(path);
  let paths = [...(root?.names ?? [])];
  for (const { names, type } of steps) {
    paths = paths.filter((one) => one.length < LONGEST).flatMap((one) => names.map((name) => `${one}.${name}`));
    if (type) paths.push(type.name);
  }
  const type = [root, ...steps].at(-1)?.type;
  return new Set([...paths, ...(type ? kindsOf(type) : [])]);
}

/** What a type is a kind of; the interfaces CanonicalResource and MetadataResource are R5's, but extensions for R4 name them. */
function kindsOf({ name, kind, properties }: TypeDefinition): Iterable<string> {
  if (kind === "backbone") return ["BackboneElement"];
  if (kind !== "resource") return ancestorsOf(name);
  const isCanonical = properties.has("url") && properties.has("status");
  return [
    "Resource",
    ...(properties.has("contained") ? ["DomainResource"] : []),
    ...(isCanonical ? ["CanonicalResource", "MetadataResource"] : []),
  ];
}
