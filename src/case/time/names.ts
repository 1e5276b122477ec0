/** Which node a name in a phrase means, and what is always there: birth and life. */
import { type Finding, finding } from "../../finding/finding.js";
import { nearest } from "../../finding/nearest.js";
import { inWords } from "../quote.js";
import type { Side } from "./plan.js";
import type { NamePoint, Phrase, Point, Relation } from "./syntax.js";
import type { TimeField, TimeNode, TimePlace } from "./types.js";

export const BIRTH = "birth";
export const LIFE = "life";

/** What is always there when there is one inpatient stay: its ends. */
const STAY: Readonly<Record<string, Side>> = { admission: "start", discharge: "end" };

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
  /** The end of the stay that `admission` or `discharge` is, where these are no names of the case's own. */
  sideOf(name: string): Side | undefined;
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
  const stays = nodes.filter(({ stay }) => stay);
  const sides = new Map(Object.entries(STAY).filter(([name]) => stays.length === 1 && !keys.has(name)));
  for (const name of sides.keys())
    keys.set(
      name,
      stays.map(({ key }) => key),
    );
  const plain = (name: string) => (name === BIRTH_OF_PATIENT ? BIRTH : name);
  return {
    has: (name) => keys.has(plain(name)),
    keysOf: (name) => keys.get(plain(name)) ?? [],
    sideOf: (name) => sides.get(name),
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

/**
 * A phrase as it is meant where it stands. Told of a person, its `life` and `age` are that person's (whose `birth` it
 * means, only its writer knows); a time of day is of the step's day; `admission` and `discharge` are the ends of the stay.
 */
export const meantAt = ({ person, parent }: TimeNode, phrase: Phrase, table: NameTable): Phrase => ({
  ...phrase,
  point: changed(phrase.point, (part) => {
    if (part.kind === "clock") return { ...part, step: parent };
    if (part.kind === "age") return person === undefined ? part : { ...part, birth: birthOf(person) };
    if (part.kind !== "name") return part;
    if (part.name === LIFE && person !== undefined) return { ...part, name: lifeOf(person) };
    const side = WHOLE.has(phrase.relation) ? undefined : table.sideOf(part.name);
    return side && !part.side ? { ...part, side } : part;
  }),
});

/** What is so during the admission is so during the whole stay. */
const WHOLE: ReadonlySet<Relation | undefined> = new Set(["during", "throughout", "over"]);

/** A point with each of its names, ages and times of day as `change` gives it. */
function changed(point: Point, change: <P extends Point>(part: P) => P): Point {
  switch (point.kind) {
    case "offset":
      return { ...point, point: changed(point.point, change) };
    case "clock":
      return point.on ? { ...point, on: changed(point.on, change) } : change(point);
    case "either":
      return { ...point, points: point.points.map((each) => changed(each, change)) };
    case "ordinal":
    case "first":
    case "cycle":
    case "cycles":
      return { ...point, of: change(point.of) };
    default:
      return change(point);
  }
}

/** A point and those within it. */
export function partsOf(point: Point): readonly Point[] {
  switch (point.kind) {
    case "offset":
      return [point, ...partsOf(point.point)];
    case "clock":
      return point.on ? [point, ...partsOf(point.on)] : [point];
    case "either":
      return point.points.flatMap(partsOf);
    default:
      return [point];
  }
}

/** Every name a phrase uses. */
export const namesIn = (point: Point): readonly NamePoint[] =>
  partsOf(point).flatMap((part) => (part.kind === "name" ? [part] : "of" in part ? [part.of] : []));

/** What people call by a word that names nothing in the case, and how it is written. */
const MEANT_BY: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:hospital )?(?:admission|discharge|hospitali[sz]ation|hospital stay)$/i,
    "`admission` and `discharge` are the ends of the only encounter of type inpatient, of others write `start of <id>` and `end of <id>`",
  ],
  [/^(?:pregnancy|gestation)$/i, "write `gestational week 32` or `gestational age 32 weeks`"],
];

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
    const event = `give the event an id, or keep the words, undated: \`${inWords(phrase.text)}\``;
    const meant = MEANT_BY.find(([words]) => words.test(name))?.[1];
    const hint = meant ? `${meant}; or ${event}` : near === undefined ? event : `did you mean "${near}"?`;
    return [finding("case/unknown-anchor", { name, hint }, details)];
  });
}
