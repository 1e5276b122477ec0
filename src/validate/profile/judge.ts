/** Judges items by profiles, and remembers within one validation what was judged and told. */
import type { Binding } from "../../definitions/r4.js";
import type { StructureDefinition } from "../../definitions/structure.js";
import type { FindingCode } from "../../finding/catalogue.js";
import type { Finding, FindingDetails, FindingParams } from "../../finding/finding.js";
import { checkCoded } from "../bindings.js";
import type { Context } from "../context.js";
import { type Place, toExpression } from "../place.js";
import { Report } from "../report.js";
import { indexBundle, indexContained, isObject, type Scope } from "../scope.js";
import type { Item } from "./item.js";
import type { ElementPlan } from "./plan.js";
import { runPlan } from "./run.js";
import { isKindOf } from "./types.js";

/** References that lead from profile to profile are followed so far. */
const MAX_STEPS = 20;

/** What says that something cannot be judged, which is no verdict. */
const NOT_KNOWN: ReadonlySet<FindingCode> = new Set(["validate/profile-target-unknown"]);

/** What was found out in one validation, whoever asked. */
export class Memory {
  /** Whether an object meets a profile. */
  readonly verdicts = new WeakMap<object, Map<StructureDefinition, boolean>>();
  steps = 0;
}

export class Judge {
  /** What was told, where something was. */
  #told: Set<string> | undefined;
  /** Where the answers to bindings come in, from the first one on. */
  #coded: Context | undefined;

  #memory: Memory | undefined;

  /** @param memory of who asks on behalf of another */
  constructor(
    readonly context: Context,
    memory?: Memory,
  ) {
    this.#memory = memory;
  }

  get memory(): Memory {
    this.#memory ??= new Memory();
    return this.#memory;
  }

  /** Judges an item by a profile and tells what is wrong. */
  check(item: Item, structure: StructureDefinition, scope: Scope): void {
    if (isKindOf(item.type, structure.type)) {
      const inner = this.scopeWithin(scope, item);
      const run = { context: this.context, scope: inner, judge: this, profile: structure.url };
      runPlan(run, this.context.plans.of(structure), item);
    } else {
      const params = { canonical: structure.url, expected: structure.type, type: item.type };
      this.tell("validate/profile-wrong-type", item.place, params);
    }
  }

  /** Whether an item meets a profile. Where that depends on itself, it does. */
  conforms(item: Item, structure: StructureDefinition, scope: Scope): boolean {
    if (!isKindOf(item.type, structure.type)) return false;
    const { value } = item;
    const plan = this.context.plans.of(structure);
    if (!isObject(value)) return this.conformsTo(item, plan, structure.url, scope);
    const verdicts = this.memory.verdicts.get(value) ?? new Map<StructureDefinition, boolean>();
    this.memory.verdicts.set(value, verdicts);
    const known = verdicts.get(structure);
    if (known !== undefined) return known;
    verdicts.set(structure, true);
    const verdict = this.conformsTo(item, plan, structure.url, scope);
    verdicts.set(structure, verdict);
    return verdict;
  }

  /** Whether an item meets a part of a profile: judged like any other, but told to nobody. */
  conformsTo(item: Item, plan: ElementPlan, profile: string, scope: Scope): boolean {
    return this.#errors(item, plan, profile, scope).length === 0;
  }

  /** Why an item does not meet a profile: the errors, of which each has its place. */
  reasons(item: Item, structure: StructureDefinition, scope: Scope): readonly Finding[] {
    return this.#errors(item, this.context.plans.of(structure), structure.url, scope);
  }

  #errors(item: Item, plan: ElementPlan, profile: string, scope: Scope): readonly Finding[] {
    const { memory } = this;
    if (memory.steps >= MAX_STEPS) return [];
    const context = { ...this.context, report: new Report() };
    const judge = new Judge(context, memory);
    memory.steps++;
    runPlan({ context, scope: judge.scopeWithin(scope, item), judge, profile }, plan, item);
    memory.steps--;
    return context.report.findings.filter(({ code, severity }) => severity === "error" && !NOT_KNOWN.has(code));
  }

  /** The same thing at the same place is told once, whatever profiles demand it. */
  tell(
    code: FindingCode,
    place: Place,
    params: FindingParams,
    details?: Pick<FindingDetails, "hint" | "severity">,
  ): void {
    const { profile: _, ...what } = params;
    if (this.#isFirst(`${code} ${toExpression(place)} ${JSON.stringify(what)}`))
      this.context.report.add(code, place, params, details);
  }

  /** A profile of a package that is known to be missing is told as not checked, where it is met first. */
  tellUnchecked(canonical: string, place: Place, profile: string): void {
    if (this.#isFirst(`unchecked ${canonical}`))
      this.context.report.add("validate/profile-not-checked", place, { canonical, profile });
  }

  /** Judges a coded value by a binding; like everything, once. */
  checkCoded({ value, type, place }: Item, binding: Binding): void {
    this.#coded ??= { ...this.context, report: new Report(this.context.report.file) };
    const { findings } = this.#coded.report;
    checkCoded(this.#coded, value, type, binding, place);
    for (let found = findings.shift(); found; found = findings.shift())
      if (this.#isFirst(`${found.code} ${found.bundle?.expression} ${found.message}`)) this.context.report.take(found);
  }

  #isFirst(name: string): boolean {
    this.#told ??= new Set();
    return this.#told.size < this.#told.add(name).size;
  }

  /** The surroundings of what stands within a resource that is judged, where that is a resource itself. */
  scopeWithin(scope: Scope, item: Item): Scope {
    const { value } = item;
    if (!isObject(value) || value === scope.resource || typeof value.resourceType !== "string") return scope;
    const { place } = item;
    const bundle = value.resourceType === "Bundle" ? indexBundle(value) : scope.bundle;
    if (place.segment === "contained")
      return { resource: value, root: scope.root, place, bundle, contained: scope.contained };
    const entry = place.parent?.segment === "entry" ? place.parent.index : undefined;
    return { resource: value, root: value, place, bundle, entry, contained: indexContained(value) };
  }
}
