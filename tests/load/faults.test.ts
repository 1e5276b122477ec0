/**
 * Each fault at each request of a load: everything is stored exactly once, or the receipt says truly what is there and
 * what is not, and loading again completes it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import {
  type Capabilities,
  differences,
  isServerFailure,
  type Loaded,
  load,
  type Receipt,
} from "../../src/load/index.js";
import { type Fault, faults, faulty } from "./faults.js";
import { LimitedServer } from "./limited.js";

const file = join(import.meta.dirname, "../../examples/05-misc-adolescent/bundle.json");
const { entry = [], ...rest } = parseJson(readFileSync(file, "utf8")) as Bundle;
/** 232 entries; without their narratives they travel twice as fast. */
const bundle = {
  ...rest,
  entry: entry.map((one) => ({ ...one, resource: { ...one.resource, text: undefined } })),
} as Bundle;
const types = new Set(bundle.entry?.map(({ resource }) => resource?.resourceType ?? ""));

/** What is waited for a server that does not answer; a server that is slow today is a fault too. */
const TIMEOUT_MS = 400;
const LONG_MS = 60_000;

const exitCode = ({ findings }: Loaded): 0 | 1 | 3 => {
  const errors = findings.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? 0 : errors.some(({ code }) => isServerFailure(code)) ? 3 : 1;
};

const isThere = ({ outcome }: Receipt["entries"][number]): boolean =>
  outcome === "created" || outcome === "updated" || outcome === "unchanged";

/** The receipt against what the server has. */
function expectTrue({ receipt, findings }: Loaded, server: LimitedServer): void {
  const there = receipt.entries.filter(isThere);
  const unknown = receipt.entries.filter(({ outcome }) => outcome === "unknown").length;
  const total = [...types].reduce((sum, type) => sum + server.count(type), 0);
  expect(total, "resources").toBeGreaterThanOrEqual(there.length);
  expect(total, "resources").toBeLessThanOrEqual(there.length + unknown);
  const places = there.map(({ assigned }) => `${assigned?.type}/${assigned?.id}`);
  expect(new Set(places).size).toBe(places.length);
  for (const { assigned, resource, equal } of there) {
    const stored = server.stored(`${assigned?.type}/${assigned?.id}`);
    expect(stored, `${assigned?.type}/${assigned?.id}`).toBeDefined();
    if (equal) expect(differences(resource as Resource, stored as Resource)).toEqual([]);
  }
  expect(receipt.complete).toBe(there.length === receipt.entries.length);
  if (!receipt.complete) expect(findings.filter(({ severity }) => severity === "error")).not.toEqual([]);
}

/** Loads with the fault at each of some requests. */
async function expectWithstood(fault: Fault, limits: Partial<Capabilities>, isTried: (writes: boolean) => boolean) {
  const begin = async (at: number) => {
    const server = new LimitedServer(limits);
    const { base, requests } = await faulty(server, fault, at);
    const go = (timeoutMs: number) =>
      load(bundle, { server: base, fetch: globalThis.fetch, sleep: async () => {}, overrides: limits, timeoutMs });
    return { server, requests, go };
  };
  const clean = await begin(0);
  expect((await clean.go(LONG_MS)).receipt.complete).toBe(true);
  const places = clean.requests.flatMap((writes, i) => (isTried(writes) ? i + 1 : []));
  expect(places.length).toBeGreaterThan(3);
  for (const at of places) {
    const { server, go } = await begin(at);
    const loaded = await go(TIMEOUT_MS);
    const { complete, counts } = loaded.receipt;
    const said = `at ${at}: ${loaded.findings
      .map(({ message }) => message)
      .join("; ")
      .slice(0, 600)}`;
    expect(complete && counts.equal === counts.entries ? [0] : fault.exit, said).toContain(exitCode(loaded));
    expectTrue(loaded, server);
    if (fault.lasts || complete) continue;
    const again = await go(LONG_MS);
    expectTrue(again, server);
    expect(again.receipt.complete, said).toBe(true);
  }
}

describe("at each request of a load by transactions with ids of our own", () => {
  it.each(faults)("$name", async (fault) => {
    await expectWithstood(fault, { maxEntries: 60 }, (writes) => writes || !fault.writes);
  });
});

describe.each<[string, Partial<Capabilities>]>([
  ["by transactions", { maxEntries: 60, clientIds: "none" }],
  ["by batches", { transaction: "none", clientIds: "none" }],
  [
    "by a search and transactions of plain POSTs",
    { maxEntries: 60, clientIds: "none", conditionalCreate: false, conditionalUpdate: false },
  ],
])("at each write of a load %s with ids of the server", (_name, limits) => {
  it.each(faults.filter(({ does, writes }) => does !== "nothing" || writes))("$name", async (fault) => {
    await expectWithstood(fault, limits, (writes) => writes);
  });
});
