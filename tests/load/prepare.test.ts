/** What is done to resources, and asked of the server, before anything is written. */
import { describe, expect, it } from "vitest";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { type Fetch, load } from "../../src/load/index.js";
import { caseResources, embedded, misbehaving, options, putBundle, URN, UUID } from "./harness.js";

type Server = Awaited<ReturnType<typeof embedded>>["server"];

const get = (server: Server, url: string) => JSON.parse(server.handle({ method: "GET", url }).body ?? "");
const store = (server: Server, resource: object) => {
  const { resourceType, id } = resource as Resource;
  const body = JSON.stringify(resource);
  expect(server.handle({ method: "PUT", url: `/${resourceType}/${id}`, body }).status).toBe(201);
};
const collection = (...resources: object[]) =>
  ({ resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ resource })) }) as Bundle;
const places = (findings: readonly { code: string; bundle?: { entry?: number } }[]) =>
  findings.map(({ code, bundle }) => [code, bundle?.entry]);
const mrn = (value: string) => ({ identifier: [{ system: "urn:mrn", value }] });
const flag = (id: string, reference: string) => ({
  resourceType: "Flag",
  id,
  status: "active",
  code: { text: "x" },
  subject: { reference },
});

describe("what a user wants changed", () => {
  it("is a profile left out, and a label for test data, once", async () => {
    const { base, server } = await embedded();
    const profiled = { ...caseResources()[0], meta: { profile: ["http://x.org/p"], tag: [{ code: "t" }] } };
    const dressed = options(base, { stripProfiles: true, testLabel: true });
    for (const outcome of ["created", "unchanged"]) {
      const { findings, receipt } = await load(collection(profiled), dressed);
      expect(findings).toEqual([]);
      expect(receipt.counts).toMatchObject({ [outcome]: 1, equal: 1 });
    }
    const { meta } = get(server, `/Patient/${UUID(1)}`);
    expect(meta).toMatchObject({ tag: [{ code: "t" }], security: [{ code: "HTEST" }] });
    expect(meta.profile).toBeUndefined();
    const labelled = { ...profiled, meta: { security: meta.security } };
    expect((await load(collection(labelled), dressed)).receipt.counts).toMatchObject({ unchanged: 1, equal: 1 });
    expect(get(server, `/Patient/${UUID(1)}`).meta.security).toHaveLength(1);
  });
});

describe("a conditional reference", () => {
  const query = "Patient?identifier=urn:mrn|7";

  it.each([
    ["of a transaction", {}],
    ["of a load without a transaction", { transaction: "none" }],
  ] as const)("%s leads to the one it finds, and again to the same", async (_what, overrides) => {
    const { base, server } = await embedded();
    store(server, { resourceType: "Patient", id: "there", ...mrn("7") });
    for (const outcome of ["created", "unchanged"]) {
      const { findings, receipt } = await load(collection(flag("f", query)), options(base, { overrides }));
      expect(findings).toEqual([]);
      expect(receipt.counts).toMatchObject({ [outcome]: 1, equal: 1 });
    }
    expect(get(server, "/Flag/f").subject).toEqual({ reference: "Patient/there" });
  });

  it("that means a resource of the load itself leads to that", async () => {
    const { base, server } = await embedded();
    const bundle = collection(flag("f", query), { resourceType: "Patient", id: "mine", ...mrn("7") });
    const { findings, receipt } = await load(bundle, options(base));
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
    expect(get(server, "/Flag/f").subject).toEqual({ reference: "Patient/mine" });
  });

  it.each([0, 2])("that finds %i is told, and nothing is written", async (count) => {
    const { base, server } = await embedded();
    for (let i = 0; i < count; i++) store(server, { resourceType: "Patient", id: `p${i}`, ...mrn("7") });
    const bundle = collection(flag("a", `Patient/${UUID(1)}`), flag("f", query));
    const { findings, receipt } = await load(bundle, options(base));
    expect(places(findings)).toEqual([["load/conditional-reference", 1]]);
    expect(findings[0]?.message).toContain(`${count} resources`);
    expect(receipt).toMatchObject({ complete: false, counts: { unsent: 2 } });
    expect(get(server, "/Flag").total).toBe(0);
  });
});

