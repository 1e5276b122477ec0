import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parentsFirst } from "../../src/load/plan/order.js";

const graph = fc
  .array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((targets) => targets.map((list) => list.map((target) => target % targets.length)));

/** All that can be reached from a node. */
function reach(targets: readonly (readonly number[])[], from: number): Set<number> {
  const found = new Set<number>();
  const open = [...(targets[from] ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...(targets[node] ?? []));
  }
  return found;
}

describe("parents first", () => {
  it("holds every node once, what is referred to in the same group or before, and circles together", () => {
    fc.assert(
      fc.property(graph, (targets) => {
        const groups = parentsFirst(targets);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...targets.keys()]);
        const groupOf = new Map(groups.flatMap((group, g) => group.map((one) => [one, g] as const)));
        const at = (one: number) => groupOf.get(one) as number;
        const reached = targets.map((_, one) => reach(targets, one));
        for (const [a, list] of targets.entries()) {
          for (const b of list) expect(at(b)).toBeLessThanOrEqual(at(a));
          for (const b of targets.keys()) {
            const isCircle = a === b || (reached[a]?.has(b) && reached[b]?.has(a));
            expect(at(a) === at(b)).toBe(isCircle === true);
          }
        }
        expect(parentsFirst(targets)).toEqual(groups);
      }),
    );
  });

  it("leaves the order as it is where nothing refers to anything", () => {
    expect(parentsFirst([[], [], []])).toEqual([[0], [1], [2]]);
  });

  it("follows a chain of any length", () => {
    const count = 100_000;
    const groups = parentsFirst(Array.from({ length: count }, (_, i) => (i + 1 < count ? [i + 1] : [])));
    expect(groups.length).toBe(count);
    expect(groups[0]).toEqual([count - 1]);
  });
});
