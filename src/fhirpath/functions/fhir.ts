/** @see https://hl7.org/fhir/R4/fhirpath.html#functions */
import type { Compile, Functions } from "../call.js";
import { type Code, type Environment, itemsOf, listed, several, single, Unanswered } from "../code.js";
import { type Item, isObject, jsonOf, typeOf } from "../item.js";
import { truth } from "../logic.js";
import { child } from "../step.js";
import { isPrimitive, systemType, type Types } from "../types.js";

const extension: Compile = (input, call) => {
  const extensions = child(input, "extension");
  if (!extensions) return listed([], () => []);
  const url = call.argument(0);
  const isOf = (item: Item, wanted: Item | undefined): boolean =>
    isObject(jsonOf(item)) && (jsonOf(item) as { url?: unknown }).url === jsonOf(wanted);
  const fixed = url.constants?.[0];
  if (fixed !== undefined)
    return several(extensions.types, (visit) =>
      extensions.each((item, frame) => isOf(item, fixed) && visit(item, frame)),
    );
  const items = itemsOf(extensions);
  return listed(extensions.types, (focus, frame) => {
    const wanted = url.one(focus, frame);
    return items(focus, frame).filter((item) => isOf(item, wanted));
  });
};

/** Whether there is one item, and it is a primitive with a value. */
const hasValue: Compile = (input) => {
  const value = primitiveValue(input);
  return truth((focus, frame) => value(focus, frame) !== undefined);
};

const getValue: Compile = (input) => single(systemTypes(input.types), primitiveValue(input));

function primitiveValue(input: Code): Code["one"] {
  const one = input.many ? oneOfMany(input) : input.one;
  return (focus, frame) => {
    const item = one(focus, frame);
    const value = jsonOf(item);
    if (item === undefined || value == null || isObject(value)) return undefined;
    return isPrimitive(typeOf(item, input.types)) || typeOf(item, input.types).startsWith("System.")
      ? value
      : undefined;
  };
}

function oneOfMany(input: Code): Code["one"] {
  const items = itemsOf(input);
  return (focus, frame) => {
    const [item, ...more] = items(focus, frame);
    return more.length === 0 ? item : undefined;
  };
}

const systemTypes = (types: Types): Types => (types.length === 1 ? types.map(systemType) : []);

/** What references, canonicals and URLs point to, as far as it is known. */
const resolve: Compile = (input) => {
  const target = (item: Item, environment: Environment): Item | undefined => {
    const value = jsonOf(item);
    const reference = isObject(value) ? value.reference : value;
    return typeof reference === "string" ? required(environment, "resolve").call(environment, reference) : undefined;
  };
  if (!input.many)
    return single(["Resource"], (focus, frame) => {
      const item = input.one(focus, frame);
      return item === undefined ? undefined : target(item, frame.environment);
    });
  return several(["Resource"], (visit) =>
    input.each((item, frame) => {
      const found = target(item, frame.environment);
      return found !== undefined && visit(found, frame);
    }),
  );
};

/** What only the environment can answer about one item and a canonical. */
const asked =
  (name: "memberOf" | "conformsTo"): Compile =>
  (input, call) => {
    const canonical = call.argument(0);
    return truth((focus, frame) => {
      const item = input.one(focus, frame);
      const url = jsonOf(canonical.one(focus, frame));
      if (item === undefined || typeof url !== "string") return undefined;
      const answer = required(frame.environment, name).call(
        frame.environment,
        url,
        jsonOf(item),
        typeOf(item, input.types),
      );
      if (answer === undefined) throw new Unanswered(`${name}('${url}') cannot be told`);
      return answer;
    });
  };

function required<Name extends "resolve" | "memberOf" | "conformsTo" | "htmlChecks">(
  environment: Environment,
  name: Name,
): NonNullable<Environment[Name]> {
  const answer = environment[name];
  if (!answer) throw new Unanswered(`nobody answers ${name}()`);
  return answer;
}

/** Whether a narrative is XHTML as FHIR wants it. */
const htmlChecks: Compile = (input) =>
  truth((focus, frame) => {
    const value = jsonOf(input.one(focus, frame));
    return typeof value === "string"
      ? required(frame.environment, "htmlChecks").call(frame.environment, value)
      : undefined;
  });

export const FHIR: Functions = {
  extension: [1, 1, extension],
  hasValue: [0, 0, hasValue],
  getValue: [0, 0, getValue],
  resolve: [0, 0, resolve],
  memberOf: [1, 1, asked("memberOf")],
  conformsTo: [1, 1, asked("conformsTo")],
  htmlChecks: [0, 0, htmlChecks],
};
