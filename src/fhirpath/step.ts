/** From elements to their children: `name`, `value` (a choice), `children()`. */
import { type Property, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import { MAX_DEPTH } from "../fhir/depth.js";
import { type Code, EvaluationError, type Frame, nothing, several, single, type Visit } from "./code.js";
import { Element, holderOf, type Item, isObject, type JsonObject, typeOf } from "./item.js";
import { isResource, type Types, union } from "./types.js";

/** How one child of one type is read from the object that has it. */
interface Reader {
  types: Types;
  many: boolean;
  one(holder: JsonObject): Item | undefined;
  each(holder: JsonObject, visit: Visit, frame: Frame): boolean;
}

/**
 * The children of that name.
 *
 * @returns undefined when no type that the input can have has such a child
 */
export function child(input: Code, name: string): Code | undefined {
  const [type] = input.types;
  if (type === undefined || input.types.length > 1) return dynamic(input, name);
  const definition = typeDefinition(type);
  const properties = propertiesOf(definition, name);
  if (properties.length > 0) return known(input, name, properties);
  // What an abstract resource has only the resource itself tells.
  return definition?.abstract && isResource(type) ? dynamic(input, name) : undefined;
}

function propertiesOf(type: TypeDefinition | undefined, name: string): Property[] {
  const exact = type?.properties.get(name);
  if (exact) return exact.element === name ? [exact] : [];
  return [...(type?.properties.values() ?? [])].filter(({ element }) => element === `${name}[x]`);
}

/** The type is known, and so is the JSON property; of a choice one of some. */
function known(input: Code, name: string, properties: readonly Property[]): Code {
  const code = read(input, readerOf(name, properties, false));
  if (properties.length === 1) return code;
  const narrow = (accepts: (type: string) => boolean): Code => {
    const kept = properties.filter(({ type }) => accepts(type));
    return kept.length === 0 ? nothing : known(input, name, kept);
  };
  return { ...code, narrow };
}

function read(input: Code, reader: Reader): Code {
  if (!reader.many && !input.many)
    return single(reader.types, (focus, frame) => {
      const holder = holderOf(input.one(focus, frame));
      return holder === undefined ? undefined : reader.one(holder);
    });
  return several(reader.types, (visit) =>
    input.each((item, frame) => {
      const holder = holderOf(item);
      return holder !== undefined && reader.each(holder, visit, frame);
    }),
  );
}

/** The type shows only at each item. */
function dynamic(input: Code, name: string): Code | undefined {
  const readers = new Map<string, Reader | undefined>();
  const readerFor = (type: string): Reader | undefined => {
    if (!readers.has(type)) {
      const properties = propertiesOf(typeDefinition(type), name);
      readers.set(type, properties.length === 0 ? undefined : readerOf(name, properties, true));
    }
    return readers.get(type);
  };
  const types = typesOf(input.types, readerFor);
  if (types === undefined) return undefined;
  return several(types, (visit) =>
    input.each((item, frame) => {
      const holder = holderOf(item);
      return holder !== undefined && readerFor(typeOf(item, input.types))?.each(holder, visit, frame) === true;
    }),
  );
}

/** What a child of some types can be: nothing is known when it depends on the resource; undefined when none has it. */
function typesOf(types: Types, readerFor: (type: string) => Reader | undefined): Types | undefined {
  if (types.length === 0 || types.some((type) => typeDefinition(type)?.abstract)) return [];
  const found = types.map(readerFor).filter((reader) => reader !== undefined);
  if (found.length === 0) return undefined;
  return found.map((reader) => reader.types).reduce(union);
}

/** @param withType whether the items must say their type themselves */
function readerOf(name: string, properties: readonly Property[], withType: boolean): Reader {
  const [property] = properties;
  if (property && properties.length === 1) {
    const key = property.element === name ? name : name + property.type[0]?.toUpperCase() + property.type.slice(1);
    return property.max > 1 ? listReader(key, property, withType) : itemReader(key, property, withType);
  }
  return choiceReader(name, properties);
}

function itemReader(key: string, { type, kind }: Property, withType: boolean): Reader {
  const make = maker(type, kind, withType);
  const siblingKey = `_${key}`;
  const one =
    kind === "primitive-type"
      ? (holder: JsonObject) => make(holder[key], holder[siblingKey])
      : (holder: JsonObject) => make(holder[key], undefined);
  return reader([type], one);
}

/** The types of a choice are more than its JSON can hold: one property of several. */
function choiceReader(name: string, properties: readonly Property[]): Reader {
  const readers = new Map<string, Reader>();
  for (const property of properties) {
    const key = name + property.type[0]?.toUpperCase() + property.type.slice(1);
    const itemOf = itemReader(key, property, true);
    readers.set(key, itemOf);
    if (property.kind === "primitive-type") readers.set(`_${key}`, itemOf);
  }
  return reader(
    properties.map(({ type }) => type),
    (holder) => {
      for (const key in holder)
        if (key.startsWith(name, key.charCodeAt(0) === UNDERSCORE ? 1 : 0)) {
          const item = readers.get(key)?.one(holder);
          if (item !== undefined) return item;
        }
      return undefined;
    },
  );
}

const UNDERSCORE = 95;

const reader = (types: Types, one: Reader["one"]): Reader => ({
  types,
  many: false,
  one,
  each: (holder, visit, frame) => {
    const item = one(holder);
    return item !== undefined && visit(item, frame);
  },
});

function listReader(key: string, { type, kind }: Property, withType: boolean): Reader {
  const make = maker(type, kind, withType);
  const siblingKey = `_${key}`;
  const each: Reader["each"] =
    kind === "primitive-type"
      ? (holder, visit, frame) => {
          const values = list(holder[key]);
          const siblings = list(holder[siblingKey]);
          const length = Math.max(values.length, siblings.length);
          for (let i = 0; i < length; i++) {
            frame.step();
            const item = make(values[i], siblings[i]);
            if (item !== undefined && visit(item, frame)) return true;
          }
          return false;
        }
      : (holder, visit, frame) => {
          const values = list(holder[key]);
          for (let i = 0; i < values.length; i++) {
            frame.step();
            const item = make(values[i], undefined);
            if (item !== undefined && visit(item, frame)) return true;
          }
          return false;
        };
  return { types: [type], many: true, one: () => undefined, each };
}

type Make = (value: unknown, sibling: unknown) => Item | undefined;

/** How an item of a type is made of JSON; null is no item. */
function maker(type: string, kind: Property["kind"], withType: boolean): Make {
  if (kind === "primitive-type")
    return (value, sibling) => {
      if (isObject(value) || Array.isArray(sibling)) throw malformed(type);
      if (isObject(sibling)) return new Element(value ?? undefined, sibling, type);
      return withType && value != null ? new Element(value, undefined, type) : (value ?? undefined);
    };
  return (value) => {
    if (value == null) return undefined;
    if (typeof value !== "object" || Array.isArray(value)) throw malformed(type);
    return withType && kind !== "resource" ? new Element(value, undefined, type) : value;
  };
}

const NONE: readonly unknown[] = [];

function list(value: unknown): readonly unknown[] {
  if (value == null) return NONE;
  if (!Array.isArray(value)) throw malformed("an array");
  return value;
}

const malformed = (expected: string): EvaluationError => new EvaluationError(`the JSON is not ${expected}`);

/** All children, each with its type. */
export const children = (input: Code): Code =>
  several([], (visit) => input.each((item, frame) => visitChildren(item, typeOf(item, input.types), visit, frame)));

/** All children, and theirs. */
export const descendants = (input: Code): Code =>
  several([], (visit) => {
    let depth = 0;
    const deep: Visit = (item, frame) => {
      if (visit(item, frame)) return true;
      if (depth === MAX_DEPTH) throw new EvaluationError("the JSON nests too deep");
      depth++;
      const isEnough = visitChildren(item, typeOf(item, []), deep, frame);
      depth--;
      return isEnough;
    };
    return input.each((item, frame) => {
      depth = 0;
      return visitChildren(item, typeOf(item, input.types), deep, frame);
    });
  });

/** Whatever the JSON is, also where it is not what the type demands. */
function visitChildren(item: Item, type: string, visit: Visit, frame: Frame): boolean {
  const holder = holderOf(item);
  if (!holder) return false;
  const definition = typeDefinition(type);
  const isOfResource = definition?.kind === "resource";
  for (const key in holder) {
    const isSibling = key.startsWith("_");
    const name = isSibling ? key.slice(1) : key;
    if ((isSibling && holder[name] !== undefined) || (isOfResource && key === "resourceType")) continue;
    const childType = definition?.properties.get(name)?.type ?? "Element";
    const [values, siblings] = [asList(holder[name]), asList(holder[`_${name}`])];
    for (let i = 0; i < Math.max(values.length, siblings.length); i++) {
      frame.step();
      const found = childOf(values[i], siblings[i], childType);
      if (found !== undefined && visit(found, frame)) return true;
    }
  }
  return false;
}

function childOf(value: unknown, sibling: unknown, type: string): Item | undefined {
  const beside = isObject(sibling) ? sibling : undefined;
  if (value == null && !beside) return undefined;
  if (isResource(type) && isObject(value)) return value;
  return new Element(value ?? undefined, beside, type);
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? NONE : [value]);
