/** What a profile is judged on: an element of an instance, with its type and place. */
import { type Property, type TypeDefinition, typeDefinition } from "../../definitions/r4.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject } from "../scope.js";

export interface Item {
  /** Undefined for a primitive that has extensions only. */
  readonly value: unknown;
  /** The `_name` beside a primitive. */
  readonly sibling?: unknown;
  /** `Quantity`, `Patient.contact`; of a resource what it says itself. */
  readonly type: string;
  readonly place: Place;
}

/** An item of an element; most are right, so that their place is asked of few. */
class Part implements Item {
  #place: Place | undefined;

  constructor(
    readonly value: unknown,
    readonly sibling: unknown,
    readonly type: string,
    readonly parent: Item,
    readonly segment: string,
    readonly index: number | undefined,
  ) {}

  get place(): Place {
    this.#place ??= child(this.parent.place, this.segment, this.index);
    return this.#place;
  }
}

/** The properties that can hold an element: of a choice one per type. */
export type Access = readonly Way[];

interface Way {
  key: string;
  /** The key of what stands beside a primitive. */
  beside?: string;
  property: Property;
}

/**
 * @param element as a definition names it (`value[x]`), as FHIRPath does (`value`), or by the short name of a type (`valueQuantity`)
 * @returns undefined when the type has no such element
 */
export function accessOf(type: TypeDefinition, element: string): { access: Access; min: number } | undefined {
  const group = type.elements.find((one) => one.element === element || one.element === `${element}[x]`);
  const keys = group?.properties ?? (type.properties.has(element) ? [element] : []);
  const access = keys.map((key): Way => {
    const property = type.properties.get(key) as Property;
    return { key, property, ...(property.kind === "primitive-type" ? { beside: `_${key}` } : {}) };
  });
  return access.length === 0 ? undefined : { access, min: group?.min ?? 0 };
}

const accesses = new Map<TypeDefinition, Map<string, Access>>();

/** The same, by the type's name. */
export function accessByName(type: string, element: string): Access {
  const definition = typeDefinition(type);
  if (!definition) return NONE;
  let ofType = accesses.get(definition);
  if (!ofType) {
    ofType = new Map();
    accesses.set(definition, ofType);
  }
  let access = ofType.get(element);
  if (!access) {
    access = accessOf(definition, element)?.access ?? NONE;
    ofType.set(element, access);
  }
  return access;
}

const NONE: Access = [];

/** What holds an item's children: the object itself, or what stands beside a primitive. */
export function holderOf({ value, sibling }: Item): JsonObject | undefined {
  if (isObject(value)) return value;
  return isObject(sibling) ? sibling : undefined;
}

/** The items of one element, in their order. */
export function itemsOf(parent: Item, access: Access): Item[] {
  const holder = holderOf(parent);
  const items: Item[] = [];
  if (!holder) return items;
  for (const { key, beside, property } of access) {
    const value = holder[key];
    const sibling = beside === undefined ? undefined : holder[beside];
    if (value === undefined && sibling === undefined) continue;
    if (Array.isArray(value) || Array.isArray(sibling)) addParts(items, value, sibling, property, parent);
    else items.push(partOf(value, sibling, property, parent));
  }
  return items;
}

function addParts(to: Item[], value: unknown, sibling: unknown, property: Property, parent: Item): void {
  const count = Math.max(lengthOf(value), lengthOf(sibling));
  for (let i = 0; i < count; i++) {
    const [one, beside] = [at(value, i), at(sibling, i)];
    if (one != null || beside != null) to.push(partOf(one, beside, property, parent, i));
  }
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
const at = (value: unknown, i: number): unknown => (Array.isArray(value) ? (value[i] ?? undefined) : undefined);

function partOf(value: unknown, sibling: unknown, property: Property, parent: Item, index?: number): Item {
  const own = property.kind === "resource" && isObject(value) ? value.resourceType : undefined;
  const type = typeof own === "string" ? own : property.type;
  return new Part(value, sibling, type, parent, property.segment, index);
}
