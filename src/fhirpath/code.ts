/**
 * What an expression is compiled to: closures that visit items instead of collecting them.
 *
 * Compiling `a.where(b).exists()` gives one function that reads `a`, asks `b` of each item and stops at the first that
 * fulfils it; no collection is made on the way.
 */
import { Element, type Item } from "./item.js";
import { isResource, isSame, type Types } from "./types.js";

/** What is outside the value that an expression is about. */
export interface Environment {
  /** %resource: the resource that the value stands in. */
  resource: object;
  /** %rootResource: the one that contains it, or itself. */
  rootResource: object;
  /** %extension: the one whose place is judged. */
  extension?: object;
  /** What a reference points to; undefined when it is not known. */
  resolve?(reference: string): object | undefined;
  /** The time it is, as FHIR writes an instant. */
  now?(): string;
  /** Whether a code, Coding or CodeableConcept is in a value set; undefined when that cannot be told. */
  memberOf?(valueSet: string, value: unknown, type: string): boolean | undefined;
  /** Whether a narrative is XHTML as FHIR wants it. */
  htmlChecks?(div: string): boolean;
  /** Whether an element conforms to a profile; undefined when that cannot be told. */
  conformsTo?(profile: string, value: unknown, type: string): boolean | undefined;
}

/** The state of one evaluation. */
export class Frame {
  /** %context: what the expression is about. */
  context: Item | undefined;
  /** What time it is, the same throughout. */
  now: string | undefined;
  index = 0;
  total: Item | undefined;
  /** What the visitors of this evaluation write to; each one that uses it puts back what it found. */
  count = 0;
  found: Item | undefined;
  items: Item[] = NONE;
  #steps = 0;

  constructor(readonly environment: Environment) {}

  /** Counts what is done again and again, by how much it is. */
  step(size = 1): void {
    this.#steps += size;
    if (this.#steps > MAX_STEPS) throw new Unanswered("it takes too long");
  }
}

/** More than any rule needs on any real resource, and about a second. */
const MAX_STEPS = 2_000_000;

const NONE: Item[] = [];

/** `$this`: what a part of an expression begins with. */
export type Focus = Item | undefined;

export type Run<T> = (focus: Focus, frame: Frame) => T;

/** Returns true when it has seen enough. */
export type Visit = (item: Item, frame: Frame) => boolean;

export interface Code {
  readonly types: Types;
  /** Whether there can be more than one item. */
  readonly many: boolean;
  /** The item or undefined; throws when there are several. */
  readonly one: Run<Item | undefined>;
  /** Makes the function that visits every item until a visit returns true, and tells whether one did. */
  readonly each: (visit: Visit) => Run<boolean>;
  /** What the items are, whatever the value. */
  readonly constants?: readonly Item[];
  /** The part whose type passes the test, where that shows before anything is read. */
  readonly narrow?: (accepts: (type: string) => boolean) => Code;
}

/** What cannot be evaluated on this value: more than one item where FHIRPath wants one, a wrong type, malformed JSON. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}

/** What only the environment can answer, and does not. */
export class Unanswered extends EvaluationError {}

/** At most one item. */
export function single(types: Types, one: Run<Item | undefined>): Code {
  return {
    types,
    many: false,
    one,
    each: (visit) => (focus, frame) => {
      const item = one(focus, frame);
      return item !== undefined && visit(item, frame);
    },
  };
}

/** Any number of items. */
export function several(types: Types, each: Code["each"]): Code {
  return { types, many: true, each, one: onlyOne(each) };
}

export const constant = (types: Types, value: Item): Code => ({ ...single(types, () => value), constants: [value] });

/** No items, ever. */
export const nothing: Code = single([], () => undefined);

function onlyOne(each: Code["each"]): Run<Item | undefined> {
  let run: Run<boolean> | undefined;
  return (focus, frame) => {
    run ??= each((item, at) => {
      const isSecond = at.found !== undefined;
      at.found = item;
      return isSecond;
    });
    const { found } = frame;
    frame.found = undefined;
    const isMany = run(focus, frame);
    const item = frame.found;
    frame.found = found;
    if (isMany) throw new EvaluationError("more than one item where one is expected");
    return item;
  };
}

/** Whether there is an item. */
export const existsOf = (code: Code): Run<boolean> =>
  code.many ? code.each(() => true) : (focus, frame) => code.one(focus, frame) !== undefined;

/** How many items there are. */
export function countOf(code: Code): Run<number> {
  if (!code.many) return (focus, frame) => (code.one(focus, frame) === undefined ? 0 : 1);
  const run = code.each((_, frame) => {
    frame.count++;
    return false;
  });
  return (focus, frame) => {
    const before = frame.count;
    frame.count = 0;
    run(focus, frame);
    const { count } = frame;
    frame.count = before;
    return count;
  };
}

/** All items in a new array. */
export function itemsOf(code: Code): Run<Item[]> {
  const run = code.each((item, frame) => {
    frame.items.push(item);
    return false;
  });
  return (focus, frame) => {
    const before = frame.items;
    const items: Item[] = [];
    frame.items = items;
    run(focus, frame);
    frame.items = before;
    return items;
  };
}

/** Items that a function gives as an array. */
export const listed = (types: Types, list: Run<readonly Item[]>): Code =>
  several(types, (visit) => (focus, frame) => {
    for (const item of list(focus, frame)) if (visit(item, frame)) return true;
    return false;
  });

/** The same items, able to stand beside those of other types. */
export function asOneOf(types: Types, code: Code): Code {
  const [type] = code.types;
  const tellsItself = code.types.length !== 1 || type === undefined || type.startsWith("System.") || isResource(type);
  if (tellsItself || isSame(types, code.types)) return { ...code, types };
  const box = (item: Item): Item => (item instanceof Element ? item : new Element(item, undefined, type));
  return {
    types,
    many: code.many,
    one: (focus, frame) => {
      const item = code.one(focus, frame);
      return item === undefined ? undefined : box(item);
    },
    each: (visit) => code.each((item, frame) => visit(box(item), frame)),
  };
}
