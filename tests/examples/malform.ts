/** A case with one mistake in it, for every key, value, link, id, date and phrase of an example; what each may be is read from the schema. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import { caseSchema } from "../../src/case/index.js";
import { definition, type SchemaNode, type SchemaRoot } from "../property/from-schema.js";

export interface Malformed {
  /** Which mistake it is, and of what: "misspelt conditions.name". */
  what: string;
  text: string;
  /** Where an error must be: 1-based; two ids that are alike have two. */
  lines: readonly number[];
}

const schema = caseSchema as unknown as SchemaRoot;
const resolved = (node: SchemaNode): SchemaNode => (node.$ref ? { ...definition(schema, node.$ref), ...node } : node);
const typesOf = ({ type }: SchemaNode): readonly string[] => [type ?? []].flat();

/** One value of each JSON type, as YAML. */
const OF_TYPE: Readonly<Record<string, string>> = {
  array: "[x]",
  object: "{x: y}",
  boolean: "true",
  number: "0.5",
  null: "~",
};

/** Values that the grammar behind a definition cannot read; a date can be readable and impossible. */
const UNREADABLE: Readonly<Record<string, readonly string[]>> = {
  "#/$defs/time": ["2015-02-31", "the other day perhaps"],
  "#/$defs/duration": ["4 fortnights"],
  "#/$defs/dose": ["10 mgg"],
  "#/$defs/result": ["5 mgg"],
  "#/$defs/links": ["nothing-of-that-name"],
  "#/$defs/codeList": ["SCT#"],
};

/** Two letters change places, unless that is a key as well. */
function misspelt(key: string, known: object): string {
  for (let i = 0; i < key.length - 1; i++) {
    const swapped = key.slice(0, i) + key[i + 1] + key[i] + key.slice(i + 2);
    if (swapped !== key && !(swapped in known) && swapped.trim() === swapped) return swapped;
  }
  return `${key}x`;
}

/** Every mistake of each kind, once for each place of the schema that the case uses. */
export function malform(text: string): Malformed[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const lineOf = (offset: number) => lineCounter.linePos(offset).line;
  const made = new Map<string, Malformed>();
  const ids: { text: string; at: Node }[] = [];

  const put = (what: string, at: Node | null, replacement: string, more: readonly number[] = []) => {
    const [start = 0, end = 0] = at?.range ?? [];
    if (!at || made.has(what)) return;
    // A block collection reaches to the start of what comes after it.
    const tail = text.slice(start, end).endsWith("\n") ? "\n" : "";
    made.set(what, {
      what,
      text: text.slice(0, start) + replacement + tail + text.slice(end),
      lines: [lineOf(start), ...more],
    });
  };

  const visitPair = (pair: Pair, owner: SchemaNode, place: string) => {
    const { key, value } = pair as Pair<Node, Node | null>;
    if (!isScalar(key)) return;
    const name = String(key.value);
    const own = owner.properties?.[name];
    const at = own ? `${place}.${name}` : `${place}.*`;
    if (own) put(`misspelt ${at}`, key, misspelt(name, owner.properties ?? {}));
    const inner = own ?? (typeof owner.additionalProperties === "object" ? owner.additionalProperties : undefined);
    if (inner && value) visit(value, inner, at, [lineOf(key.range?.[0] ?? 0)]);
  };

  const visit = (node: Node, plain: SchemaNode, place: string, around: readonly number[] = []) => {
    const { $ref = "" } = plain;
    const full = resolved(plain);
    const where = $ref || place;
    const types = typesOf(full);
    // A number is a text as well, and a whole number a number.
    const isWrong = (type: string) =>
      !types.includes(type) && !(type === "number" && (types.includes("string") || types.includes("integer")));
    const wrong = types.length > 0 ? Object.keys(OF_TYPE).filter(isWrong) : [];
    // One each time, in turn, so that each type is wrong somewhere.
    const type = wrong[made.size % wrong.length];
    if (type !== undefined && ![...made.keys()].some((what) => what.endsWith(` for ${place}`) && !what.startsWith('"')))
      put(`${type} for ${place}`, node, OF_TYPE[type] ?? "", around);
    if (isScalar(node)) {
      for (const unreadable of UNREADABLE[where] ?? []) put(`"${unreadable}" for ${place}`, node, unreadable, around);
      if (where === "#/$defs/id") {
        const other = ids.find(({ text: id }) => id !== String(node.value));
        if (other) put(`duplicate ${place}`, node, other.text, [lineOf(other.at.range?.[0] ?? 0)]);
        ids.push({ text: String(node.value), at: node });
      }
      return;
    }
    if (isMap(node))
      for (const pair of (node as YAMLMap).items) if (isPair(pair)) visitPair(pair, full, $ref ? $ref.slice(8) : place);
    if (!isSeq(node)) return;
    for (const item of node.items)
      if (full.items)
        visit(item as Node, $ref === "#/$defs/links" ? { $ref: "#/$defs/links" } : full.items, `${place}[]`);
  };

  if (document.contents) visit(document.contents as Node, schema, "case");
  return [...made.values()];
}
