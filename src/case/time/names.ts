/** Which node a name in a phrase means, and what is always there: birth and life. */
import { type Finding, finding } from "../../finding/finding.js";
import { nearest } from "../../finding/nearest.js";
import { inWords } from "../quote.js";
import type { NamePoint, Phrase, Point } from "./syntax.js";
import type { TimeField, TimeNode, TimePlace } from "./types.js";

export const BIRTH = "birth";
export const LIFE = "life";

/** What a step about somebody else calls it. */
export const BIRTH_OF_PATIENT = `${BIRTH} of patient`;

/** The birth, or the life, of a person who is not the patient: they are always there as well. */
export const birthOf = (person: string): string => `${BIRTH} of ${person}`;
const lifeOf = (person: string): string => `${LIFE} of ${person}`;
/** The birth from which a life counts, whoever lives it. */
export const birthOfLife = (name: string): string =>
  name === LIFE || name.startsWith(`${LIFE} of `) ? name.replace(LIFE, BIRTH) : name;
export const isBirthOrLife = (key: string): boolean => /^(birth|life)( of .*)?$/.test(key);

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
  const plain = (name: string) => (name === BIRTH_OF_PATIENT ? BIRTH : name);
  return {
    has: (name) => keys.has(plain(name)),
    keysOf: (name) => keys.get(plain(name)) ?? [],
    names: () => [...keys.keys()].sort(),
  };
}

/** The birth and the life of everybody in a case, as far as it does not tell of them. */
export function alwaysThere(nodes: readonly TimeNode[]): TimeNode[] {
  const told = new Set(nodes.flatMap(({ key, names }) => [key, ...names]));
  const people = new Set(nodes.flatMap(({ person }) => person ?? []));
  const births: TimeNode[] = [BIRTH, ...[...people].map(birthOf)].map((name) => ({ key: name, names: [name] }));
  const lives = [LIFE, ...[...people].map(lifeOf)].map(
    (name): TimeNode => ({ key: name, names: [name], from: birthOfLife(name), lasts: true }),
  );
  return [...births, ...lives].filter(({ key }) => !told.has(key));
}

/** A phrase told of a person: its `life` and `age` are that person's. Whose `birth` it means only its writer knows. */
export function toldOf(person: string, phrase: Phrase): Phrase {
  const own = (point: Point): Point => {
    switch (point.kind) {
      case "age":
        return { ...point, birth: birthOf(person) };
      case "name":
        return name(point);
      case "offset":
        return { ...point, point: own(point.point) };
      case "ordinal":
      case "first":
        return { ...point, of: name(point.of) };
      default:
        return point;
    }
  };
  const name = (point: NamePoint): NamePoint => (point.name === LIFE ? { ...point, name: lifeOf(person) } : point);
  return { ...phrase, point: own(phrase.point) };
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
  { key, person }: TimeNode,
  field: TimeField,
  table: NameTable,
  place: TimePlace,
): Finding[] {
  return namesIn(phrase.point).flatMap(({ name, offset, length }) => {
    const at = place(key, field, offset, length);
    const details = at ? { case: at } : {};
    if (person !== undefined && name === BIRTH) {
      const hint = `write \`${BIRTH_OF_PATIENT}\` or \`${birthOf(person)}\``;
      return [finding("case/whose-birth", { person, hint }, details)];
    }
    const count = table.keysOf(name).length;
    if (count === 1) return [];
    if (count > 1) return [finding("case/ambiguous-name", { name, count }, details)];
    const near = name.length < 3 ? undefined : nearest(name, table.names());
    const hint =
      near === undefined
        ? `give the event an id, or keep the words, undated: \`${inWords(phrase.text)}\``
        : `did you mean "${near}"?`;
    return [finding("case/unknown-anchor", { name, hint }, details)];
  });
}
