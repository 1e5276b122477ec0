/**
 * Choosing, repeating with a total, walking the tree, the time.
 * @see https://hl7.org/fhirpath/N1/#tree-navigation
 */
import type { Compile, Functions } from "../call.js";
import { asOneOf, type Code, itemsOf, nothing, type Run, several, single, Unanswered } from "../code.js";
import { Temporal } from "../item.js";
import { type Truth, truth, truthOf } from "../logic.js";
import { children, descendants } from "../step.js";
import { union } from "../types.js";

const not: Compile = (input) => {
  const condition = truthOf(input);
  return truth((focus, frame) => {
    const value = condition(focus, frame);
    return value === undefined ? undefined : !value;
  });
};

/** The input is what the three parts are about; there may be none. */
const iif: Compile = (input, call) => {
  const condition = truthOf(call.lambda(0, input.types));
  const [yes, no] = [call.lambda(1, input.types), call.args.length > 2 ? call.lambda(2, input.types) : nothing];
  const types = no === nothing ? yes.types : union(yes.types, no.types);
  return chosen(input.one, condition, asOneOf(types, yes), asOneOf(types, no));
};

function chosen(subject: Code["one"], condition: Truth, yes: Code, no: Code): Code {
  if (!yes.many && !no.many)
    return single(yes.types, (focus, frame) => {
      const item = subject(focus, frame);
      return (condition(item, frame) === true ? yes : no).one(item, frame);
    });
  return several(yes.types, (visit) => {
    const [some, others]: Run<boolean>[] = [yes.each(visit), no.each(visit)];
    return (focus, frame) => {
      const item = subject(focus, frame);
      return (condition(item, frame) === true ? some : others)?.(item, frame) === true;
    };
  });
}

/** `$total` is what the last round gave. */
const aggregate: Compile = (input, call) => {
  const items = itemsOf(input);
  const next = asOneOf([], call.lambda(0, input.types));
  const start = call.args.length > 1 ? asOneOf([], call.argument(1)) : nothing;
  return single([], (focus, frame) => {
    const [total, index] = [frame.total, frame.index];
    let result = start.one(focus, frame);
    for (const [i, item] of items(focus, frame).entries()) {
      frame.total = result;
      frame.index = i;
      result = next.one(item, frame);
    }
    frame.total = total;
    frame.index = index;
    return result;
  });
};

/** A part of now, which only the environment knows. */
const present =
  (type: Temporal["type"], part: (now: string) => string): Compile =>
  () =>
    single([`System.${type}`], (_, frame) => {
      frame.now ??= frame.environment.now?.();
      if (frame.now === undefined) throw new Unanswered("nobody tells the time");
      return new Temporal(part(frame.now), type);
    });

export const UTILITY: Functions = {
  not: [0, 0, not],
  iif: [2, 3, iif],
  aggregate: [1, 2, aggregate],
  // What it is for, a log, is no part of the result.
  trace: [1, 2, (input) => input],
  now: [0, 0, present("DateTime", (now) => now)],
  today: [0, 0, present("Date", (now) => now.slice(0, 10))],
  timeOfDay: [0, 0, present("Time", (now) => now.slice(11, 19))],
  children: [0, 0, children],
  descendants: [0, 0, descendants],
};
