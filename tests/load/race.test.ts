/** Somebody else writes between our look and our write. */
import { describe, expect, it } from "vitest";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { load } from "../../src/load/index.js";
import { BASE, caseResources, type Fetch, freshServer, options, postBundle, putBundle, UUID } from "./harness.js";

/** Lets somebody act once, just before our first write. */
function overtaken(honest: Fetch, act: () => Promise<unknown>): Fetch {
  let isDone = false;
  return async (url, init) => {
    if (!isDone && String(init.body).includes('"transaction"')) {
      isDone = true;
      await act();
    }
    return honest(url, init);
  };
}

const post = (honest: Fetch, bundle: Bundle) => honest(BASE, { method: "POST", body: JSON.stringify(bundle) });
const totals = async (honest: Fetch) => {
  const count = async (type: string) => ((await (await honest(`${BASE}/${type}`, {})).json()) as Bundle).total;
  return [await count("Patient"), await count("Observation")];
};

describe("what somebody else writes meanwhile", () => {
  it("is found, when it is the same resource, and not there twice", async () => {
    const honest = freshServer();
    const fetch = overtaken(honest, () => post(honest, postBundle(caseResources())));
    const { findings, receipt } = await load(postBundle(caseResources()), options(BASE, { fetch }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { created: 0, unchanged: 2, equal: 2 } });
    expect(await totals(honest)).toEqual([1, 1]);
  });

  it("is found, when it is the same resource with other content, and becomes what we load", async () => {
    const honest = freshServer();
    const fetch = overtaken(honest, () => post(honest, postBundle(caseResources(9))));
    const { findings, receipt } = await load(postBundle(caseResources()), options(BASE, { fetch }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { unchanged: 1, updated: 1, equal: 2 } });
    expect(receipt.entries[1]).toMatchObject({
      assigned: { version: "2" },
      before: { meta: { versionId: "1" }, valueQuantity: { value: 9 } },
    });
    expect(await totals(honest)).toEqual([1, 1]);
  });

  it("is a newer version: If-Match refuses ours, and it is put again over what is there then", async () => {
    const honest = freshServer();
    await load(putBundle(caseResources()), options(BASE, { fetch: honest }));
    const amended = { ...caseResources()[1], status: "amended" } as Resource;
    const fetch = overtaken(honest, () =>
      honest(`${BASE}/Observation/${UUID(2)}`, { method: "PUT", body: JSON.stringify(amended) }),
    );
    const { findings, receipt } = await load(putBundle(caseResources(1.6)), options(BASE, { fetch }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { updated: 1, unchanged: 1, equal: 2 } });
    expect(receipt.entries[1]).toMatchObject({ assigned: { version: "3" }, before: { status: "amended" } });
  });
});