describe("a patient who is there already", () => {
  const theirs = { resourceType: "Patient", id: "there", ...mrn("7"), gender: "male", birthDate: "1980-05-06" };
  const about = putBundle(caseResources());

  it.each(["Patient/there", "urn:mrn|7"])("takes the place of the Bundle's (%s)", async (patient) => {
    const { base, server } = await embedded();
    store(server, theirs);
    for (const outcome of ["created", "unchanged"]) {
      const { findings, receipt } = await load(about, options(base, { patient }));
      expect(places(findings)).toEqual([
        ["load/patient-attached", 0],
        ["load/patient-differs", 0],
      ]);
      expect(findings[1]?.message).toContain("gender");
      expect(receipt).toMatchObject({ complete: true, counts: { entries: 1, [outcome]: 1, equal: 1 } });
    }
    expect(get(server, "/Patient").total).toBe(1);
    expect(get(server, "/Patient/there")).toMatchObject({ gender: "male", meta: { versionId: "1" } });
    expect(get(server, `/Observation/${UUID(2)}`).subject).toEqual({ reference: "Patient/there" });
  });

  it.each([
    ["Patient/nobody", 0],
    ["urn:mrn|8", 0],
    ["urn:mrn|7", 2],
  ])("must be exactly one (%s: %i)", async (patient, count) => {
    const { base, server } = await embedded();
    store(server, theirs);
    store(server, { ...theirs, id: "twin" });
    const { findings } = await load(about, options(base, { patient }));
    expect(findings).toMatchObject([
      { code: "load/no-such-patient", message: expect.stringContaining(`${count} patients`) },
    ]);
    expect(get(server, "/Observation").total).toBe(0);
  });

  it("is the subject of the Composition where the Bundle has more than one", async () => {
    const { base, server } = await embedded();
    store(server, theirs);
    const mother = { resourceType: "Patient", id: UUID(3), ...mrn("9") };
    const two = [...caseResources(), mother] as Resource[];
    const told = await load(putBundle(two), options(base, { patient: "Patient/there" }));
    expect(told.findings).toMatchObject([{ code: "load/which-patient" }]);
    const composition = {
      resourceType: "Composition",
      id: UUID(4),
      status: "final",
      type: { text: "x" },
      subject: { reference: `Patient/${UUID(1)}` },
      date: "2024-01-01",
      author: [{ display: "x" }],
      title: "x",
    };
    const bundle = putBundle([...two, composition] as Resource[]);
    const { receipt } = await load(bundle, options(base, { patient: "Patient/there" }));
    expect(receipt.counts).toMatchObject({ entries: 3, created: 3, equal: 3 });
    expect(get(server, `/Composition/${UUID(4)}`).subject).toEqual({ reference: "Patient/there" });
  });
});

