import { describe, expect, it } from "vitest";
import type { Bundle, BundleEntry, Resource } from "../../src/fhir/types.js";
import { type Fetch, load, planLoad, readBack, sendPlan } from "../../src/load/index.js";
import { BASE, caseResources, freshServer, options, postBundle, putBundle, UUID } from "./harness.js";

/** The embedded server, whose answers to the transaction are changed on the way. */
function retelling(change: (entry: BundleEntry, index: number) => BundleEntry, honest = freshServer()): Fetch {
  return async (url, init) => {
    const answer = await honest(url, init);
    if (!String(init.body).includes('"type":"transaction"')) return answer;
    const bundle = (await answer.json()) as Bundle;
    return new Response(JSON.stringify({ ...bundle, entry: bundle.entry?.map(change) }), { status: 200 });
  };
}

const only =
  (...keep: string[]) =>
  ({ response }: BundleEntry) =>
    ({
      response: Object.fromEntries(Object.entries(response ?? {}).filter(([key]) => keep.includes(key))),
    }) as BundleEntry;

describe("what was sent", () => {
  it("may point to the server by its full address", async () => {
    const [patient, observation] = caseResources();
    const absolute = { ...observation, subject: { reference: `${BASE}/Patient/${UUID(1)}` } } as Resource;
    const { findings, receipt } = await load(
      putBundle([patient as Resource, absolute]),
      options(BASE, { fetch: freshServer() }),
    );
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
  });
});

describe("a server that says little about what it stored", () => {
  it("is asked by the id that was put", async () => {
    const { findings, receipt } = await load(
      putBundle(caseResources()),
      options(BASE, { fetch: retelling(only("status")) }),
    );
    expect(findings).toEqual([]);
    expect(receipt.entries.map((entry) => entry.assigned)).toEqual([
      { type: "Patient", id: UUID(1), version: "1" },
      { type: "Observation", id: UUID(2), version: "1" },
    ]);
  });

  it("is asked by the condition of a POST", async () => {
    const there = options(BASE, { fetch: retelling(only("status")) });
    for (const outcome of ["created", "existing"]) {
      const { findings, receipt } = await load(postBundle(caseResources()), there);
      expect(findings).toEqual([]);
      expect(receipt.counts).toMatchObject({ [outcome]: 2, equal: 2 });
      expect(receipt.entries[0]?.assigned).toMatchObject({ type: "Patient", version: "1" });
    }
  });

  it("cannot be asked about a POST without one", async () => {
    const bundle = postBundle(caseResources());
    for (const entry of bundle.entry ?? []) delete entry.request?.ifNoneExist;
    const there = options(BASE, { fetch: retelling(only("status")), plainPost: "post" });
    const { findings, receipt } = await load(bundle, there);
    expect(findings.map(({ code, bundle: place }) => [code, place?.entry])).toEqual([
      ["load/repeat-duplicates", 0],
      ["load/repeat-duplicates", 1],
      ["load/no-location", 0],
      ["load/no-location", 1],
    ]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 0, different: 0 });
  });

  it("is believed about an update only as far as versions or contents show", async () => {
    const honest = freshServer();
    const there = options(BASE, { fetch: retelling(only("status", "location"), honest) });
    await load(putBundle(caseResources()), there);
    const withoutVersions: Fetch = async (url, init) => {
      const text = await (await retelling(only("status"), honest)(url, init)).text();
      return new Response(text.replaceAll(/"versionId":"\d+",/g, ""), { status: 200 });
    };
    const again = await load(putBundle(caseResources()), options(BASE, { fetch: withoutVersions }));
    expect(again.receipt.counts).toMatchObject({ unchanged: 2, equal: 2 });
    expect(again.receipt.entries[0]?.assigned).toEqual({ type: "Patient", id: UUID(1) });
  });
});

describe("a server that stores under another id", () => {
  it("is told, and references are expected to follow", async () => {
    const honest = freshServer();
    await honest(`${BASE}/Patient/other`, {
      method: "PUT",
      body: JSON.stringify({ ...caseResources()[0], id: "other" }),
    });
    const fetch = retelling(
      (entry, i) => (i === 0 ? { response: { status: "201", location: "Patient/other" } } : entry),
      honest,
    );
    const { findings, receipt } = await load(putBundle(caseResources()), options(BASE, { fetch }));
    expect(findings.map(({ code, bundle }) => [code, bundle?.entry])).toEqual([
      ["load/other-id", 0],
      ["load/changed", 1],
    ]);
    expect(receipt.entries[0]?.assigned).toEqual({ type: "Patient", id: "other", version: "1" });
  });
});

describe("reading back", () => {
  const plan = planLoad(putBundle(caseResources()));

  it("can be done again later, by itself", async () => {
    const there = { server: BASE, fetch: freshServer(), timeoutMs: 1000 };
    const sent = await sendPlan(plan, there);
    expect(await readBack(plan, sent.entries, there)).toMatchObject({
      entries: [{ equal: true }, { equal: true }],
      findings: [],
    });
    await there.fetch(`${BASE}/Observation/${UUID(2)}`, { method: "DELETE" });
    const later = await readBack(plan, sent.entries, there);
    expect(later.entries).toMatchObject([{ equal: true }, {}]);
    expect(later.findings).toMatchObject([{ code: "load/read-back-failed", bundle: { entry: 1 } }]);
    expect(later.findings[0]?.message).toMatch(/\(410\): .*deleted/);
  });

  it("ends at the first failure of the network, and says it once", async () => {
    const honest = freshServer();
    const breaking: Fetch = async (url, init) => {
      if (init.method === "GET" && !url.includes("metadata"))
        throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      return honest(url, init);
    };
    const { findings, receipt } = await load(putBundle(caseResources()), options(BASE, { fetch: breaking }));
    expect(findings.map((one) => one.code)).toEqual(["load/connection-lost"]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 0 });
  });

  it("tells an answer that is no resource at its entry", async () => {
    const honest = freshServer();
    const page: Fetch = async (url, init) =>
      init.method === "GET" && url.includes("/Patient/")
        ? new Response("<html></html>", { status: 200 })
        : honest(url, init);
    const { findings } = await load(putBundle(caseResources()), options(BASE, { fetch: page }));
    expect(findings).toMatchObject([{ code: "load/html-answer", bundle: { entry: 0 } }]);
  });

  it("refuses a bad base URL", async () => {
    const nowhere = { server: "nowhere", fetch: freshServer(), timeoutMs: 1000 };
    expect(await readBack(plan, [], nowhere)).toMatchObject({
      entries: [],
      findings: [{ code: "load/bad-server-url" }],
    });
    expect(await sendPlan(plan, nowhere)).toMatchObject({
      entries: [{ state: "unsent" }, { state: "unsent" }],
      findings: [{ code: "load/bad-server-url" }],
    });
  });
});
