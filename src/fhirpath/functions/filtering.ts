/** @see https://hl7.org/fhirpath/N1/#filtering-and-projection */
import { typeDefinition } from "../../definitions/r4.js";
import { type Call, type Compile, type Functions, NotCompiled } from "../call.js";
import { asOneOf, type Code, itemsOf, listed, several, single, type Visit } from "../code.js";
import { noveltyOf } from "../equality.js";
import { typeOf } from "../item.js";
import { truth, truthOf } from "../logic.js";
import type { Expression } from "../syntax.js";
import { isSame, type Types, typeTest, union } from "../types.js";

/** The items that pass a test. */
function passing(types: Types, input: Code, test: Visit): Code {
  if (input.many)
    return several(types, (visit) => input.each((item, frame) => test(item, frame) && visit(item, frame)));
  return single(types, (focus, frame) => {
    const item = input.one(focus, frame);
    return item !== undefined && test(item, frame) ? item : undefined;
  });
}

/** The items of which the first argument is true. */
export function filtered(input: Code, call: Call): Code {
  const criteria = truthOf(call.lambda(0, input.types));
  return passing(input.types, input, (item, frame) => criteria(item, frame) === true);
}

const select: Compile = (input, call) => {
  const projection = call.lambda(0, input.types);
  if (!input.many && !projection.many)
    return single(projection.types, (focus, frame) => {
      const item = input.one(focus, frame);
      return item === undefined ? undefined : projection.one(item, frame);
    });
  return several(projection.types, (visit) => input.each(projection.each(visit)));
};

/** Again and again of what it gives, until it gives nothing new. */
const repeat: Compile = (input, call) => {
  const types = typesOfRounds(input.types, call);
  const roots = itemsOf(asOneOf(types, input));
  const next = itemsOf(asOneOf(types, call.lambda(0, types)));
  const novelty = noveltyOf(types);
  return listed(types, (focus, frame) => {
    const isNew = novelty();
    const all = roots(focus, frame).flatMap((root) => next(root, frame).filter(isNew));
    for (const item of all) {
      frame.step(typeof item === "string" ? item.length : 1);
      for (const one of next(item, frame)) if (isNew(one)) all.push(one);
    }
    return all;
  });
};

/** The types of the input and of what every round gives. */
function typesOfRounds(input: Types, call: Call): Types {
  for (let types = input; ; ) {
    const more = union(types, call.lambda(0, types, true).types);
    if (isSame(more, types)) return types;
    types = more;
  }
}

/** What is of that type; of a choice only the properties that can be. */
export function ofType(input: Code, specifier: string): Code {
  const accepts = acceptedBy(specifier);
  if (input.narrow) return input.narrow(accepts);
  const { types } = input;
  const kept = types.filter(accepts);
  if (kept.length > 0 && kept.length === types.length) return input;
  const name = specifier.replace(/^FHIR\./, "");
  const result = kept.length > 0 ? kept : typeDefinition(name) ? [name] : [];
  return passing(result, input, (item) => accepts(typeOf(item, types)));
}

function acceptedBy(specifier: string): (type: string) => boolean {
  const accepts = typeTest(specifier);
  if (!accepts) throw new NotCompiled(`no type ${specifier}`);
  return accepts;
}

/** Undefined for no item; several are no answer. */
export function isOfType(input: Code, specifier: string): Code {
  const accepts = acceptedBy(specifier);
  return truth((focus, frame) => {
    const item = input.one(focus, frame);
    return item === undefined ? undefined : accepts(typeOf(item, input.types));
  });
}

/** The name of a type that stands where an expression stands: `ofType(FHIR.Quantity)`. */
function typeName(expression: Expression | undefined): string {
  if (expression?.kind !== "member") throw new NotCompiled("a type is expected");
  return expression.input ? `${typeName(expression.input)}.${expression.name}` : expression.name;
}

export const FILTERING: Functions = {
  where: [1, 1, filtered],
  select: [1, 1, select],
  repeat: [1, 1, repeat],
  ofType: [1, 1, (input, { args }) => ofType(input, typeName(args[0]))],
  as: [1, 1, (input, { args }) => ofType(input, typeName(args[0]))],
  is: [1, 1, (input, { args }) => isOfType(input, typeName(args[0]))],
};
