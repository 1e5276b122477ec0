/** Any web of resources, loaded in every way, in parts of two. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { type LoadOptions, load, type StrategyId } from "../../src/load/index.js";
import { BASE, type Fetch, freshServer, options } from "./harness.js";
import { type Asks, webOf } from "./webs.js";

/** Counts the requests that may write. */
function counting(honest: Fetch): { fetch: Fetch; writes: () => number } {
  let count = 0;
  const fetch: Fetch = (url, init) => {
    const isRead = init.method === "GET" || String(init.body).includes('"request":{"method":"GET"');
    if (!isRead) count++;
    return honest(url, init);
  };
  return { fetch, writes: () => count };
}

const edited = ({ entry = [], ...bundle }: Bundle, at: number): Bundle => ({
  ...bundle,
  entry: entry.map((one, i) =>
    i === at ? ({ ...one, resource: { ...one.resource, status: "amended" } } as typeof one) : one,
  ),
});

const named: Asks[] = ["put", "create", "update", "post"];
const two = { maxEntries: 2, maxBatchEntries: 2 };
const cases: [StrategyId, string, Asks[], LoadOptions["overrides"]][] = [
  ["A", "all that asks for its own id", ["put", "post"], two],
  ["A", "anything", named, two],
  ["A", "no circles", named, { ...two, circularLinks: false }],
  ["B", "all that states a condition", ["create"], two],
  ["B", "anything", named, { ...two, clientIds: "none" }],
  ["B2", "all that states a condition", ["update"], two],
  ["B2", "anything", named, two],
  ["C", "anything", named, two],
  ["C", "ids of the server", named, { ...two, clientIds: "none" }],
  ["D", "anything", named, two],
  ["D", "no circles, no conditions", named, { ...two, circularLinks: false, conditionalCreate: false }],
  ["E", "anything", named, { batch: false }],
  ["E", "ids of the server, no conditions", named, { clientIds: "none", conditionalCreate: false }],
];

describe("any web of resources", () => {
  it.each(cases)(
    "by strategy %s (%s) is there once, and an edit changes it alone",
    async (strategy, _what, asks, overrides) => {
      const web = fc.tuple(webOf(...asks), fc.nat(7));
      await fc.assert(
        fc.asyncProperty(web, async ([bundle, nth]) => {
          const count = bundle.entry?.length ?? 0;
          const { fetch, writes } = counting(freshServer());
          const there = options(BASE, { fetch, strategy, overrides });
          const told = ({ findings }: Awaited<ReturnType<typeof load>>) =>
            findings.filter(({ severity }) => severity !== "information");
          const total = async () => ((await (await fetch(`${BASE}/Observation`, {})).json()) as Bundle).total;

          const first = await load(bundle, there);
          expect(told(first)).toEqual([]);
          expect(first.receipt).toMatchObject({ strategy, complete: true, counts: { created: count, equal: count } });
          expect(await total()).toBe(count);

          const before = writes();
          const again = await load(bundle, there);
          expect(told(again)).toEqual([]);
          expect(again.receipt).toMatchObject({ complete: true, counts: { unchanged: count, equal: count } });
          expect(writes()).toBe(before);

          const changed = await load(edited(bundle, nth % count), there);
          expect(told(changed)).toEqual([]);
          expect(changed.receipt.counts).toMatchObject({ updated: 1, unchanged: count - 1, equal: count });
          expect(changed.receipt.entries[nth % count]).toMatchObject({
            outcome: "updated",
            before: { status: "final" },
          });
          expect(await total()).toBe(count);
        }),
        { numRuns: 25 },
      );
    },
  );

  it("of which nothing is named is found again by what it says, where the server can search by tag", async () => {
    await fc.assert(
      fc.asyncProperty(webOf("nameless"), async (bundle) => {
        const count = bundle.entry?.length ?? 0;
        const there = options(BASE, { fetch: freshServer() });
        expect((await load(bundle, there)).receipt.counts).toMatchObject({ created: count, equal: count });
        expect((await load(bundle, there)).receipt.counts).toMatchObject({ unchanged: count, equal: count });
      }),
      { numRuns: 25 },
    );
  });
});
