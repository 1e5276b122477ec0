import { describe, expect, it } from "vitest";
import { beside, type Row } from "./compare.mjs";

const row = (kind: string, theirs: number, ours: number, example = "Patient-a.json"): Row => ({
  ...{ kind, example, theirs: Array(theirs).fill({}), ours: Array(ours).fill({}) },
  agrees: theirs > 0 === ours > 0,
});
const official = (name: string, theirs: number, ours: number) => row("official examples", theirs, ours, `${name}.json`);

describe("what both validators said, beside what is known to differ", () => {
  const known = { "a: b": {}, "c: d": { rare: true }, "example: Patient-a": {} } as const;
  const held = (rows: Row[], isAll = false) => {
    const { unknown, settled } = beside(rows, known, new Set(["Patient-c.json"]), isAll);
    return { unknown: unknown.map(({ kind, example }) => `${kind} ${example}`), settled };
  };
  const calm = { unknown: [], settled: [] };

  it("is calm where it agrees, or differs as it is known to", () => {
    expect(held([row("a: b", 1, 1), row("a: b", 0, 1), row("e: f", 1, 2), row("e: f", 0, 0)])).toEqual(calm);
    expect(held([official("Patient-a", 1, 0), official("Patient-b", 0, 0)])).toEqual(calm);
    expect(held([row("c: d", 1, 0)])).toEqual(calm);
  });

  it("tells what differs and is not known to", () => {
    expect(held([row("e: f", 1, 0)]).unknown).toEqual(["e: f Patient-a.json"]);
    expect(held([official("Patient-b", 0, 1)]).unknown).toEqual(["official examples Patient-b.json"]);
  });

  it("tells what is known to differ and does not, of what was judged", () => {
    expect(held([row("a: b", 1, 1), row("c: d", 1, 1)]).settled).toEqual(["a: b"]);
    expect(held([row("a: b", 0, 1), row("c: d", 1, 1)], true).settled).toEqual(["c: d"]);
    expect(held([official("Patient-a", 1, 1)]).settled).toEqual(["example: Patient-a"]);
  });

  it("leaves examples that ours alone refuses to the list of known errors", () => {
    expect(held([official("Patient-c", 0, 1)])).toEqual(calm);
    expect(held([official("Patient-c", 1, 0)]).unknown).toEqual(["official examples Patient-c.json"]);
  });
});
