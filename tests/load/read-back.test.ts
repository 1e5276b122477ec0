import { describe, expect, it } from "vitest";
import type { Bundle, BundleEntry, Resource } from "../../src/fhir/types.js";
import { load } from "../../src/load/index.js";
import { BASE, caseResources, type Fetch, freshServer, options, postBundle, putBundle, UUID } from "./harness.js";

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
    for (const outcome of ["created", "unchanged"]) {
      const { findings, receipt } = await load(postBundle(caseResources()), there);
      expect(findings).toEqual([]);
      expect(receipt.counts).toMatchObject({ [outcome]: 2, equal: 2 });
      expect(receipt.entries[0]?.assigned).toMatchObject({ type: "Patient", version: "1" });
    }
  });

  it("cannot be asked about a POST without one", async () => {
    const bundle = postBundle(
      caseResources().map(({ identifier: _, ...rest }: Resource & { identifier?: unknown }) => rest as Resource),
    );
    for (const entry of bundle.entry ?? []) delete entry.request?.ifNoneExist;
    const overrides = { clientIds: "none", tagSearch: false } as const;
    const there = options(BASE, { fetch: retelling(only("status")), overrides });
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
    const again = await load(putBundle(caseResources(1.6)), options(BASE, { fetch: withoutVersions }));
    expect(again.receipt.counts).toMatchObject({ unchanged: 1, updated: 1, equal: 2 });
    expect(again.receipt.entries.map((entry) => entry.assigned)).toEqual([
      { type: "Patient", id: UUID(1) },
      { type: "Observation", id: UUID(2) },
    ]);
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
  /** The embedded server, until the transaction is answered; then what reads is answered by something else. */
  const afterwards = (answer: Fetch): Fetch => {
    const honest = freshServer();
    let isWritten = false;
    return async (url, init) => {
      const isWrite = String(init.body).includes('"transaction"');
      if (isWritten && !isWrite) return answer(url, init);
      isWritten = isWrite;
      return honest(url, init);
    };
  };

  it("ends at the first failure of the network, and says it once", async () => {
    const fetch = afterwards(async () => {
      throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    });
    const { findings, receipt } = await load(putBundle(caseResources()), options(BASE, { fetch }));
    expect(findings.map((one) => one.code)).toEqual(["load/connection-lost"]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 0 });
  });

  it("tells an answer that is no resource", async () => {
    const fetch = afterwards(async () => new Response("<html></html>", { status: 200 }));
    const { findings, receipt } = await load(putBundle(caseResources()), options(BASE, { fetch }));
    expect(findings.map((one) => one.code)).toEqual(["load/html-answer"]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 0 });
  });

  it("tells what fails of one resource at its entry, and proves the others", async () => {
    const honest = freshServer();
    const isPatient = (path: string) => path.endsWith(`Patient/${UUID(1)}`);
    let isWritten = false;
    const fetch: Fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (String(init.body).includes('"transaction"')) isWritten = true;
      else if (isWritten && isPatient(url)) return new Response("", { status: 500 });
      else if (isWritten) {
        const { entry = [], ...rest } = (await answer.json()) as Bundle;
        const failing = entry.map((one, i) => (i === 0 ? { response: { status: "500" } } : one));
        return new Response(JSON.stringify({ ...rest, entry: failing }), { status: 200 });
      }
      return answer;
    };
    const { findings, receipt } = await load(putBundle(caseResources()), options(BASE, { fetch }));
    expect(findings).toMatchObject([{ code: "load/server-error", bundle: { entry: 0 } }]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 1, different: 0 });
  });

  it("goes one by one where the server does no batch, or answers it otherwise", async () => {
    const honest = freshServer();
    const noBatch: Fetch = async (url, init) =>
      String(init.body).includes('"batch"') ? new Response("{}", { status: 400 }) : honest(url, init);
    const refusing = await load(putBundle(caseResources()), options(BASE, { fetch: noBatch }));
    expect(refusing).toMatchObject({ findings: [], receipt: { counts: { created: 2, equal: 2 } } });
    const without = options(BASE, { fetch: freshServer(), overrides: { batch: false } });
    const { findings, receipt } = await load(putBundle(caseResources()), without);
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
  });
});
