/** @see https://hl7.org/fhirpath/N1/#existence */
import type { Compile, Functions } from "../call.js";
import { type Code, countOf, EvaluationError, existsOf, itemsOf, listed, single } from "../code.js";
import { among, distinct } from "../equality.js";
import { type Item, jsonOf } from "../item.js";
import { truth, truthOf } from "../logic.js";
import { INTEGER } from "../types.js";
import { filtered } from "./filtering.js";

/** Whether all items, or any, are that truth value. */
const every =
  (wanted: boolean, isEvery: boolean): Compile =>
  (input) => {
    const meets = input.each((item) => {
      const value = jsonOf(item);
      if (typeof value !== "boolean") throw new EvaluationError("only truth values can be all or any true");
      return (value === wanted) !== isEvery;
    });
    return truth((focus, frame) => meets(focus, frame) !== isEvery);
  };

const exists: Compile = (input, call) => truth(existsOf(call.args.length === 0 ? input : filtered(input, call)));

const empty: Compile = (input) => {
  const run = existsOf(input);
  return truth((focus, frame) => !run(focus, frame));
};

const all: Compile = (input, call) => {
  const criteria = truthOf(call.lambda(0, input.types));
  const fails = input.each((item, frame) => criteria(item, frame) !== true);
  return truth((focus, frame) => !fails(focus, frame));
};

function isSubset(part: Code, whole: Code): Code {
  const isAmong = among(part.types, whole.types);
  const [items, others] = [itemsOf(part), itemsOf(whole)];
  return truth((focus, frame) => {
    const all: Item[] = others(focus, frame);
    return items(focus, frame).every((item) => isAmong(item, all));
  });
}

function isDistinct(input: Code): Code {
  const [items, keep] = [itemsOf(input), distinct(input.types)];
  return truth((focus, frame) => {
    const all = items(focus, frame);
    return keep(all).length === all.length;
  });
}

export const EXISTENCE: Functions = {
  empty: [0, 0, empty],
  exists: [0, 1, exists],
  all: [1, 1, all],
  allTrue: [0, 0, every(true, true)],
  anyTrue: [0, 0, every(true, false)],
  allFalse: [0, 0, every(false, true)],
  anyFalse: [0, 0, every(false, false)],
  subsetOf: [1, 1, (input, call) => isSubset(input, call.argument(0))],
  supersetOf: [1, 1, (input, call) => isSubset(call.argument(0), input)],
  count: [0, 0, (input) => single(INTEGER, countOf(input))],
  distinct: [0, 0, (input) => distinctOf(input)],
  isDistinct: [0, 0, isDistinct],
};

/** The items, each once. */
export function distinctOf(input: Code): Code {
  if (!input.many) return input;
  const [items, keep] = [itemsOf(input), distinct(input.types)];
  return listed(input.types, (focus, frame) => keep(items(focus, frame)));
}
