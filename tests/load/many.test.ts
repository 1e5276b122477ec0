/** Many Bundles into one server. */
import { describe, expect, it } from "vitest";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { finding } from "../../src/finding/finding.js";
import { type Fetch, type LoadInput, type LoadSummary, loadMany } from "../../src/load/index.js";
import { createFhirServer } from "../../src/serve/index.js";
import { BASE, caseResources, embedded, freshServer, misbehaving, options, putBundle, UUID } from "./harness.js";

/** A Bundle of a patient and an observation that no other number has. */
function bundleOf(n: number): Bundle {
  const text = JSON.stringify(putBundle(caseResources()));
  const own = text.replaceAll(UUID(1), UUID(1000 + 2 * n)).replaceAll(UUID(2), UUID(1001 + 2 * n));
  return JSON.parse(own) as Bundle;
}

const inputs = (count: number): LoadInput[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.json`, bundle: bundleOf(i) }));

/** Counts what is asked, and asks the server behind it unless `instead` answers. */
function counting(server: Fetch, instead: (asked: readonly string[]) => Response | undefined = () => undefined) {
  const asked: string[] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push(`${init.method} ${url.slice(BASE.length)}`);
    return instead(asked) ?? server(url, init);
  };
  return { asked, fetch };
}

const refusing = (): never => {
  throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
};

const given = ({ bundles: { loaded, failed, unloaded } }: LoadSummary): number => loaded + failed + unloaded;

describe("loadMany", () => {
  it("loads all, asks the server once what it is, and sums up", async () => {
    const { base } = await embedded();
    const asked: string[] = [];
    let now = 0;
    const summary = await loadMany(
      inputs(10),
      options(base, {
        clock: () => new Date(now++),
        meter: ({ name }) => asked.push(name),
      }),
    );
    expect(summary.bundles).toEqual({ loaded: 10, failed: 0, unloaded: 0 });
    expect(summary.entries).toMatchObject({ entries: 20, created: 20, equal: 20, failed: 0 });
    expect(summary.failures).toEqual([]);
    expect(asked.filter((name) => name === "GET metadata")).toHaveLength(1);
    expect(summary.requests).toBe(asked.length);
    expect(Object.values(summary.statuses).reduce((sum, times) => sum + times)).toBe(asked.length);
    expect(summary.latencyMs?.max).toBeGreaterThanOrEqual(summary.latencyMs?.p50 ?? Number.NaN);
    expect(summary.bytes.sent).toBeGreaterThan(10 * JSON.stringify(bundleOf(1)).length);
    expect(summary.elapsedMs).toBe(now - 1);

    const again = await loadMany(inputs(10), options(base));
    expect(again.entries).toMatchObject({ unchanged: 20, created: 0, updated: 0 });
  });

  it("takes inputs as there is room for them, and has no more of them than it loads at a time", async () => {
    let [alive, most, pulled] = [0, 0, 0];
    async function* stream(): AsyncGenerator<LoadInput> {
      for (let n = 0; n < 1000; n++) {
        most = Math.max(most, ++alive);
        pulled++;
        yield { name: `all.ndjson:${n + 1}`, bundle: bundleOf(n) };
      }
    }
    const names = new Set<string>();
    const summary = await loadMany(stream(), options(BASE, { fetch: freshServer() }), {
      concurrency: 3,
      onLoaded: (name) => {
        alive--;
        names.add(name);
      },
    });
    expect([pulled, names.size, alive]).toEqual([1000, 1000, 0]);
    expect(most).toBe(3);
    expect(summary.bundles.loaded).toBe(1000);
  });

  it("goes on after an input that cannot be read, is no Bundle, or is refused", async () => {
    const isBad = ({ gender }: { gender?: string }) => gender === "male";
    const refused = bundleOf(1000);
    Object.assign(refused.entry?.[0]?.resource as Resource, { gender: "male" });
    const { base } = await embedded({
      validate: (resource) =>
        isBad(resource as { gender?: string }) ? [finding("load/refused", { text: "not him" })] : [],
    });
    const unreadable = finding("cli/no-such-file", { file: "gone.json" });
    const summary = await loadMany(
      [
        { name: "gone.json", bundle: async () => ({ findings: [unreadable] }) },
        { name: "patient.json", bundle: caseResources()[0] as unknown as Bundle },
        { name: "refused.json", bundle: refused },
        ...inputs(2),
      ],
      options(base),
      { concurrency: 1 },
    );
    expect(summary.bundles).toEqual({ loaded: 2, failed: 3, unloaded: 0 });
    expect(summary.failures.map(({ code, bundle }) => [bundle?.file, code])).toEqual([
      ["gone.json", "cli/no-such-file"],
      ["patient.json", "load/not-a-bundle"],
      ["refused.json", expect.stringMatching(/^load\/(entry-)?refused$/)],
    ]);
    expect(summary.failures[2]?.bundle?.entry).toBe(0);
    expect(summary.findings.errors).toBe(3);
  });

  it("hands a load to its input's finish, and takes the findings from there", async () => {
    const { base } = await embedded();
    const names: [string, number][] = [];
    const own = finding("load/changed", {}, { case: { file: "a.yaml", line: 3, column: 1 } });
    const finish = async ({ receipt }: { receipt: { complete: boolean } }) => (receipt.complete ? [own] : []);
    const bundle = async () => ({ bundle: bundleOf(1), findings: [], finish });
    const summary = await loadMany([{ name: "a.yaml", bundle }], options(base), {
      onLoaded: (name, findings) => names.push([name, findings.length]),
    });
    expect(summary.failures).toEqual([own]);
    expect(names).toEqual([["a.yaml", 1]]);
  });

  it("keeps a thousand failures and counts the rest", async () => {
    const findings = [finding("cli/no-such-file", { file: "x" })];
    const many = Array.from({ length: 1200 }, (_, i) => ({ name: `${i}`, bundle: async () => ({ findings }) }));
    const summary = await loadMany(many, options(BASE, { fetch: freshServer() }));
    expect([summary.failures.length, summary.findings.errors, summary.bundles.failed]).toEqual([1000, 1200, 1200]);
  });

  it.each([
    ["nobody listens", () => refusing(), "load/connection-refused"],
    ["it wants credentials", () => new Response("", { status: 401 }), "load/unauthorized"],
    [
      "it speaks another version",
      () => Response.json({ resourceType: "CapabilityStatement", fhirVersion: "5.0.0" }),
      "load/wrong-fhir-version",
    ],
  ])("loads nothing where %s", async (_, instead, code) => {
    const { asked, fetch } = counting(freshServer(), instead);
    const summary = await loadMany(inputs(20), options(BASE, { fetch }));
    expect(summary.bundles).toEqual({ loaded: 0, failed: 0, unloaded: 20 });
    expect(summary.failures.map((one) => one.code)).toEqual([code]);
    expect(asked).toEqual(["GET /metadata"]);
  });

  it.each([
    ["dies", refusing, "load/connection-refused"],
    ["refuses the credentials", () => new Response("", { status: 401 }), "load/unauthorized"],
  ])("ends soon when the server %s in the middle", async (_, instead, code) => {
    const { fetch } = counting(freshServer(), (asked) => (asked.length > 60 ? instead() : undefined));
    const summary = await loadMany(inputs(100), options(BASE, { fetch, retryForMs: 0 }), { concurrency: 4 });
    expect(given(summary)).toBe(100);
    expect(summary.bundles.loaded).toBeGreaterThan(0);
    expect(summary.bundles.failed).toBeGreaterThan(0);
    expect(summary.bundles.failed).toBeLessThanOrEqual(4);
    expect(summary.failures.map((one) => one.code)).toContain(code);
  });

  it("waits for a server that comes back between two Bundles", async () => {
    let refused = 0;
    const { fetch } = counting(freshServer(), (asked) => {
      if (asked.length === 1 || refused === 3) return undefined;
      refused++;
      return refusing();
    });
    const summary = await loadMany(inputs(4), options(BASE, { fetch }), { concurrency: 1 });
    expect([refused, summary.bundles.loaded, summary.statuses.none]).toEqual([3, 4, 3]);
  });

  it("gives every Bundle the whole time for repeating", async () => {
    const busy = new Set<string>();
    const server = createFhirServer({ validate: () => [] });
    const base = await misbehaving((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks).toString();
        const patient = /"PUT"/.test(body) ? /Patient\/([\w-]+)/.exec(body)?.[1] : undefined;
        if (patient && !busy.has(patient)) {
          busy.add(patient);
          return response.writeHead(503, { "retry-after": "200" }).end();
        }
        const answer = server.handle({
          method: request.method ?? "",
          url: (request.url ?? "").slice("/fhir".length),
          body,
        });
        return response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    const summary = await loadMany(inputs(3), options(base, { retryForMs: 300_000 }), { concurrency: 1 });
    expect([busy.size, summary.bundles.loaded]).toEqual([3, 3]);
  });

  it("ends when the signal comes, and counts what it did not begin", async () => {
    const controller = new AbortController();
    const { base } = await embedded();
    let asked = 0;
    const fetch: Fetch = (url, init) => {
      if (++asked === 40) controller.abort();
      return globalThis.fetch(url, init);
    };
    const summary = await loadMany(inputs(50), options(base, { fetch, signal: controller.signal }));
    expect(given(summary)).toBe(50);
    expect(summary.bundles.loaded).toBeGreaterThan(0);
    expect(summary.bundles.unloaded).toBeGreaterThan(30);
    expect(new Set(summary.failures.map(({ code }) => code))).toEqual(new Set(["load/interrupted"]));
  });

  it("ends what is on its way before it passes on what an input throws", async () => {
    const done: string[] = [];
    const broken = { name: "broken", bundle: () => Promise.reject(new Error("a bug of the caller")) };
    const loading = loadMany([...inputs(1), broken, ...inputs(5)], options(BASE, { fetch: freshServer() }), {
      onLoaded: (name) => done.push(name),
    });
    await expect(loading).rejects.toThrow("a bug of the caller");
    expect(done).toContain("1.json");
  });
});
