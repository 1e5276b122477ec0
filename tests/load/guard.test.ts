import { describe, expect, it } from "vitest";
import { ID_SYSTEM } from "../../src/fhir/identity.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { load } from "../../src/load/index.js";
import { caseResources, embedded, options, putBundle, UUID } from "./harness.js";

type Server = Awaited<ReturnType<typeof embedded>>["server"];

const store = (server: Server, resource: object) => {
  const { resourceType, id } = resource as Resource;
  const body = JSON.stringify(resource);
  expect(server.handle({ method: "PUT", url: `/${resourceType}/${id}`, body }).status).toBe(201);
};
const stored = (server: Server, url: string) => JSON.parse(server.handle({ method: "GET", url }).body ?? "");
const collection = (...resources: object[]) =>
  ({ resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ resource })) }) as Bundle;

const patient = (id: string, identifier?: object[], more: object = {}) => ({
  resourceType: "Patient",
  id,
  ...(identifier ? { identifier } : {}),
  ...more,
});
const ours = (value: string) => ({ system: ID_SYSTEM, value });
const mrn = (value: string) => ({ system: "urn:mrn", value });

describe("a resource that is there already", () => {
  const cases: readonly [string, object, object, boolean][] = [
    ["ours, the same", patient(UUID(1), [ours("1")]), patient(UUID(1), [ours("1")]), true],
    ["ours, another case's", patient(UUID(1), [ours("2")]), patient(UUID(1), [ours("1")]), false],
    ["ours, over one without", patient(UUID(1)), patient(UUID(1), [ours("1")]), false],
    [
      "ours, over one that shares only another identifier",
      patient(UUID(1), [mrn("7")]),
      patient(UUID(1), [ours("1"), mrn("7")]),
      false,
    ],
    [
      "ours by tag",
      { ...patient(UUID(1)), meta: { tag: [{ system: ID_SYSTEM, code: "1" }] } },
      { ...patient(UUID(1)), meta: { tag: [{ system: ID_SYSTEM, code: "1" }] } },
      true,
    ],
    [
      "ours by another tag",
      { ...patient(UUID(1)), meta: { tag: [{ system: ID_SYSTEM, code: "2" }] } },
      { ...patient(UUID(1)), meta: { tag: [{ system: ID_SYSTEM, code: "1" }] } },
      false,
    ],
    ["foreign, an identifier in common", patient("x", [mrn("7"), mrn("8")]), patient("x", [mrn("7")]), true],
    ["foreign, none in common", patient("x", [mrn("8")]), patient("x", [mrn("7")]), false],
    [
      "foreign, same value of another system",
      patient("x", [{ system: "urn:other", value: "7" }]),
      patient("x", [mrn("7")]),
      false,
    ],
    ["foreign, over one with an identifier", patient(UUID(1), [mrn("7")]), patient(UUID(1)), false],
    [
      "foreign, a UUID and no identifiers",
      patient(UUID(1), undefined, { active: true }),
      patient(UUID(1), undefined, { active: false }),
      true,
    ],
    [
      "foreign, another id, same content",
      patient("example", undefined, { active: true }),
      patient("example", undefined, { active: true }),
      true,
    ],
    [
      "foreign, another id, other content",
      patient("example", undefined, { active: true }),
      patient("example", undefined, { active: false }),
      false,
    ],
  ];

  it.each(cases)("%s", async (_what, there, mine, allowed) => {
    const { base, server } = await embedded();
    store(server, there);
    const url = `/Patient/${(there as Resource).id}`;
    const before = stored(server, url);
    const { receipt, findings } = await load(collection(mine), options(base));
    if (allowed) {
      expect(findings).toEqual([]);
      expect(receipt.counts.equal).toBe(1);
    } else {
      expect(findings).toMatchObject([
        { code: "load/id-taken", severity: "error", bundle: { entry: 0, expression: "Bundle.entry[0].resource.id" } },
      ]);
      expect(receipt.counts).toMatchObject({ entries: 1, unsent: 1 });
      expect(stored(server, url)).toEqual(before);
      const forced = await load(collection(mine), options(base, { overwrite: true }));
      expect(forced.receipt.counts).toMatchObject({ updated: 1, equal: 1 });
    }
  });

  it("stops the whole load when one of many is someone else's, and is quick about many", async () => {
    const { base, server } = await embedded();
    const [first] = caseResources();
    const many = Array.from({ length: 250 }, (_, i) => patient(UUID(1000 + i), [ours(`${i}`)]));
    store(server, patient(UUID(1200), [ours("someone else's")]));
    let requests = 0;
    const counting: typeof fetch = (url, init) => {
      requests++;
      return fetch(url, init);
    };
    const bundle = putBundle([first, ...many] as Resource[]);
    const { findings } = await load(bundle, options(base, { fetch: counting as never }));
    expect(findings.map((one) => [one.code, one.bundle?.entry])).toEqual([["load/id-taken", 201]]);
    expect(stored(server, "/Patient").total).toBe(1);
    expect(requests).toBe(4);
  });

  it("is looked at one by one where the server does no batch", async () => {
    const { base, server } = await embedded();
    store(server, patient(UUID(1), [ours("someone else's")]));
    const noBatch = async (url: string, init: RequestInit) =>
      String(init.body).includes('"batch"') ? new Response("{}", { status: 400 }) : fetch(url, init);
    const { findings } = await load(putBundle(caseResources()), options(base, { fetch: noBatch }));
    expect(findings.map((one) => one.code)).toEqual(["load/id-taken"]);
    expect(stored(server, "/Observation").total).toBe(0);
  });
});
