/** What the walk has to know of a type, worked out once: a property's name leads to all that is asked of it. */
import { Definitions } from "../definitions/definitions.js";
import { type ElementGroup, type Property, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import { Terminology } from "../terminology/index.js";
import type { Settings } from "./context.js";
import { type ElementRule, rulesOf } from "./datatypes.js";
import type { Asked, Invariants } from "./invariants.js";
import { type Glance, Glances, never, type ValuePlan, valuePlan } from "./values.js";

/**
 * One JSON property of a type, or the `_name` beside a primitive. All have the same fields in the same order, what every
 * value asks for first, which makes them fast to read.
 */
export interface PropertyPlan {
  /** Whether there is nothing to say of what the property holds, as far as that can be told at a glance. */
  isFine: Glance;
  /** A bit for each element whose presence counts; 0 for all others. */
  bit: number;
  /** A bit for each choice of the type; 0 for what is none. */
  choice: number;
  /** For `_name`: it holds the id and the extensions of a primitive. */
  isSibling: boolean;
  /** For primitives: what their values are; undefined for everything else. */
  values: ValuePlan | undefined;
  repeats: boolean;
  property: Property;
  /** For what is complex: the plan of its type, from its first use on. */
  type: TypePlan | undefined;
  /** What is asked of its type, and of its codes, beyond their definitions. */
  rules: readonly ElementRule[];
  /** The invariants that the element adds to its type's. */
  invariants: readonly Asked[];
  /** The property's JSON name, without the underscore. */
  name: string;
  /** The name of the property beside it: `_name` of `name`. */
  otherName: string;
}

/** That of a primitive, or of the `_name` beside one. */
export type PrimitivePlan = PropertyPlan & { values: ValuePlan };

export const isPrimitive = (plan: PropertyPlan): plan is PrimitivePlan => plan.values !== undefined;

export interface TypePlan {
  definition: TypeDefinition;
  isResource: boolean;
  properties: ReadonlyMap<string, PropertyPlan>;
  /** Elements that must be there, each with its bit. */
  required: readonly { element: string; bit: number }[];
  /** All of their bits. */
  allRequired: number;
  invariants: readonly Asked[];
}

/** What R4 itself binds is not changed by what a validator is given. */
const R4_CODES = new Terminology(new Definitions());

const codesOf = (valueSet: string) => R4_CODES.requiredCodes(valueSet);

/** The plans of a validator. */
export class TypePlans {
  readonly #plans = new Map<string, TypePlan>();
  readonly #glances: Glances;

  constructor(
    readonly invariants: Invariants,
    settings: Settings,
  ) {
    this.#glances = new Glances(settings);
  }

  /** The plan of a type, or undefined when R4 has none of this name. */
  of(name: string): TypePlan | undefined {
    const known = this.#plans.get(name);
    if (known) return known;
    const definition = typeDefinition(name);
    if (!definition) return undefined;
    const plan = this.#make(definition);
    this.#plans.set(name, plan);
    return plan;
  }

  #make(definition: TypeDefinition): TypePlan {
    const properties = new Map<string, PropertyPlan>();
    const invariants = this.invariants.asked(definition.constraints, definition.name);
    const choices = definition.elements.filter(({ properties: names }) => names.length > 1);
    const required = definition.elements.filter(({ min }) => min > 0);
    const watched = [...required, ...neededBy(invariants, definition)].slice(0, BITS);
    for (const [name, property] of definition.properties) {
      const plan = this.#property(name, property, bitOf(choices, name), bitOf(watched, name));
      properties.set(name, plan);
      if (plan.values) properties.set(`_${name}`, { ...plan, isSibling: true, isFine: never });
    }
    return {
      definition,
      isResource: definition.kind === "resource",
      properties,
      required: required.map(({ element }, i) => ({ element, bit: 1 << i })),
      allRequired: 2 ** required.length - 1,
      invariants: invariants.map((one) => ({ ...one, bits: bitsOf(one, watched) })),
    };
  }

  #property(name: string, property: Property, choice: number, bit: number): PropertyPlan {
    const { definition, kind, max, type } = property;
    const values = kind === "primitive-type" ? valuePlan(property, codesOf) : undefined;
    const invariants = this.invariants.asked(definition.constraints, type);
    const isFine = values ? this.#glances.of(values, property, invariants) : never;
    return {
      isFine: values && max !== 1 ? (list) => isFineList(list, max, isFine) : isFine,
      bit,
      choice,
      isSibling: false,
      values,
      repeats: max !== 1,
      property,
      type: undefined,
      rules: values ? [] : rulesOf(property),
      invariants,
      name,
      otherName: `_${name}`,
    };
  }
}

function isFineList(list: unknown, max: number, isFine: Glance): boolean {
  if (!Array.isArray(list) || list.length === 0 || list.length > max) return false;
  for (let i = 0; i < list.length; i++) if (!isFine(list[i], list)) return false;
  return true;
}

/** No type of R4 has more choices or required elements. */
const BITS = 31;

const nameOf = ({ element }: ElementGroup): string => element.replace("[x]", "");

/** What need not be there, but without which an invariant need not be asked. */
function neededBy(invariants: readonly Asked[], { elements }: TypeDefinition): ElementGroup[] {
  return elements.filter((one) => one.min === 0 && invariants.some(({ needs }) => needs.has(nameOf(one))));
}

function bitsOf({ needs }: Asked, watched: readonly ElementGroup[]): number {
  return watched.reduce((bits, one, i) => (needs.has(nameOf(one)) ? bits | (1 << i) : bits), 0);
}

function bitOf(groups: readonly ElementGroup[], name: string): number {
  const i = groups.findIndex(({ properties }) => properties.includes(name));
  return i < 0 ? 0 : 1 << i;
}
