/**
 * `=` and `~`, distinct and contained items.
 * @see https://hl7.org/fhirpath/N1/#equality
 */
import { type Code, itemsOf, type Run } from "./code.js";
import { meaningOf } from "./comparable.js";
import { Element, type Item, isObject, jsonOf, Quantity, Temporal, typeOf } from "./item.js";
import { compareQuantities } from "./quantity.js";
import { compareTemporals } from "./temporal.js";
import { systemType, type Types } from "./types.js";

/** True, false, or undefined where the precision leaves it open. */
export type Same = (a: Item, b: Item) => boolean | undefined;

/** Whether two items of such types are equal. */
export function sameness(left: Types, right: Types): Same {
  const [a, b] = [meaningOf(left), meaningOf(right)];
  return (one, other) => {
    const same = equalValues(a(one), b(other));
    return same === true && hasSibling(one, other) ? sameSiblings(one, left, other, right) : same;
  };
}

const hasSibling = (a: Item, b: Item): boolean =>
  (a instanceof Element && a.sibling !== undefined) || (b instanceof Element && b.sibling !== undefined);

/** Of two FHIR elements the id and the extensions are compared too; a value of the expression has none. */
function sameSiblings(a: Item, left: Types, b: Item, right: Types): boolean | undefined {
  if (typeOf(a, left).startsWith("System.") || typeOf(b, right).startsWith("System.")) return true;
  return equalValues(siblingOf(a), siblingOf(b));
}

const siblingOf = (item: Item): unknown => (item instanceof Element ? item.sibling : undefined);

/** FHIRPath's decimals have at least 8 digits behind the point; what differs beyond is JavaScript's. */
const sameNumbers = (a: number, b: number): boolean => a === b || Math.abs(a - b) < 0.5e-8;

function equalValues(a: unknown, b: unknown): boolean | undefined {
  if (a === b) return true;
  if (typeof a === "number" && typeof b === "number") return sameNumbers(a, b);
  if (a instanceof Temporal && b instanceof Temporal) {
    const difference = compareTemporals(a, b);
    return difference === undefined ? undefined : difference === 0;
  }
  if (a instanceof Quantity && b instanceof Quantity) {
    const difference = compareQuantities(a, b);
    return difference === undefined ? undefined : sameNumbers(difference, 0);
  }
  return isObject(a) && isObject(b) && equalObjects(a, b, equalValues);
}

function equalObjects(a: object, b: object, same: (a: unknown, b: unknown) => boolean | undefined): boolean {
  if (Array.isArray(a) !== Array.isArray(b) || isOurs(a) || isOurs(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key as keyof object], b[key as keyof object]) === true)
  );
}

const isOurs = (value: object): boolean => value instanceof Temporal || value instanceof Quantity;

/** `=`: undefined when a side is empty. */
export function equals(left: Code, right: Code): Run<boolean | undefined> {
  const same = sameness(left.types, right.types);
  if (left.many || right.many) return equalCollections(left, right, same);
  const text = textOf(right);
  if (text !== undefined && isText(left.types))
    return (focus, frame) => {
      const item = left.one(focus, frame);
      return item === undefined ? undefined : jsonOf(item) === text;
    };
  return (focus, frame) => {
    const a = left.one(focus, frame);
    if (a === undefined) return undefined;
    const b = right.one(focus, frame);
    return b === undefined ? undefined : same(a, b);
  };
}

/** The one text that a code always is. */
function textOf({ constants }: Code): string | undefined {
  const [text] = constants ?? [];
  return constants?.length === 1 && typeof text === "string" ? text : undefined;
}

/** Whether the JSON is what the values mean. */
const isText = ([type, ...more]: Types): boolean =>
  type !== undefined && more.length === 0 && systemType(type) === "System.String";

function equalCollections(left: Code, right: Code, same: Same): Run<boolean | undefined> {
  const [all, others] = [itemsOf(left), itemsOf(right)];
  return (focus, frame) => {
    const [a, b] = [all(focus, frame), others(focus, frame)];
    if (a.length === 0 || b.length === 0) return undefined;
    if (a.length !== b.length) return false;
    let answer: boolean | undefined = true;
    for (const [i, item] of a.entries()) {
      const one = same(item, b[i] as Item);
      if (one === false) return false;
      answer = one === undefined ? undefined : answer;
    }
    return answer;
  };
}

/** `~`: in any order, texts without regard to case and white space, numbers to the smaller precision. */
export function equivalent(left: Code, right: Code): Run<boolean> {
  const [all, others] = [itemsOf(left), itemsOf(right)];
  const [meaning, otherMeaning] = [meaningOf(left.types), meaningOf(right.types)];
  return (focus, frame) => {
    const a = all(focus, frame).map(meaning);
    const b = others(focus, frame).map(otherMeaning);
    if (a.length !== b.length) return false;
    for (const value of a) {
      const at = b.findIndex((other) => alike(value, other));
      if (at < 0) return false;
      b.splice(at, 1);
    }
    return true;
  };
}

function alike(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string") return folded(a) === folded(b);
  if (typeof a === "number" && typeof b === "number") {
    const digits = Math.min(decimals(a), decimals(b));
    return a.toFixed(digits) === b.toFixed(digits);
  }
  if (a instanceof Temporal && b instanceof Temporal) return compareTemporals(a, b) === 0;
  if (a instanceof Quantity && b instanceof Quantity) return a.unit === b.unit && alike(a.value, b.value);
  return a === b || (isObject(a) && isObject(b) && equalObjects(a, b, alike));
}

const folded = (text: string): string => text.toLowerCase().replace(/\s/gu, " ");

const decimals = (value: number): number => Math.min(String(value).split(".")[1]?.length ?? 0, 20);

/** Tells of one item after another whether none before it was equal. */
export function noveltyOf(types: Types): () => (item: Item) => boolean {
  const same = sameness(types, types);
  const meaning = meaningOf(types);
  return () => {
    // Texts, which most are, are found by themselves; the others one by one.
    const texts = new Set<unknown>();
    const others: Item[] = [];
    return (item) => {
      const text = meaning(item);
      const isText = typeof text === "string" && siblingOf(item) === undefined;
      if ((isText && texts.has(text)) || others.some((other) => same(other, item) === true)) return false;
      if (isText) texts.add(text);
      else others.push(item);
      return true;
    };
  };
}

/** The items without those that an earlier one equals. */
export function distinct(types: Types): (items: readonly Item[]) => Item[] {
  const novelty = noveltyOf(types);
  return (items) => items.filter(novelty());
}

/** Whether an item is among others. */
export function among(types: Types, others: Types): (item: Item, items: readonly Item[]) => boolean {
  const same = sameness(types, others);
  return (item, items) => items.some((other) => same(item, other) === true);
}

/** `item in (…)`, undefined when there is no item. */
export function membership(item: Code, collection: Code): Run<boolean | undefined> {
  const { constants } = collection;
  if (constants && isText(item.types) && constants.every((one) => typeof one === "string")) {
    const texts = new Set<unknown>(constants);
    return (focus, frame) => {
      const found = item.one(focus, frame);
      return found === undefined ? undefined : texts.has(jsonOf(found));
    };
  }
  const isAmong = among(item.types, collection.types);
  const items = itemsOf(collection);
  return (focus, frame) => {
    const found = item.one(focus, frame);
    return found === undefined ? undefined : isAmong(found, items(focus, frame));
  };
}
