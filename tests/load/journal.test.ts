import { describe, expect, it } from "vitest";
import { CASE_SYSTEM } from "../../src/fhir/identity.js";
import type { Resource } from "../../src/fhir/types.js";
import { type Fetch, Journal, type JournalLine, type LoadOptions, load } from "../../src/load/index.js";
import { BASE, caseResources, freshServer, options, postBundle, putBundle, UUID } from "./harness.js";

/** Lines that stay when the load is gone, as a file would keep them. */
function paper() {
  const lines: JournalLine[] = [];
  const append = async (more: readonly JournalLine[]) => void lines.push(...more);
  return { lines, open: () => new Journal({ lines: [...lines], append }) };
}

/** Ends a load as soon as the server has answered a write. */
function cutOff(honest: Fetch, isMeant: (body: string) => boolean): Partial<LoadOptions> {
  const controller = new AbortController();
  const fetch: Fetch = async (url, init) => {
    if (controller.signal.aborted) throw new DOMException("ended", "AbortError");
    const answer = await honest(url, init);
    if (isMeant(String(init.body))) controller.abort();
    return answer;
  };
  return { fetch, signal: controller.signal };
}

const isTransaction = (body: string) => body.includes('"transaction"');
const ofCase = (resources: readonly Resource[]): Resource[] =>
  resources.map(
    ({ meta: _, ...rest }) => ({ ...rest, meta: { tag: [{ system: CASE_SYSTEM, code: UUID(9) }] } }) as never,
  );
const one = { overrides: { maxEntries: 1 } };

describe("a load that was cut off between two parts", () => {
  it.each([
    ["PUT", putBundle],
    ["POST with ifNoneExist", postBundle],
  ] as const)("goes on as one load: all of it is created (%s)", async (_how, bundleOf) => {
    const honest = freshServer();
    const journal = paper();
    const bundle = bundleOf(caseResources());
    const cut = await load(
      bundle,
      options(BASE, { ...one, ...cutOff(honest, isTransaction), journal: journal.open() }),
    );
    expect(cut.findings.map(({ code }) => code)).toContain("load/interrupted");
    expect(cut.receipt).toMatchObject({ complete: false, counts: { created: 1, unsent: 1 } });
    const rest = await load(bundle, options(BASE, { ...one, fetch: honest, journal: journal.open() }));
    expect(rest.findings).toEqual([]);
    expect(rest.receipt).toMatchObject({ complete: true, counts: { created: 2, equal: 2, unchanged: 0 } });
    expect(rest.receipt.entries.map(({ assigned }) => assigned?.version)).toEqual(["1", "1"]);
    const forgetful = await load(bundle, options(BASE, { ...one, fetch: honest }));
    expect(forgetful.receipt.counts).toMatchObject({ unchanged: 2 });
  });

  it("goes on as one load: of what it updates, what was there at first is known", async () => {
    const honest = freshServer();
    const journal = paper();
    await load(putBundle(caseResources()), options(BASE, { fetch: honest }));
    const bundle = putBundle(caseResources(1.6).map((resource) => ({ ...resource, language: "en" }) as Resource));
    const cut = await load(
      bundle,
      options(BASE, { ...one, ...cutOff(honest, isTransaction), journal: journal.open() }),
    );
    expect(cut.receipt).toMatchObject({ complete: false, counts: { updated: 1 } });
    const { findings, receipt } = await load(bundle, options(BASE, { ...one, fetch: honest, journal: journal.open() }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { updated: 2, equal: 2 } });
    for (const { before } of receipt.entries) {
      expect(before).toMatchObject({ meta: { versionId: "1" } });
      expect(before).not.toHaveProperty("language");
    }
    expect(receipt.entries[1]?.before).toMatchObject({ valueQuantity: { value: 1.5 } });
  });

  it("notes what is there before it writes, and nothing where nothing is to do", async () => {
    const journal = paper();
    const there = options(BASE, { fetch: freshServer() });
    await load(putBundle(caseResources()), { ...there, journal: journal.open() });
    expect(journal.lines).toEqual([{ path: `Patient/${UUID(1)}` }, { path: `Observation/${UUID(2)}` }]);
    const again = paper();
    await load(putBundle(caseResources()), { ...there, journal: again.open() });
    expect(again.lines).toEqual([]);
  });
});

describe("a load that was cut off while it took away what the case no longer has", () => {
  const whole = putBundle(ofCase(caseResources()));
  const { entry = [] } = whole;
  const less = { ...whole, entry: entry.slice(0, 1) };

  it("tells what is gone, once it is continued", async () => {
    const honest = freshServer();
    const journal = paper();
    await load(whole, options(BASE, { fetch: honest }));
    const lost: Fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (init.method === "DELETE") throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      return answer;
    };
    const cut = await load(less, options(BASE, { fetch: lost, prune: true, journal: journal.open() }));
    expect(cut.findings.map(({ code }) => code)).toEqual(["load/connection-lost", "load/not-deleted"]);
    expect(cut.receipt.deleted).toEqual([]);
    const rest = await load(less, options(BASE, { fetch: honest, prune: true, journal: journal.open() }));
    expect(rest.findings).toEqual([]);
    expect(rest.receipt).toMatchObject({ counts: { unchanged: 1, deleted: 1 } });
    expect(rest.receipt.deleted).toMatchObject([
      { type: "Observation", id: UUID(2), version: "1", before: { valueQuantity: { value: 1.5 } } },
    ]);
  });

  it("tells nothing of what is still there", async () => {
    const honest = freshServer();
    const journal = paper();
    await load(whole, options(BASE, { fetch: honest }));
    const refusing: Fetch = async (url, init) =>
      init.method === "DELETE" ? new Response("", { status: 403 }) : honest(url, init);
    const cut = await load(less, options(BASE, { fetch: refusing, prune: true, journal: journal.open() }));
    expect(cut.findings.map(({ code }) => code)).toEqual(["load/forbidden", "load/not-deleted"]);
    expect(cut.receipt.deleted).toEqual([]);
    const rest = await load(less, options(BASE, { fetch: honest, journal: journal.open() }));
    expect(rest.findings.map(({ code }) => code)).toEqual(["load/no-longer"]);
    expect(rest.receipt.deleted).toEqual([]);
  });
});
