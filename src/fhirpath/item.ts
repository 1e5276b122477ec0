/**
 * The items of a collection, as cheap as they can be:
 *
 * - JSON as it is (an object, a text, a number, a boolean), where the expression alone tells its type, and for
 *   resources, which say theirs;
 * - an Element, where it does not, and for a primitive with `id` or extensions (`birthDate` with `_birthDate`);
 * - a Temporal or a Quantity, where the expression itself writes one.
 */
import type { JsonObject } from "../fhir/json.js";
import { isResource, type Types } from "./types.js";

export type { JsonObject } from "../fhir/json.js";

export type Item = NonNullable<unknown>;

/** What the JSON value alone does not tell. */
export class Element {
  constructor(
    /** The JSON; undefined for a primitive without a value. */
    readonly value: unknown,
    /** What stands beside a primitive: its id and extensions. */
    readonly sibling: JsonObject | undefined,
    readonly type: string,
  ) {}
}

/** A date, a time of day or both, with the precision it is written in. */
export class Temporal {
  constructor(
    readonly text: string,
    readonly type: "Date" | "DateTime" | "Time",
  ) {}
}

/** A number with a unit of UCUM or a calendar duration. */
export class Quantity {
  constructor(
    readonly value: number,
    readonly unit: string,
    readonly isCalendar: boolean,
  ) {}

  negative(): Quantity {
    return new Quantity(-this.value, this.unit, this.isCalendar);
  }

  /** As FHIRPath writes it: `4 'mg'`, `1 year`. */
  toString(): string {
    return `${this.value} ${this.isCalendar ? this.unit : `'${this.unit}'`}`;
  }
}

export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null;

/** The JSON or System value of an item; undefined for a primitive that has none. */
export const jsonOf = (item: Item | undefined): unknown => (item instanceof Element ? item.value : item);

/** The object that has the item's children: the item itself, or what stands beside a primitive. */
export function holderOf(item: Item | undefined): JsonObject | undefined {
  if (item instanceof Element) return isObject(item.value) ? item.value : item.sibling;
  return isObject(item) && !(item instanceof Temporal) && !(item instanceof Quantity) ? item : undefined;
}

/** The type of an item, where the expression allows these. */
export function typeOf(item: Item, types: Types): string {
  if (item instanceof Element) return item.type;
  if (item instanceof Temporal) return `System.${item.type}`;
  if (item instanceof Quantity) return "System.Quantity";
  const [type] = types;
  if (type !== undefined && types.length === 1 && !isResource(type)) return type;
  const { resourceType } = item as JsonObject;
  return typeof resourceType === "string" ? resourceType : (type ?? `System.${systemName(item)}`);
}

function systemName(value: Item): string {
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Decimal";
  return typeof value === "boolean" ? "Boolean" : "String";
}
