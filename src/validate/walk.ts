/** The walk through a resource: each level against the definition of its type, then what it holds, then the rules about it. */

import { isResourceType, type Property, RESOURCE_TYPES } from "../definitions/r4.js";
import { MAX_DEPTH } from "../fhir/depth.js";
import { unversioned } from "../fhir/uri.js";
import { nearest } from "../finding/nearest.js";
import { checkBundle } from "./bundle.js";
import { checkContainedIds } from "./contained.js";
import type { Context } from "./context.js";
import { checkExtension } from "./extensions.js";
import { judgeInvariants } from "./invariants.js";
import { child, type Place } from "./place.js";
import { isPrimitive, type PrimitivePlan, type PropertyPlan, type TypePlan } from "./plan.js";
import { checkClaims } from "./profile/claims.js";
import { Judge } from "./profile/judge.js";
import type { Report } from "./report.js";
import { RESOURCE_RULES } from "./resources/index.js";
import {
  type BundleIndex,
  indexBundle,
  indexContained,
  indexParameters,
  isObject,
  type JsonObject,
  type Scope,
  type Surroundings,
} from "./scope.js";
import { refuseDepth, shown, TooDeep, unknownElement, wrongJson } from "./structure.js";
import { judgeValue } from "./values.js";

/** Types whose parts can refer to each other. */
const INDEXED: Readonly<Record<string, (node: JsonObject) => BundleIndex>> = {
  Bundle: indexBundle,
  Parameters: indexParameters,
};

export class Walk {
  readonly #report: Report;
  readonly #judge: Judge;
  /** The ids of elements, by the resource that has them. */
  readonly #ids = new WeakMap<JsonObject, Set<string>>();
  #depth = 0;

  constructor(readonly context: Context) {
    this.#report = context.report;
    this.#judge = new Judge(context);
  }

