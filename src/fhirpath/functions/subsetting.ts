/** @see https://hl7.org/fhirpath/N1/#subsetting */
import type { Compile, Functions } from "../call.js";
import { asOneOf, type Code, itemsOf, listed, nothing, several, single } from "../code.js";
import { among, distinct } from "../equality.js";
import { type Item, jsonOf } from "../item.js";
import { union } from "../types.js";
import { distinctOf } from "./existence.js";

/** The first item. */
export function first(input: Code): Code {
  if (!input.many) return input;
  const run = input.each((item, frame) => {
    frame.found = item;
    return true;
  });
  return single(input.types, (focus, frame) => {
    const before = frame.found;
    frame.found = undefined;
    run(focus, frame);
    const { found } = frame;
    frame.found = before;
    return found;
  });
}

/** A part of the items. */
const part =
  (choose: (items: readonly Item[], count: number) => readonly Item[]): Compile =>
  (input, call) => {
    const items = itemsOf(input);
    const count = call.args.length === 0 ? undefined : call.argument(0);
    return listed(input.types, (focus, frame) => choose(items(focus, frame), numberOf(count?.one(focus, frame))));
  };

function numberOf(item: Item | undefined): number {
  const value = jsonOf(item);
  return typeof value === "number" ? value : 0;
}

/** `input[index]` */
export function indexed(input: Code, index: Code): Code {
  if (index.constants?.[0] === 0) return first(input);
  const items = itemsOf(input);
  return single(input.types, (focus, frame) => {
    const at = jsonOf(index.one(focus, frame));
    return typeof at === "number" ? items(focus, frame)[at] : undefined;
  });
}

const last: Compile = (input) => {
  const items = itemsOf(input);
  return single(input.types, (focus, frame) => items(focus, frame).at(-1));
};

/** The one item; more are an error. */
const onlyItem: Compile = (input) => single(input.types, input.one);

/** Items that are, or are not, among the argument's. */
const compared =
  (isIn: boolean): Compile =>
  (input, call) => {
    const other = call.argument(0);
    const isAmong = among(input.types, other.types);
    const keep = isIn ? distinct(input.types) : (items: readonly Item[]) => items;
    const [items, others] = [itemsOf(input), itemsOf(other)];
    return listed(input.types, (focus, frame) => {
      const all = others(focus, frame);
      return keep(items(focus, frame)).filter((item) => isAmong(item, all) === isIn);
    });
  };

/** All items of both, one behind the other. */
function combined(left: Code, right: Code): Code {
  if (left === nothing) return right;
  if (right === nothing) return left;
  const types = union(left.types, right.types);
  const [a, b] = [asOneOf(types, left), asOneOf(types, right)];
  return several(types, (visit) => {
    const [one, other] = [a.each(visit), b.each(visit)];
    return (focus, frame) => one(focus, frame) || other(focus, frame);
  });
}

/** `left | right`: each item once. */
export function united(left: Code, right: Code): Code {
  const code = distinctOf(combined(left, right));
  const { constants } = left;
  return constants && right.constants ? { ...code, constants: [...constants, ...right.constants] } : code;
}

export const SUBSETTING: Functions = {
  first: [0, 0, first],
  last: [0, 0, last],
  single: [0, 0, onlyItem],
  tail: [0, 0, part((items) => items.slice(1))],
  skip: [1, 1, part((items, count) => items.slice(Math.max(count, 0)))],
  take: [1, 1, part((items, count) => items.slice(0, Math.max(count, 0)))],
  intersect: [1, 1, compared(true)],
  exclude: [1, 1, compared(false)],
  union: [1, 1, (input, call) => united(input, call.argument(0))],
  combine: [1, 1, (input, call) => combined(input, call.argument(0))],
};
