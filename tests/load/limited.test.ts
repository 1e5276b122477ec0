/** The limited server keeps to the limits it is given: probed as a real server is, and asked one more than it takes. */
import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { type Capabilities, type Capability, inspectServer, servers } from "../../src/load/index.js";
import { emulate, LimitedServer } from "./limited.js";

const probeIds = () => crypto.randomUUID();

async function probed(server: LimitedServer): Promise<Partial<Capabilities>> {
  const options = { server: server.base, fetch: server.fetch, timeoutMs: 10_000, sleep: async () => {}, probeIds };
  const { known, findings } = await inspectServer(options);
  expect(findings).toEqual([]);
  const cells = Object.entries(known?.cells ?? {}).filter(([, { from }]) => from === "probe");
  return Object.fromEntries(cells.map(([name, { value }]) => [name, value]));
}

/** It looks for the target of every reference, whatever the table says. */
const expected = ({ limits }: LimitedServer, found: object) =>
  Object.fromEntries(
    Object.keys(found).map((name) => [name, name === "references" ? "enforced" : limits[name as Capability]]),
  );

describe("the limited server", () => {
  it.each(servers.map(({ id }) => id))("does as the table says of %s", async (id) => {
    const server = emulate(id);
    const found = await probed(server);
    expect(Object.keys(found).length).toBeGreaterThan(8);
    expect(found).toEqual(expected(server, found));
    expect(server.count("Basic")).toBe(0);
  });

  it.each<Partial<Capabilities>>([
    { transaction: "none" },
    { transaction: "as-batch" },
    { batch: false },
    { batchLinks: true },
    { circularLinks: false },
    { clientIds: "none" },
    { clientIds: "uuid" },
    { clientIds: "not-numeric" },
    { conditionalCreate: false },
    { conditionalUpdate: false },
    { conditionalReference: false },
    { ifMatch: false },
    { decimals: "digits-lost" },
    { narrative: "changed" },
    { unknownProfiles: "refused" },
    { unchangedPut: "new-version" },
    { putAfterDelete: "not-in-transaction" },
    { putAfterDelete: "refused" },
    { searchAfterWrite: "fresh-with-no-cache" },
    { searchAfterWrite: "stale" },
    { tagSearch: false },
    { gzip: false },
    { asynchronous: "never" },
    { asynchronous: "on-request" },
  ])("does %o", async (limits) => {
    expect(await probed(new LimitedServer(limits))).toMatchObject(limits);
  });

  const entry = (n: number, request: object) => ({
    resource: { resourceType: "Basic", code: { text: `${n}` } },
    request,
  });
  const plain = (n: number) => entry(n, { method: "POST", url: "Basic" });
  const conditional = (n: number) => entry(n, { method: "POST", url: "Basic", ifNoneExist: `identifier=a|${n}` });
  const put = (n: number) => ({
    ...entry(n, { method: "PUT", url: `Basic/n-${n}` }),
    resource: { resourceType: "Basic", id: `n-${n}`, code: { text: `${n}` } },
  });

  it.each<[Partial<Capabilities>, Bundle["type"], number, (n: number) => object, number]>([
    [{ maxEntries: 25 }, "transaction", 25, plain, 400],
    [{ maxBatchEntries: 25 }, "batch", 25, plain, 400],
    [{ maxUpdates: 50 }, "transaction", 50, put, 400],
    [{ maxConditional: 8 }, "transaction", 8, conditional, 400],
    [{ maxBytes: 1061 }, "batch", 10, plain, 413],
  ])("with %o takes a %s of %d entries and not of one more", async (limits, type, most, make, status) => {
    const server = new LimitedServer(limits);
    const post = async (count: number) => {
      const bundle = { resourceType: "Bundle", type, entry: Array.from({ length: count }, (_, n) => make(n)) };
      return (await server.fetch(server.base, { method: "POST", body: JSON.stringify(bundle) })).status;
    };
    expect([await post(most), await post(most + 1)]).toEqual([200, status]);
    expect(server.count("Basic")).toBe(most);
  });

  it("refuses a resource that is too large, by itself and in a batch", async () => {
    const server = new LimitedServer({ maxResourceBytes: 100 });
    const resource = { resourceType: "Basic", code: { text: "a".repeat(100) } };
    const alone = await server.fetch(`${server.base}/Basic`, { method: "POST", body: JSON.stringify(resource) });
    const bundle = {
      resourceType: "Bundle",
      type: "batch",
      entry: [{ resource, request: { method: "POST", url: "Basic" } }, plain(1)],
    };
    const batch = await server.fetch(server.base, { method: "POST", body: JSON.stringify(bundle) });
    const statuses = ((await batch.json()) as Bundle).entry?.map(({ response }) => response?.status);
    expect([alone.status, statuses]).toEqual([413, ["413", "201 Created"]]);
  });
});
