/** The case language's JSON Schema as its readers see it: descriptions, examples, and which keys stand where. */
import schema from "../../schema/case.schema.json" with { type: "json" };

/** The part of JSON Schema 2020-12 that the case language uses. */
export interface SchemaNode {
  $ref?: string;
  description?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  required?: readonly string[];
  /** What holds where no other key stands for a required one. */
  else?: SchemaNode;
  pattern?: string;
  examples?: readonly unknown[];
  properties?: Readonly<Record<string, SchemaNode>>;
  items?: SchemaNode;
  additionalProperties?: boolean | SchemaNode;
}

export interface SchemaRoot extends SchemaNode {
  $defs: Readonly<Record<string, SchemaNode>>;
}

/** The case language, as published. */
export const caseSchema: SchemaRoot = schema;

export const resolve = (node: SchemaNode): SchemaNode =>
  node.$ref === undefined ? node : (caseSchema.$defs[node.$ref.replace("#/$defs/", "")] ?? node);

/** What a key means, and how its value may look. */
export function describe(node: SchemaNode | undefined): { description: string; example: string } {
  if (!node) return { description: "", example: "…" };
  const description = node.description ?? resolve(node).description ?? "";
  return { description: description.replace(/\.$/, ""), example: exampleOf(node) ?? "…" };
}

/** The first example, or the first allowed word, as one writes it in YAML. */
export function exampleOf(node: SchemaNode): string | undefined {
  const target = resolve(node);
  const [example] = node.examples ?? target.examples ?? target.enum ?? [];
  return example === undefined ? undefined : written(example);
}

/** The words that a value can be, where it can be nothing else. */
export function wordsOf(node: SchemaNode): string[] {
  const { enum: words, pattern = "" } = resolve(node);
  return words?.map(String) ?? /^\^\(([A-Za-z |]+)\)\$$/.exec(pattern)?.[1]?.split("|") ?? [];
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${written(inner)}`)
    .join(", ")}}`;
}

/** Where keys and words are at home: for those that stand in the wrong place. */
interface Homes {
  /** The keys under which a key may stand. */
  keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** The keys that take a word. */
  words: ReadonlyMap<string, ReadonlySet<string>>;
}

let homes: Homes | undefined;

/** The keys under which `key` may stand, as messages name them. */
export const homesOfKey = (key: string): string[] => [...(findHomes().keys.get(key) ?? [])];

/** The keys that take the word, as messages name them. */
export const homesOfWord = (word: string): string[] => [...(findHomes().words.get(word) ?? [])];

function findHomes(): Homes {
  if (homes) return homes;
  const keys = new Map<string, Set<string>>();
  const words = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const add = (map: Map<string, Set<string>>, name: string, owner: string) =>
    map.set(name, (map.get(name) ?? new Set()).add(owner));
  const visit = (node: SchemaNode, owner: string) => {
    const visited = `${node.$ref} ${owner}`;
    if (node.$ref !== undefined && seen.has(visited)) return;
    seen.add(visited);
    const target = resolve(node);
    for (const word of target.enum ?? []) add(words, String(word), owner);
    for (const [key, inner] of Object.entries(target.properties ?? {})) {
      add(keys, key, owner);
      visit(inner, `\`${key}\``);
    }
    if (target.items) visit(target.items, owner);
    if (typeof target.additionalProperties === "object") visit(target.additionalProperties, owner);
  };
  visit(caseSchema, "the top level");
  homes = { keys, words };
  return homes;
}
