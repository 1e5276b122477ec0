/** Probes against real servers over HTTP: they find what is so, and leave nothing behind. */
import { describe, expect, it } from "vitest";
import type { Basic, Bundle } from "../../../src/fhir/types.js";
import { connect, type Fetch } from "../../../src/load/http/connection.js";
import type { Capabilities } from "../../../src/load/servers/capabilities.js";
import { capabilityNames } from "../../../src/load/servers/capability-kinds.js";
import { knowServer } from "../../../src/load/servers/known.js";
import { probeServer, probes } from "../../../src/load/servers/probe.js";
import { servers } from "../../../src/load/servers/table.js";
import { caseResources, embedded, misbehaving, putBundle } from "../harness.js";

function connection(server: string, more: { fetch?: Fetch; signal?: AbortSignal } = {}) {
  const { value } = connect({ server, fetch: globalThis.fetch, timeoutMs: 30_000, sleep: async () => {}, ...more });
  if (!value) throw new Error(server);
  return value;
}

const newId = () => crypto.randomUUID();

async function countOf(base: string, type: string): Promise<number | undefined> {
  const response = await fetch(`${base}/${type}?_summary=count`);
  return ((await response.json()) as Bundle).total;
}

describe("probing", () => {
  it("finds of the embedded server what the table says, and leaves nothing", async () => {
    const { base, server } = await embedded();
    server.handle({ method: "POST", url: "", body: JSON.stringify(putBundle(caseResources())) });
    const { found, findings } = await probeServer(connection(base), newId);
    expect(findings).toEqual([]);
    const row = servers.find(({ id }) => id === "case2fhir");
    const { capabilities } = knowServer({ base, row });
    const probed = probes.flatMap(({ finds }) => finds);
    expect(found).toEqual(Object.fromEntries(probed.map((name) => [name, capabilities[name]])));
    expect([await countOf(base, "Basic"), await countOf(base, "Patient")]).toEqual([0, 1]);
  });

  it("tries out everything but limits", () => {
    const limits = capabilityNames.filter((name) => name.startsWith("max"));
    const probed = probes.flatMap(({ finds }) => finds);
    expect([...probed, ...limits].sort()).toEqual([...capabilityNames].sort());
  });

  /** The embedded server with one habit of other servers: a request is changed before it, or an answer behind it. */
  it.each<[string, Habit, Partial<Capabilities>]>([
    ["knows no transaction", { refuses: /"type":"transaction"/ }, { transaction: "none", conditionalCreate: true }],
    [
      "runs a transaction as a batch",
      { asks: [/"type":"transaction"/, '"type":"batch"'] },
      { transaction: "as-batch" },
    ],
    ["knows no batch", { refuses: /"type":"batch"/ }, { batch: false }],
    ["gives every id itself", { refuses: /^PUT Basic\/\S+ (?!.*versionId)/ }, { clientIds: "none" }],
    ["does not like numbers as ids", { refuses: /^PUT Basic\/\d+ / }, { clientIds: "not-numeric" }],
    ["ignores ifNoneExist", { asks: [/"ifNoneExist":"[^"]*"/, '"fullUrl":"urn:x"'] }, { conditionalCreate: false }],
    ["knows no conditional update", { refuses: /"url":"Basic\?/ }, { conditionalUpdate: false }],
    [
      "keeps conditional references",
      { asks: [/"Basic\?(identifier=[^"]*)"/, '"http://example.org/Basic?$1"'] },
      { conditionalReference: false },
    ],
    ["ignores If-Match", { drops: "if-match" }, { ifMatch: false }],
    ["loses digits", { asks: [/1\.50\b/, "1.5"] }, { decimals: "digits-lost" }],
    ["rewrites narrative", { asks: [/<p>.*?<\/p>/, ""] }, { narrative: "changed" }],
    ["refuses unknown profiles", { refuses: /"profile":\[/ }, { unknownProfiles: "refused" }],
    ["finds nothing by _tag", { refuses: /^GET Basic\?_tag/ }, { tagSearch: false }],
    [
      "does not look for a reference's target",
      { asks: [/"Basic\/([0-9a-f-]{36})"\}/, '"http://example.org/Basic/$1"}'] },
      { references: "not-enforced" },
    ],
  ])("finds out a server that %s", async (_what, habit, expected) => {
    const { base } = await embedded();
    const { found, findings } = await probeServer(connection(base, { fetch: withHabit(base, habit) }), newId);
    expect(findings).toEqual([]);
    expect(found).toMatchObject(expected);
    expect(await countOf(base, "Basic")).toBe(0);
  });

  it("touches nothing of others where a search ignores what it is asked for", async () => {
    const { base, server } = await embedded();
    const other = { resourceType: "Basic", code: { text: "somebody's" } };
    server.handle({ method: "POST", url: "/Basic", body: JSON.stringify(other) });
    const habit: Habit = { searches: true };
    const { found } = await probeServer(connection(base, { fetch: withHabit(base, habit) }), newId);
    for (const name of ["searchAfterWrite", "transaction", "conditionalUpdate"]) expect(found).not.toHaveProperty(name);
    const left = (await (await fetch(`${base}/Basic`)).json()) as Bundle;
    expect(left.entry?.map(({ resource }) => resource)).toMatchObject([{ ...other, meta: { versionId: "1" } }]);
  });

  it("learns nothing, and stores nothing, where nothing is allowed", async () => {
    const { base } = await embedded();
    const forbidding = await misbehaving((_request, response) => response.writeHead(403).end());
    expect(await probeServer(connection(forbidding), newId)).toEqual({ found: {}, findings: [] });
    expect(await countOf(base, "Basic")).toBe(0);
  });

  it.each([
    '{"resourceType":"Bundle","entry":7}',
    '{"resourceType":"Bundle","entry":[null,7,{"resource":null},{"resource":{"resourceType":"Basic","identifier":7}}]}',
    '{"resourceType":"Basic","id":"1","meta":7,"identifier":[null,{"system":7}],"subject":7,"extension":7,"text":7}',
    '{"resourceType":"Basic","id":"1","meta":{"versionId":7,"tag":[null]},"subject":{"reference":7},"text":{"div":7}}',
    "[1]",
    "null",
    '"text"',
    "<html>",
  ])("is not led astray by a server that answers everything with %s", async (nonsense) => {
    const server = await misbehaving((_request, response) => {
      response
        .writeHead(200, { "content-type": "application/fhir+json", location: "Basic/1/_history/1" })
        .end(nonsense);
    });
    const { found } = await probeServer(connection(server), newId);
    expect(found).not.toMatchObject({ transaction: "atomic" });
    expect(found).not.toHaveProperty("conditionalUpdate");
  });

  it.each(["before", "after", "interrupted"] as const)("takes everything back when it ends early: %s", async (when) => {
    for (let at = 1; at <= 61; at += 5) {
      const { base } = await embedded();
      const interruption = new AbortController();
      let count = 0;
      const cut: Fetch = async (url, init) => {
        count++;
        if (count !== at) return fetch(url, init);
        if (when === "interrupted") interruption.abort();
        if (when === "after") await fetch(url, init);
        if (when === "interrupted") return fetch(url, init);
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("cut"), { code: "ECONNRESET" }) });
      };
      const { findings } = await probeServer(connection(base, { fetch: cut, signal: interruption.signal }), newId);
      expect(findings.map(({ code }) => code)).not.toContain("load/probe-remains");
      expect(await countOf(base, "Basic"), `request ${at}`).toBe(0);
    }
  });

  it("names what may remain where the server is gone for good", async () => {
    for (const at of [2, 9, 30]) {
      const { base } = await embedded();
      let count = 0;
      const dying: Fetch = async (url, init) => {
        count++;
        if (count < at) return fetch(url, init);
        if (count === at) await fetch(url, init);
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code: "ECONNREFUSED" }) });
      };
      const { findings } = await probeServer(connection(base, { fetch: dying }), newId);
      const [first, ...rest] = findings.map(({ code }) => code);
      expect(first).toBe("load/connection-refused");
      expect(rest.length).toBeGreaterThan(0);
      const there = (await (await fetch(`${base}/Basic`)).json()) as Bundle;
      for (const { resource } of there.entry ?? []) {
        const value = (resource as Basic).identifier?.[0]?.value;
        const named = findings.some(
          ({ message }) => message.includes(`Basic/${resource?.id}`) || message.includes(`${value}`),
        );
        expect(named, `${at}: ${value}`).toBe(true);
      }
    }
  });

  it("names what it cannot take back", async () => {
    const { base } = await embedded();
    const { findings } = await probeServer(
      connection(base, { fetch: withHabit(base, { refuses: /^DELETE / }) }),
      newId,
    );
    const remains = findings.filter(({ code }) => code === "load/probe-remains");
    expect(remains.length).toBe(await countOf(base, "Basic"));
    expect(remains.length).toBeGreaterThan(10);
    expect(remains[0]?.message).toContain(`${base}/Basic/`);
  });
});

interface Habit {
  /** Requests that are answered 400, each as `METHOD path body`. */
  refuses?: RegExp;
  /** What is written otherwise in a request's body before it is performed. */
  asks?: readonly [RegExp, string];
  /** A header that is not heeded. */
  drops?: string;
  /** The parameters of a search are not heeded. */
  searches?: true;
}

function withHabit(base: string, { refuses, asks, drops, searches }: Habit): Fetch {
  return (url, init) => {
    const body = typeof init.body === "string" ? init.body : undefined;
    if (refuses?.test(`${init.method} ${url.slice(base.length + 1)} ${body ?? ""}`)) {
      const outcome = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "not-supported" }] };
      return Promise.resolve(Response.json(outcome, { status: 400 }));
    }
    const headers = new Headers(init.headers);
    if (drops) headers.delete(drops);
    const address = searches && init.method === "GET" ? url.replace(/\?.*/, "") : url;
    return fetch(address, { ...init, headers, ...(body && asks ? { body: body.replace(...asks) } : {}) });
  };
}
