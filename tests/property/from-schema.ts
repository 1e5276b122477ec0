/** JSON Schema (the part of 2020-12 that the case language uses) -> fast-check arbitrary. It knows nothing of cases. */
import fc from "fast-check";

export interface SchemaNode {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  examples?: readonly unknown[];
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
  /** Unless another key stands for them. */
  else?: SchemaNode;
  propertyNames?: SchemaNode;
  additionalProperties?: boolean | SchemaNode;
  minProperties?: number;
  items?: SchemaNode;
  minItems?: number;
  uniqueItems?: boolean;
}

export interface SchemaRoot extends SchemaNode {
  $defs: Readonly<Record<string, SchemaNode>>;
}

/**
 * What the schema cannot say of a node: a grammar beyond its pattern, or words that must stand elsewhere in the document.
 *
 * @param plain what the schema alone gives
 * @param owner where the node is used: the nearest definition around it, "#/$defs/condition"
 * @param key the property it is the value of
 */
export type Grammar = (plain: fc.Arbitrary<unknown>, owner: string, key: string) => fc.Arbitrary<unknown>;

/** Stands for a property or list item that is left out. */
export const ABSENT: unique symbol = Symbol("absent");

/** How often an optional property is there: rarely, since a case nests six deep. */
const PRESENT = 1;
const LEFT_OUT = 2;
const MAX_ITEMS = 2;

/** Texts that YAML, XML, a terminal or a sloppy program could trip over. */
const AWKWARD = [
  ": #x",
  "a: b",
  "a #b",
  "- c",
  "null",
  "true",
  "7.0",
  "0x1F",
  "<b>&amp;</b>",
  '"quoted"',
  "it's",
  "{a, b}",
  "[x]",
  "*star",
  "&anchor",
  "%",
  "@at",
  "`tick`",
  "!tag",
  "> 5",
  "|",
  "~",
  " leading and trailing ",
  "two\nlines",
  "tab\there",
  "İstanbul, ıI",
  "naïve ﬁ 😀",
  "a/b~c",
  "valueOf",
  "constructor",
  "prototype",
  "x".repeat(200),
];

const freeText = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-z]{3,9}( [a-z]{2,7})?$/) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
);

/**
 * @param grammars by JSON Pointer of the node (of a definition, or of a property)
 * @returns an arbitrary of values that fit the schema, but for what the grammars put in
 */
export function fromSchema(root: SchemaRoot, grammars: Readonly<Record<string, Grammar>>): fc.Arbitrary<unknown> {
  const node = (schema: SchemaNode, pointer: string, owner: string, key: string): fc.Arbitrary<unknown> => {
    const target = schema.$ref ?? pointer;
    const found = schema.$ref === undefined ? schema : definition(root, schema.$ref);
    const plain = schema.$ref === undefined ? plainOf(found, target, owner) : ofDefinition(found, target);
    const grammar = grammars[target] ?? grammars[pointer];
    return grammar ? grammar(plain, owner, key) : plain;
  };

  /** A definition is the same wherever it is used: made anew each time, a case that nests six deep is a million of them. */
  const ofDefinition = (schema: SchemaNode, ref: string): fc.Arbitrary<unknown> => {
    const made = definitions.get(ref) ?? plainOf(schema, ref, ref);
    definitions.set(ref, made);
    return made;
  };
  const definitions = new Map<string, fc.Arbitrary<unknown>>();

  const plainOf = (schema: SchemaNode, pointer: string, owner: string): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? []].flat();
    const branches = types.map((type) => ({ weight: 4, arbitrary: branch(type, schema, pointer, owner) }));
    const examples = schema.examples ?? [];
    return fc.oneof(
      ...branches,
      ...(examples.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...examples) }] : []),
    );
  };

  const branch = (type: string, schema: SchemaNode, pointer: string, owner: string): fc.Arbitrary<unknown> => {
    if (type === "string") return textOf(schema);
    if (type === "boolean") return fc.boolean();
    if (type === "integer") return fc.integer({ min: schema.minimum ?? -9999, max: schema.maximum ?? 9999 });
    if (type === "number") return fc.integer({ min: -9999, max: 99999 }).map((n) => n / 10);
    if (type === "array") return listOf(schema, pointer, owner);
    if (type === "object") return objectOf(schema, pointer, owner);
    throw new Error(`the generator knows no type ${type}`);
  };

  const listOf = (schema: SchemaNode, pointer: string, owner: string): fc.Arbitrary<unknown> => {
    const length = { minLength: schema.minItems ?? 0, maxLength: Math.max(MAX_ITEMS, schema.minItems ?? 0) };
    const item = node(schema.items ?? {}, `${pointer}/items`, owner, "");
    return schema.uniqueItems ? fc.uniqueArray(item, { ...length, comparator: "SameValue" }) : fc.array(item, length);
  };

  const objectOf = (schema: SchemaNode, pointer: string, owner: string): fc.Arbitrary<unknown> => {
    if (typeof schema.additionalProperties === "object") {
      return fc.dictionary(
        textOf(schema.propertyNames ?? {}),
        node(schema.additionalProperties, `${pointer}/additionalProperties`, owner, ""),
        { minKeys: schema.minProperties ?? 0, maxKeys: MAX_ITEMS },
      );
    }
    const members = Object.entries(schema.properties ?? {}).map(([key, member]) => {
      const value = node(member, `${pointer}/properties/${escapePointer(key)}`, owner, key);
      return [
        key,
        schema.required?.includes(key) || schema.else?.required?.includes(key) ? value : optional(value),
      ] as const;
    });
    return fc.record(Object.fromEntries(members)).map(withoutAbsent);
  };

  return node(root, "#", "#", "");
}

const optional = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: LEFT_OUT, arbitrary: fc.constant(ABSENT) },
    { weight: PRESENT, arbitrary: value },
  );

const withoutAbsent = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== ABSENT));

function textOf({ pattern, minLength = 0 }: SchemaNode): fc.Arbitrary<string> {
  if (pattern !== undefined && pattern !== "\\S") {
    const form = new RegExp(pattern);
    return fc.stringMatching(form, { size: "-1" }).filter((text) => form.test(text));
  }
  const wanted = pattern === undefined ? /^/ : /\S/;
  return freeText.filter((text) => text.length >= minLength && wanted.test(text));
}

export const escapePointer = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

export function definition(root: SchemaRoot, ref: string): SchemaNode {
  const found = root.$defs[ref.replace("#/$defs/", "")];
  if (!found) throw new Error(`the schema has no ${ref}`);
  return found;
}
