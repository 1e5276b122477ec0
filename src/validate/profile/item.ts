/** What a profile is judged on: an element of an instance, with its type and place. */
import { type Property, type TypeDefinition, typeDefinition } from "../../definitions/r4.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject } from "../scope.js";

export interface Item {
  /** Undefined for a primitive that has extensions only. */
  value: unknown;
  /** The `_name` beside a primitive. */
  sibling?: unknown;
  /** `Quantity`, `Patient.contact`; of a resource what it says itself. */
  type: string;
  place: Place;
}

/** The properties that can hold an element: of a choice one per type. */
export type Access = readonly (readonly [key: string, property: Property])[];

/**
 * @param element as a definition names it (`value[x]`), as FHIRPath does (`value`), or by the short name of a type (`valueQuantity`)
 * @returns undefined when the type has no such element
 */
export function accessOf(type: TypeDefinition, element: string): { access: Access; min: number } | undefined {
  const group = type.elements.find((one) => one.element === element || one.element === `${element}[x]`);
  const keys = group?.properties ?? (type.properties.has(element) ? [element] : []);
  const access = keys.map((key) => [key, type.properties.get(key) as Property] as const);
  return access.length === 0 ? undefined : { access, min: group?.min ?? 0 };
}

const accesses = new Map<string, Access>();

/** The same, by the type's name. */
export function accessByName(type: string, element: string): Access {
  const name = `${type} ${element}`;
  let access = accesses.get(name);
  if (!access) {
    const definition = typeDefinition(type);
    access = (definition && accessOf(definition, element)?.access) ?? [];
    accesses.set(name, access);
  }
  return access;
}

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
  for (const [key, property] of access) {
    const value = holder[key];
    const sibling = property.kind === "primitive-type" ? holder[`_${key}`] : undefined;
    if (value === undefined && sibling === undefined) continue;
    if (!Array.isArray(value) && !Array.isArray(sibling))
      items.push(itemOf(value, sibling, property, child(parent.place, property.segment)));
    else
      for (let i = 0; i < Math.max(lengthOf(value), lengthOf(sibling)); i++) {
        const [one, beside] = [at(value, i), at(sibling, i)];
        if (one != null || beside != null)
          items.push(itemOf(one, beside, property, child(parent.place, property.segment, i)));
      }
  }
  return items;
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
const at = (value: unknown, i: number): unknown => (Array.isArray(value) ? (value[i] ?? undefined) : undefined);

function itemOf(value: unknown, sibling: unknown, { kind, type }: Property, place: Place): Item {
  const own = kind === "resource" && isObject(value) ? value.resourceType : undefined;
  return { value, sibling, type: typeof own === "string" ? own : type, place };
}
