/** Which node a name in a phrase means, and what is always there: birth and life. */
import { type Finding, finding } from "../../finding/finding.js";
import { nearest } from "../../finding/nearest.js";
import { inWords } from "../quote.js";
import type { NamePoint, Phrase, Point } from "./syntax.js";
import type { TimeField, TimeNode, TimePlace } from "./types.js";

export const BIRTH = "birth";
export const LIFE = "life";

export interface NameTable {
  has(name: string): boolean;
  keysOf(name: string): readonly string[];
  /** In alphabetical order. */
  names(): readonly string[];
}

/** What messages call a node. */
export const labelOf = ({ names, label, key }: TimeNode): string => names[0] ?? label ?? key;

/** @param nodes their names; a node may bear one name twice (as id and as name) */
export function nameTable(nodes: readonly TimeNode[]): NameTable {
  const keys = new Map<string, string[]>();
  for (const { key, names } of nodes) {
    for (const name of new Set(names)) {
      const known = keys.get(name);
      if (known) known.push(key);
      else keys.set(name, [key]);
    }
  }
  return {
    has: (name) => keys.has(name),
    keysOf: (name) => keys.get(name) ?? [],
    names: () => [...keys.keys()].sort(),
  };
}

/** The patient's birth and life, for cases that do not tell of them. */
export function alwaysThere(nodes: readonly TimeNode[]): TimeNode[] {
  const named = new Set(nodes.flatMap((node) => node.names));
  const keys = new Set(nodes.map((node) => node.key));
  const birth: TimeNode = { key: BIRTH, names: [BIRTH] };
  const life: TimeNode = { key: LIFE, names: [LIFE], from: BIRTH, lasts: true };
  return [
    ...(named.has(BIRTH) || keys.has(BIRTH) ? [] : [birth]),
    ...(named.has(LIFE) || keys.has(LIFE) ? [] : [life]),
  ];
}

/** Every name a phrase uses. */
export function namesIn(point: Point): readonly NamePoint[] {
  switch (point.kind) {
    case "name":
      return [point];
    case "offset":
      return namesIn(point.point);
    case "ordinal":
    case "first":
    case "cycles":
      return [point.of];
    default:
      return [];
  }
}

/** Names in a phrase that mean nothing, or more than one thing. */
export function nameFindings(
  phrase: Phrase,
  key: string,
  field: TimeField,
  table: NameTable,
  place: TimePlace,
): Finding[] {
  return namesIn(phrase.point).flatMap(({ name, offset, length }) => {
    const count = table.keysOf(name).length;
    if (count === 1) return [];
    const at = place(key, field, offset, length);
    const details = at ? { case: at } : {};
    if (count > 1) return [finding("case/ambiguous-name", { name, count }, details)];
    const near = name.length < 3 ? undefined : nearest(name, table.names());
    const hint =
      near === undefined
        ? `give the event an id, or keep the words, undated: \`${inWords(phrase.text)}\``
        : `did you mean "${near}"?`;
    return [finding("case/unknown-anchor", { name, hint }, details)];
  });
}
