/** Medplum's router is what the table of servers says: known by the same probes that a user runs. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Capability, cellsOf, inspectServer, servers } from "../../src/load/index.js";
import { type MedplumServer, startMedplum } from "./medplum.mjs";

let medplum: MedplumServer;
beforeAll(async () => {
  medplum = await startMedplum();
});
afterAll(() => medplum.stop());

it("does what its row says", async () => {
  const { info, known, findings } = await inspectServer({
    server: medplum.base,
    fetch: globalThis.fetch,
    timeoutMs: 60_000,
    probeIds: () => crypto.randomUUID(),
  });
  expect(findings).toEqual([]);
  expect(info.software?.version).toBe("4.5.2");
  const row = servers.find(({ id }) => id === known?.server?.id);
  expect(row?.id).toBe("medplum-router");
  const table = row ? cellsOf(row) : {};
  const probed = Object.entries(known?.cells ?? {}).filter(([, { from }]) => from === "probe");
  expect(probed.length).toBeGreaterThan(12);
  const said = probed.map(([name]) => [name, table[name as Capability]?.value]);
  expect(Object.fromEntries(probed.map(([name, { value }]) => [name, value]))).toEqual(Object.fromEntries(said));
});

it.each([
  ["50 updates", 50, (n: number) => ({ method: "PUT", url: `Basic/many-${n}` })],
  [
    "8 entries with a condition",
    8,
    (n: number) => ({ method: "POST", url: "Basic", ifNoneExist: `identifier=a|${n}` }),
  ],
])("takes a transaction of %s, and not of one more", async (_what, most, request) => {
  const post = async (count: number) => {
    const entry = Array.from({ length: count }, (_, n) => {
      const id = request(n).method === "PUT" ? { id: `many-${n}` } : {};
      return { resource: { resourceType: "Basic", ...id, code: { text: "test" } }, request: request(n) };
    });
    const body = JSON.stringify({ resourceType: "Bundle", type: "transaction", entry });
    const headers = { "content-type": "application/fhir+json" };
    return (await fetch(medplum.base, { method: "POST", headers, body })).status;
  };
  expect([await post(most), await post(most + 1)]).toEqual([200, 400]);
});
