import { describe, expect, it } from "vitest";
import { CASE_SYSTEM } from "../../src/fhir/identity.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { finding } from "../../src/finding/finding.js";
import { load, prepareLoad } from "../../src/load/index.js";
import { caseResources, embedded, options, postBundle, putBundle, UUID } from "./harness.js";

describe("loading what the mapping makes", () => {
  it("creates, then changes nothing, then updates only what was edited (PUT)", async () => {
    const { base } = await embedded();
    const first = await load(putBundle(caseResources()), options(base));
    expect(first.findings).toEqual([]);
    expect(first.receipt).toEqual({
      server: { base, software: { name: "case2fhir" }, fhirVersion: "4.0.1" },
      loadedAt: "2024-05-06T07:08:09.000Z",
      strategy: "A",
      complete: true,
      counts: {
        ...{ entries: 2, created: 2, updated: 0, unchanged: 0, failed: 0, unknown: 0, unsent: 0 },
        ...{ deleted: 0, equal: 2, different: 0 },
      },
      entries: [
        {
          entry: 0,
          type: "Patient",
          request: { method: "PUT", url: `Patient/${UUID(1)}` },
          status: 201,
          outcome: "created",
          assigned: { type: "Patient", id: UUID(1), version: "1" },
          equal: true,
          resource: caseResources()[0],
        },
        {
          entry: 1,
          type: "Observation",
          request: { method: "PUT", url: `Observation/${UUID(2)}` },
          status: 201,
          outcome: "created",
          assigned: { type: "Observation", id: UUID(2), version: "1" },
          equal: true,
          resource: caseResources()[1],
        },
      ],
      deleted: [],
    });
    const again = await load(putBundle(caseResources()), options(base));
    expect(again.receipt).toMatchObject({ complete: true, counts: { unchanged: 2, equal: 2 } });
    expect(again.receipt.entries[0]).toEqual({
      entry: 0,
      type: "Patient",
      outcome: "unchanged",
      assigned: { type: "Patient", id: UUID(1), version: "1" },
      equal: true,
      resource: caseResources()[0],
    });
    const edited = await load(putBundle(caseResources(1.6)), options(base));
    expect(edited.receipt.counts).toMatchObject({ unchanged: 1, updated: 1, equal: 2 });
    expect(edited.receipt.entries[1]).toMatchObject({
      assigned: { version: "2" },
      before: { id: UUID(2), meta: { versionId: "1" }, valueQuantity: { value: 1.5 } },
    });
  });

  it("creates, then finds it there, then updates only what was edited (POST with ifNoneExist)", async () => {
    const { base, server } = await embedded();
    const first = await load(postBundle(caseResources()), options(base));
    expect(first.findings).toEqual([]);
    expect(first.receipt.counts).toMatchObject({ created: 2, equal: 2 });
    const id = first.receipt.entries[0]?.assigned?.id;
    expect(id).not.toBe(UUID(1));
    const again = await load(postBundle(caseResources()), options(base));
    expect(again.findings).toEqual([]);
    expect(again.receipt.counts).toMatchObject({ unchanged: 2, equal: 2 });
    expect(again.receipt.entries[0]?.assigned).toEqual({ type: "Patient", id, version: "1" });
    const edited = await load(postBundle(caseResources(1.6)), options(base));
    expect(edited.findings).toEqual([]);
    expect(edited.receipt.counts).toMatchObject({ unchanged: 1, updated: 1, equal: 2 });
    const { assigned, request } = edited.receipt.entries[1] ?? {};
    expect(request).toEqual({ method: "PUT", url: `Observation/${assigned?.id}` });
    expect(assigned?.version).toBe("2");
    const [patient, observation] = caseResources(1.6);
    const text = { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">1.6 mg/dL</div>' };
    const retold = await load(postBundle([patient, { ...observation, text }] as Resource[]), options(base));
    expect(retold.receipt.counts).toMatchObject({ unchanged: 1, updated: 1, equal: 2 });
    expect(JSON.parse(server.handle({ method: "GET", url: "/Observation" }).body ?? "")).toMatchObject({ total: 1 });
  });

  it("sends nothing but reads where everything is as it should be", async () => {
    const { base } = await embedded();
    await load(putBundle(caseResources()), options(base));
    const sent: string[] = [];
    const listening: typeof fetch = (url, init) => {
      sent.push(`${init?.method} ${init?.body ?? url}`);
      return fetch(url, init);
    };
    await load(putBundle(caseResources()), options(base, { fetch: listening as never }));
    const look = [`Patient/${UUID(1)}`, `Observation/${UUID(2)}`].map((url) => ({ request: { method: "GET", url } }));
    const batch = { resourceType: "Bundle", type: "batch", entry: look };
    expect(sent).toEqual([`GET ${base}/metadata`, `POST ${JSON.stringify(batch)}`]);
  });

  it("looks only, where it is only prepared: what the server would refuse, and what is there no longer in the Bundle", async () => {
    const tag = [{ system: CASE_SYSTEM, code: UUID(9) }];
    const tagged = caseResources().map((one) => ({ ...one, meta: { tag } }));
    const { base } = await embedded({
      validate: ({ resourceType }) =>
        resourceType === "Observation" ? [finding("validate/unknown-element", { element: "x" })] : [],
    });
    const { base: lenient, server } = await embedded();
    const refused = await prepareLoad(putBundle(tagged), options(base, { check: true }));
    expect(refused.findings).toMatchObject([{ code: "load/refused", bundle: { entry: 1 } }]);
    expect((await prepareLoad(putBundle(tagged), options(lenient, { check: true }))).findings).toEqual([]);
    await load(putBundle(tagged), options(lenient));
    const less = await prepareLoad(putBundle(tagged.slice(0, 1)), options(lenient, { prune: true }));
    expect(less.findings).toMatchObject([{ code: "load/no-longer" }]);
    expect(less.plan?.parts).toEqual([]);
    expect(JSON.parse(server.handle({ method: "GET", url: "/Observation" }).body ?? "")).toMatchObject({ total: 1 });
  });

  it("counts a conditional PUT as what it did: created, unchanged, updated", async () => {
    const { base } = await embedded();
    const counts = async (gender: string) => {
      const identifier = [{ system: "urn:x", value: "1" }];
      const entry = {
        resource: { resourceType: "Patient", identifier, gender } as Resource,
        request: { method: "PUT" as const, url: "Patient?identifier=urn:x|1" },
      };
      const { receipt } = await load({ resourceType: "Bundle", type: "transaction", entry: [entry] }, options(base));
      const { created, unchanged, updated, equal } = receipt.counts;
      return { created, unchanged, updated, equal };
    };
    expect(await counts("male")).toEqual({ created: 1, unchanged: 0, updated: 0, equal: 1 });
    expect(await counts("male")).toEqual({ created: 0, unchanged: 1, updated: 0, equal: 1 });
    expect(await counts("other")).toEqual({ created: 0, unchanged: 0, updated: 1, equal: 1 });
  });

  it("keeps the digits of decimals all the way", async () => {
    const { base, server } = await embedded();
    const text = stringifyJson(putBundle(caseResources())).replace('"value": 1.5', '"value": 7.00');
    const { findings } = await load(parseJson(text) as Bundle, options(base));
    expect(findings).toEqual([]);
    expect(server.handle({ method: "GET", url: `/Observation/${UUID(2)}` }).body).toContain('"value":7.00');
  });
});