  /**
   * A whole resource: at the top, contained, in a Bundle entry or in Parameters.
   *
   * @param profiles canonicals of what it has to meet beside what it claims
   */
  resource(node: JsonObject, place: Place, scope: Surroundings, profiles: readonly string[] = []): void {
    const plan = this.#resourcePlan(node, place);
    if (!plan) return;
    const { name } = plan.definition;
    const bundle = INDEXED[name]?.(node);
    const { root, entry } = scope;
    const contained = root === node ? indexContained(node) : scope.contained;
    const inner: Scope = { root, bundle: bundle ?? scope.bundle, entry, contained, resource: node, place };
    this.#node(node, plan, place, inner);
    // What was not looked at may be too deep for what follows.
    if (this.#report.isFull) return;
    if (bundle && name === "Bundle") checkBundle(this.#report, node, bundle, place);
    checkClaims(this.#judge, node, place, inner, profiles);
    for (const rule of RESOURCE_RULES.get(name) ?? []) rule(this.context, node, place, inner);
  }

  #resourcePlan(node: JsonObject, place: Place): TypePlan | undefined {
    const name = node.resourceType;
    if (typeof name === "string" && isResourceType(name)) return this.context.types.of(name);
    refuseDepth(node);
    if (name === undefined) this.#report.add("validate/resource-type-missing", place);
    else {
      const near = typeof name === "string" ? nearest(name, RESOURCE_TYPES) : undefined;
      const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
      this.#report.add("validate/resource-type-unknown", place, { type: shown(name) }, hint);
    }
    return undefined;
  }

  /** @param isBesideValue whether it is the `_name` of a primitive that has a value, where an id alone is enough */
  #node(node: JsonObject, plan: TypePlan, place: Place, scope: Scope, isBesideValue = false): void {
    if (this.#report.isFull) return;
    if (++this.#depth > MAX_DEPTH) throw new TooDeep();
    const { definition, properties, isResource } = plan;
    let choices = 0;
    let present = 0;
    let members = 0;
    let isSound = true;
    for (const key in node) {
      const value = node[key];
      if (value === undefined) continue;
      const property = properties.get(key);
      if (property === undefined) {
        if (key === "resourceType" && isResource) continue;
        unknownElement(this.#report, key, value, definition, place);
        members++;
        continue;
      }
      if (key !== "id") members++;
      else if (!isResource) this.#elementId(value, place, scope);
      present |= property.bit;
      // A value takes its sibling along.
      if (property.choice !== 0 && !(property.isSibling && node[property.name] !== undefined)) {
        if ((choices & property.choice) !== 0) {
          this.#twoChoices(node, plan, property, place);
          isSound = false;
        }
        choices |= property.choice;
      }
      if (!property.isFine(value, node) && !this.#property(node, value, property, place, scope)) isSound = false;
    }
    if (members === 0) isSound = this.#empty(node, place, isResource || isBesideValue) && isSound;
    if ((present & plan.allRequired) !== plan.allRequired) this.#missing(plan, present, place);
    if (isSound) judgeInvariants(this.#report, plan.invariants, node, present, place, scope);
    this.#depth--;
  }

  /** The ids of elements are told apart within their resource; a snapshot repeats those of its differential. */
  #elementId(id: unknown, place: Place, scope: Scope): void {
    if (typeof id !== "string") return;
    const name = scope.resource.resourceType === "StructureDefinition" ? `${stepFrom(scope.place, place)} ${id}` : id;
    const ids = this.#ids.get(scope.resource) ?? new Set();
    this.#ids.set(scope.resource, ids);
    if (ids.size === ids.add(name).size) this.#report.add("validate/element-id-twice", place, { id });
  }

  /** An element holds something beside an id (ele-1). */
  #empty(node: JsonObject, place: Place, isIdEnough: boolean): boolean {
    const isBare = Object.keys(node).length === 0;
    if (isBare) this.#report.add("validate/empty-object", place, { element: place.segment });
    else if (!isIdEnough)
      this.#report.add("validate/invariant", place, {
        key: "ele-1",
        human: "All FHIR elements must have a @value or children",
      });
    return !isBare;
  }

  #missing({ required, definition }: TypePlan, present: number, place: Place): void {
    for (const { element, bit } of required)
      if ((present & bit) === 0)
        this.#report.add("validate/missing-element", place, { element, type: definition.name });
  }

  #twoChoices(node: JsonObject, { definition }: TypePlan, { name, property }: PropertyPlan, place: Place): void {
    const group = definition.elements.find(({ properties }) => properties.includes(name));
    const keys = group?.properties.filter((key) => node[key] !== undefined || node[`_${key}`] !== undefined) ?? [];
    const { element } = property;
    // Told once, at the last of them.
    if (keys.at(-1) === name || keys.length === 2)
      this.#report.add("validate/two-choices", child(place, element.slice(0, -3)), { element, keys: keys.join(", ") });
  }