describe("the server's own check", () => {
  const unlike = (text: string, severity: "error" | "warning") => (resource: Resource) =>
    JSON.stringify(resource).includes(text) ? [{ code: "validate/missing", severity, message: "not this" }] : [];
  const judged = (severity: "error" | "warning") => embedded({ validate: unlike("Creatinine", severity) as never });

  it("stops a load before anything is written, at the entry", async () => {
    const { base, server } = await judged("error");
    const { findings, receipt } = await load(putBundle(caseResources()), options(base, { check: true }));
    expect(places(findings)).toEqual([["load/refused", 1]]);
    expect(receipt).toMatchObject({ complete: false, counts: { unsent: 2 } });
    expect(get(server, "/Patient").total).toBe(0);
  });

  it("tells warnings, and asks about nothing that is there already", async () => {
    const { base } = await judged("warning");
    const asked: string[] = [];
    const listening: Fetch = (url, init) => {
      if (url.endsWith("$validate")) asked.push(url.slice(base.length));
      return fetch(url, init);
    };
    const checked = options(base, { check: true, fetch: listening });
    const first = await load(putBundle(caseResources()), checked);
    expect(places(first.findings)).toContainEqual(["load/server-warning", 1]);
    expect(first.receipt.counts).toMatchObject({ created: 2, equal: 2 });
    await load(putBundle(caseResources(1.6)), checked);
    expect(asked.toSorted()).toEqual(["/Observation/$validate", "/Observation/$validate", "/Patient/$validate"]);
  });

  it("is done without where the server has none", async () => {
    const { server } = await embedded();
    const base = await misbehaving(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.url?.includes("$validate")) return void response.writeHead(404).end("no such operation");
      const url = request.url?.replace("/fhir", "") ?? "";
      const reply = server.handle({ method: request.method ?? "", url, body: Buffer.concat(chunks).toString() });
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
    const { findings, receipt } = await load(putBundle(caseResources()), options(base, { check: true }));
    expect(findings).toMatchObject([{ code: "load/no-validate", severity: "warning" }]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
  });
});

describe("a document", () => {
  const document = {
    resourceType: "Bundle",
    type: "document",
    identifier: { system: "urn:ietf:rfc:3986", value: URN(7) },
    timestamp: "2024-01-01T00:00:00Z",
    entry: caseResources().map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  } as unknown as Bundle;

  it("may be stored whole, under its identifier's UUID", async () => {
    const { base, server } = await embedded();
    for (const outcome of ["created", "unchanged"]) {
      const { findings, receipt } = await load(document, options(base, { asDocument: true }));
      expect(findings).toEqual([]);
      expect(receipt.counts).toMatchObject({ entries: 1, [outcome]: 1, equal: 1 });
    }
    expect(get(server, `/Bundle/${UUID(7)}`)).toMatchObject({ ...document, id: UUID(7) });
    expect(get(server, "/Patient").total).toBe(0);
    const named = { ...document, identifier: { system: "urn:x", value: "a" } } as Bundle;
    const [first, again] = [
      await load(named, options(base, { asDocument: true })),
      await load(named, options(base, { asDocument: true })),
    ];
    expect(first.receipt.entries[0]?.assigned?.id).toBe(again.receipt.entries[0]?.assigned?.id);
    expect(again.receipt.counts).toMatchObject({ unchanged: 1 });
  });

  it("must be something that names itself, and a Bundle", async () => {
    const { base } = await embedded();
    const { identifier: _, ...nameless } = document;
    const whole = async (bundle: unknown) =>
      (await load(bundle as Bundle, options(base, { asDocument: true }))).findings.map(({ code }) => code);
    expect(await whole(nameless)).toEqual(["load/no-id"]);
    expect(await whole(null)).toEqual(["load/not-a-bundle"]);
    expect(await whole(caseResources()[0])).toEqual(["load/not-a-bundle"]);
  });
});

describe("what a search finds", () => {
  const conditional = (resource: object) =>
    ({
      resourceType: "Bundle",
      type: "transaction",
      entry: [{ resource, request: { method: "POST", url: "Patient", ifNoneExist: "identifier=urn:mrn|7" } }],
    }) as unknown as Bundle;
  const ours = { resourceType: "Patient", ...mrn("7") };

  it("must be one, or nothing is written", async () => {
    const { base, server } = await embedded();
    for (const id of ["a", "b"]) store(server, { ...ours, id });
    const { findings, receipt } = await load(conditional({ ...ours, gender: "male" }), options(base));
    expect(places(findings)).toEqual([["load/ambiguous", 0]]);
    expect(findings[0]?.message).toContain("Patient/a, Patient/b");
    expect(receipt.counts).toMatchObject({ unsent: 1 });
  });

  it("is not believed when it does not match: a server that ignores the parameter answers with anybody", async () => {
    const { base, server } = await embedded();
    store(server, { ...ours, id: "a", ...mrn("8") });
    const careless: Fetch = (url, init) =>
      fetch(url, {
        ...init,
        body: init.body && String(init.body).replace("?identifier=urn:mrn|7", "?_count=5"),
      } as RequestInit);
    const there = options(base, { fetch: (url, init) => careless(url.replace(/\?identifier=.*/, "?_count=5"), init) });
    const { findings } = await load(conditional(ours), there);
    expect(places(findings)).toEqual([["load/search-ignored", 0]]);
    expect(get(server, "/Patient").total).toBe(1);
  });
});

describe("what a server cannot take at all", () => {
  it("is told before anything is written: a resource that is too large", async () => {
    const { base, server } = await embedded();
    const overrides = { maxResourceBytes: 350 };
    const { findings, receipt } = await load(putBundle(caseResources()), options(base, { overrides }));
    expect(places(findings)).toEqual([["load/resource-too-large", 1]]);
    expect(receipt.counts).toMatchObject({ unsent: 2 });
    expect(get(server, "/Patient").total).toBe(0);
  });

  it("is told before anything is written: the strategy that was asked for", async () => {
    const { base, server } = await embedded();
    const there = options(base, { strategy: "A", overrides: { clientIds: "none" } });
    const { findings } = await load(putBundle(caseResources()), there);
    expect(findings).toMatchObject([{ code: "load/strategy-impossible", severity: "error" }]);
    expect(get(server, "/Patient").total).toBe(0);
  });

  it("is sent in halves where the server says that it was too much", async () => {
    const { server } = await embedded();
    const sizes: number[] = [];
    const base = await misbehaving(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      if (body.includes('"transaction"')) {
        const { length } = JSON.parse(body).entry;
        sizes.push(length);
        if (length > 2) return void response.writeHead(413).end();
      }
      const url = request.url?.replace("/fhir", "") ?? "";
      const reply = server.handle({ method: request.method ?? "", url, body });
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
    const many = Array.from({ length: 5 }, (_, i) => ({ resourceType: "Patient", id: UUID(i), ...mrn(`${i}`) }));
    const { findings, receipt } = await load(putBundle(many as Resource[]), options(base));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { created: 5, equal: 5 } });
    expect(sizes).toEqual([5, 3, 2, 2, 1]);
  });
});
