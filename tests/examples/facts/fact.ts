/** The list of facts beside an example: what its text says, and where in the Bundle each statement stands. */
import { readFileSync } from "node:fs";

export interface Fact {
  id: string;
  /** What the text says, in our own words. */
  statement: string;
  kind?: string;
  /** True of what the text says was not there, not done, not taken, ruled out. */
  negation?: boolean;
  /** When, in words: then the resource tells a time. */
  time?: string;
  /** How much or what, in words: its numbers stand in the resource. */
  value?: string;
  /** The sentences that say it, as a case's `cite` names them; several with commas. */
  cite?: string;
  /** FHIRPath, evaluated on each resource alone: each selects exactly one resource of the Bundle. */
  where?: string | string[];
}

/** What the text does not say, and a careless reader might. */
export interface Trap {
  id: string;
  statement: string;
  /** FHIRPath that must select nothing. */
  where?: string | string[];
}

export interface FactList {
  facts: Fact[];
  traps: Trap[];
}

const KEYS = {
  facts: ["id", "statement", "kind", "negation", "time", "value", "cite", "where"],
  traps: ["id", "statement", "where"],
} as const;

/** Reads `facts.json`. @throws when it has another key than those above, or an id twice */
export function readFacts(file: string | URL): FactList {
  return parseFacts(readFileSync(file, "utf8"));
}

export function parseFacts(text: string): FactList {
  const list = { facts: [], traps: [], ...JSON.parse(text) } as FactList;
  const ids = new Set<string>();
  for (const part of ["facts", "traps"] as const) {
    for (const one of list[part]) {
      const unknown = Object.keys(one).filter((key) => !(KEYS[part] as readonly string[]).includes(key));
      if (unknown.length > 0) throw new Error(`${one.id} has the unknown key ${unknown.join(", ")}`);
      if (ids.has(one.id)) throw new Error(`${one.id} is there twice`);
      ids.add(one.id);
    }
  }
  return list;
}

export const expressionsOf = ({ where }: Fact | Trap): string[] => [where ?? []].flat();

/** Single sentences of a citation: `2, c4-c6` is 2, c4, c5 and c6. */
export function sentencesOf(cite: string): Set<string> {
  return new Set(
    cite.split(/[,;\s]+/).flatMap((part) => {
      const [, letter = "", first = "", last = first] = /^([A-Za-z]?)(\d+)(?:-[A-Za-z]?(\d+))?$/.exec(part) ?? [];
      if (first === "") return [];
      return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => `${letter}${Number(first) + i}`);
    }),
  );
}
