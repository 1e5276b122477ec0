/**
 * Every example case loads exactly once within each limit, and all of them in one Bundle of a thousand entries within
 * the limits of every server of the table: created once, read back equal, then unchanged, and nothing is there twice.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import { type Capabilities, load, servers } from "../../src/load/index.js";
import { emulate, LimitedServer } from "./limited.js";

const folder = join(import.meta.dirname, "../../examples");
const cases = readdirSync(folder).filter((name) => /^\d\d-/.test(name));
const bundleOf = (name: string) => parseJson(readFileSync(join(folder, name, "bundle.json"), "utf8")) as Bundle;
const bundles = new Map(cases.map((name) => [name, bundleOf(name)]));
const allInOne: Bundle = {
  resourceType: "Bundle",
  type: "transaction",
  entry: [...bundles.values()].flatMap(({ entry = [] }) => entry),
};

/** How many resources of each type a Bundle has. */
function typesIn({ entry = [] }: Bundle): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { resource } of entry) {
    const type = resource?.resourceType ?? "";
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** What a server that loses it makes of what it was sent; it is told, and is no error. */
const TOLD = ["load/lost-digits", "load/lost-narrative"];

async function expectLoadedOnce(server: LimitedServer, how: object, bundle: Bundle): Promise<void> {
  const options = { server: server.base, fetch: server.fetch, sleep: async () => {}, ...how };
  const first = await load(bundle, options);
  const entries = bundle.entry?.length ?? 0;
  const errors = first.findings.filter(({ severity, code }) => severity === "error" && !TOLD.includes(code));
  expect(errors).toEqual([]);
  const told = first.findings.filter(({ code }) => TOLD.includes(code));
  const untold = new Set(told.map((one) => one.bundle?.entry)).size;
  expect(first.receipt).toMatchObject({ complete: true, counts: { created: entries, equal: entries - untold } });
  server.settle();
  const again = await load(bundle, options);
  expect(again.receipt).toMatchObject({ complete: true, counts: { unchanged: entries } });
  for (const [type, count] of typesIn(bundle)) expect([type, server.count(type)]).toEqual([type, count]);
}

describe("within the limits of", () => {
  it.each(servers.map((row) => [row.name, row] as const))("%s, the cases load exactly once", async (_name, row) => {
    await expectLoadedOnce(emulate(row.id), { row }, allInOne);
  });
});

describe.each<Partial<Capabilities>>([
  { maxEntries: 25, maxBatchEntries: 25 },
  { maxEntries: 1, maxBatchEntries: 1 },
  { maxBytes: 40_000 },
  { maxUpdates: 50, maxConditional: 8 },
  { maxUpdates: 50, maxConditional: 8, clientIds: "none" },
  { clientIds: "none" },
  { clientIds: "none", conditionalCreate: false },
  { clientIds: "none", conditionalCreate: false, maxEntries: 25 },
  { clientIds: "none", conditionalCreate: false, conditionalUpdate: false, circularLinks: false },
  { transaction: "none", clientIds: "none" },
  { transaction: "none", clientIds: "none", batchLinks: true },
  { transaction: "none", clientIds: "none", batch: false },
  { transaction: "none", clientIds: "none", batch: false, conditionalCreate: false },
  { circularLinks: false, maxEntries: 25 },
  { ifMatch: false, narrative: "changed" },
  { searchAfterWrite: "fresh-with-no-cache", clientIds: "none" },
  { searchAfterWrite: "stale", clientIds: "none" },
  { tagSearch: false, clientIds: "none" },
  { gzip: false, asynchronous: "by-itself" },
])("on a server with %o", (limits) => {
  it.each([...bundles])("%s loads exactly once", async (_name, bundle) => {
    await expectLoadedOnce(new LimitedServer(limits), { overrides: limits }, bundle);
  });
});

describe("on a server of which nothing is known but what it says", () => {
  it.each([...bundles])("%s loads exactly once", async (_name, bundle) => {
    await expectLoadedOnce(new LimitedServer({}), {}, bundle);
  });
});