  /** @returns whether what it holds is of the right shape */
  #property(node: JsonObject, value: unknown, plan: PropertyPlan, place: Place, scope: Scope): boolean {
    if (plan.isSibling) return this.#sibling(node, value, plan, place, scope);
    if (isPrimitive(plan)) return this.#primitive(node, value, plan, place, scope);
    const { property, repeats } = plan;
    if (!repeats) return this.#complex(value, plan, child(place, property.segment), scope);
    if (!this.#isArray(value, plan, place)) return false;
    let isSound = true;
    for (let i = 0; i < value.length; i++) {
      const at = child(place, property.segment, i);
      if (!this.#complex(value[i], plan, at, scope)) isSound = false;
      else if (property.type === "Extension") this.#extension(value[i] as JsonObject, property, node, place, at, scope);
    }
    if (property.element === "contained" && this.context.settings.contained !== "ignore")
      checkContainedIds(this.#report, value, place);
    return isSound;
  }

  /** Where it stands, and what its definition demands of its content. */
  #extension(value: JsonObject, property: Property, holder: JsonObject, place: Place, at: Place, scope: Scope): void {
    const definition = checkExtension(this.context, value, property, holder, place, at, scope);
    if (definition) this.#judge.check({ value, type: "Extension", place: at }, definition, scope);
  }

  /** A repeating element is an array, of at least one item and not more than allowed. */
  #isArray(value: unknown, plan: PropertyPlan, place: Place): value is unknown[] {
    const { property, name, isSibling } = plan;
    const params = { element: isSibling ? `_${name}` : name, type: property.type };
    if (!Array.isArray(value)) {
      wrongJson(this.#report, value, plan, child(place, property.segment), false);
      return false;
    }
    if (value.length === 0) this.#report.add("validate/empty-array", child(place, property.segment), params);
    else if (value.length > property.max)
      this.#report.add("validate/too-many", child(place, property.segment), { ...params, max: property.max });
    else return true;
    return false;
  }

  #complex(value: unknown, plan: PropertyPlan, place: Place, scope: Scope): boolean {
    const { property } = plan;
    if (!isObject(value)) {
      wrongJson(this.#report, value, plan, place, plan.repeats);
      return false;
    }
    if (property.kind === "resource") {
      this.#nested(value, property, place, scope);
      return true;
    }
    plan.type ??= this.context.types.of(property.type);
    if (!plan.type) return true;
    this.#node(value, plan.type, place, scope);
    for (const rule of plan.rules) rule(this.context, value, property, place, scope);
    judgeInvariants(this.#report, plan.invariants, value, 0, place, scope);
    return true;
  }

  #nested(value: JsonObject, property: Property, place: Place, scope: Scope): void {
    if (property.element === "contained") {
      if (this.context.settings.contained !== "ignore") this.resource(value, place, scope);
      return;
    }
    const { bundle } = scope;
    const entry = place.parent?.segment === "entry" && bundle ? (place.parent.index ?? 0) : undefined;
    this.resource(value, place, { root: value, bundle, entry });
  }

  /** The value of a primitive, or its values; null holds the place of a value that only the sibling array has. */
  #primitive(node: JsonObject, value: unknown, plan: PrimitivePlan, place: Place, scope: Scope): boolean {
    const { segment } = plan.property;
    if (!plan.repeats) return judgeValue(this.context, plan, node, plan.name, child(place, segment), scope);
    if (!this.#isArray(value, plan, place)) return false;
    let isSound = true;
    for (let i = 0; i < value.length; i++) {
      if (value[i] === null) this.#hasCounterpart(node[plan.otherName], plan, place, i);
      else if (!judgeValue(this.context, plan, value, i, child(place, segment, i), scope)) isSound = false;
    }
    return isSound;
  }

  /** What stands beside the value of a primitive: its id and extensions. */
  #sibling(node: JsonObject, sibling: unknown, plan: PropertyPlan, place: Place, scope: Scope): boolean {
    const { property, repeats } = plan;
    const value = node[plan.name];
    if (!repeats) return this.#siblingItem(sibling, value, plan, child(place, property.segment), scope);
    if (!this.#isArray(sibling, plan, place)) return false;
    const values = Array.isArray(value) ? value : [];
    let isSound = true;
    for (let i = 0; i < sibling.length; i++) {
      const at = child(place, property.segment, i);
      // Where the value is null, too, that is told there.
      if (sibling[i] !== null)
        isSound = this.#siblingItem(sibling[i], values[i] ?? undefined, plan, at, scope) && isSound;
      else if (values[i] === undefined) this.#hasCounterpart(undefined, plan, place, i);
    }
    return isSound;
  }

  #hasCounterpart(others: unknown, { property }: PropertyPlan, place: Place, i: number): void {
    if (!Array.isArray(others) || others[i] == null)
      this.#report.add("validate/null-without-sibling", child(place, property.segment, i));
  }

  #siblingItem(sibling: unknown, value: unknown, plan: PropertyPlan, at: Place, scope: Scope): boolean {
    const { binding } = plan.property.definition;
    if (value === undefined && binding?.strength === "required")
      this.#report.add("validate/code-missing", at, { valueSet: unversioned(binding.valueSet) });
    const element = this.context.types.of("Element");
    if (isObject(sibling) && element) this.#node(sibling, element, at, scope, value !== undefined);
    else wrongJson(this.#report, sibling, plan, at, plan.repeats);
    return isObject(sibling);
  }
}

/** The first step from one place to a place within it. */
function stepFrom(outer: Place, place: Place): string {
  let at = place;
  while (at.parent && at.parent !== outer) at = at.parent;
  return at.segment;
}
