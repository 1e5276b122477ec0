import { describe, expect, it } from "vitest";
import { CASE_SYSTEM } from "../../src/fhir/identity.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import { type Fetch, load } from "../../src/load/index.js";
import { caseResources, embedded, options, putBundle, UUID } from "./harness.js";

type Server = Awaited<ReturnType<typeof embedded>>["server"];

const total = (server: Server, type: string) =>
  JSON.parse(server.handle({ method: "GET", url: `/${type}` }).body ?? "").total as number;

/** As the mapping marks what is of one case. */
const ofCase = (code: string, resources: readonly Resource[]): Resource[] =>
  resources.map((resource) => ({ ...resource, meta: { tag: [{ system: CASE_SYSTEM, code }] } }));
const observations = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...caseResources()[1], id: UUID(100 + i), identifier: [] }) as Resource);
const [patient] = caseResources() as [Resource];
const short = (bundle: Bundle, count: number): Bundle => ({ ...bundle, entry: bundle.entry?.slice(0, count) ?? [] });

describe("what the case no longer has", () => {
  it("is found on every page of a search, told, and deleted when asked for", async () => {
    const { base, server } = await embedded();
    const all = putBundle(ofCase(UUID(9), [patient, ...observations(450)]));
    await load(all, options(base));
    const told = await load(short(all, 1), options(base));
    expect(told.findings).toMatchObject([{ code: "load/no-longer", message: expect.stringContaining("450") }]);
    expect(total(server, "Observation")).toBe(450);
    const { findings, receipt } = await load(short(all, 1), options(base, { prune: true }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { unchanged: 1, deleted: 450 } });
    expect([total(server, "Patient"), total(server, "Observation")]).toEqual([1, 0]);
  });

  it.each<[string, (page: Response, base: string) => Response | Promise<Response>, RegExp]>([
    ["is refused", () => new Response('{"resourceType":"OperationOutcome"}', { status: 410 }), /answered with 410/],
    ["is no FHIR", () => new Response("gone"), /"gone"|JSON/],
    [
      "is elsewhere",
      async (page, base) =>
        new Response((await page.text()).replaceAll(`"url":"${base}`, '"url":"https://other.test/fhir')),
      /other\.test/,
    ],
  ])("is told not to be all when a further page %s", async (_what, instead, why) => {
    const { base, server } = await embedded();
    const all = putBundle(ofCase(UUID(9), [patient, ...observations(450)]));
    await load(all, options(base));
    const pages: Fetch = async (url, init) => {
      const answer = await fetch(url, init);
      return url.includes("_tag=") ? instead(answer, base) : answer;
    };
    const { findings } = await load(short(all, 1), options(base, { prune: true, fetch: pages }));
    expect(findings).toMatchObject([{ code: "load/left-unread", message: expect.stringMatching(why) }]);
    expect(findings[0]?.message).toContain("Observation?_tag=");
    expect(total(server, "Observation")).toBeGreaterThan(0);
  });

  it("is deleted children first, in parts that the server takes, where it checks references", async () => {
    const { base, server } = await embedded();
    const resources = [patient, ...observations(3)];
    const kept = { resourceType: "Patient", id: UUID(5) } as Resource;
    await load(putBundle(ofCase(UUID(9), [...resources, kept])), options(base));
    const there = options(base, { prune: true, overrides: { maxEntries: 2 } });
    const { findings, receipt } = await load(putBundle(ofCase(UUID(9), [kept])), there);
    expect(findings).toEqual([]);
    expect(receipt.deleted.map(({ type }) => type)).toEqual(["Observation", "Observation", "Observation", "Patient"]);
    expect([total(server, "Patient"), total(server, "Observation")]).toEqual([1, 0]);
  });

  it("is never another case's, nor what has no case", async () => {
    const { base, server } = await embedded();
    const [one, other, none] = [200, 300, 400].map((n) => ({ resourceType: "Patient", id: UUID(n) }) as Resource);
    await load(putBundle(ofCase(UUID(8), [other as Resource])), options(base));
    await load(putBundle([none as Resource]), options(base));
    const { findings, receipt } = await load(
      putBundle(ofCase(UUID(9), [one as Resource])),
      options(base, { prune: true }),
    );
    expect(findings).toEqual([]);
    expect(receipt.deleted).toEqual([]);
    expect(total(server, "Patient")).toBe(3);
  });

  it("is not looked for where a search by tag finds anything", async () => {
    const { base, server } = await embedded();
    const all = putBundle(ofCase(UUID(9), caseResources()));
    await load(all, options(base));
    let searches = 0;
    const listening: Fetch = (url, init) => {
      if (`${url} ${init.body}`.includes("_tag=")) searches++;
      return fetch(url, init);
    };
    const overrides = { tagSearch: false };
    const { findings } = await load(short(all, 1), options(base, { prune: true, fetch: listening, overrides }));
    expect(findings).toEqual([]);
    expect(searches).toBe(0);
    expect(total(server, "Observation")).toBe(1);
  });

  it("stays where others refer to it, and that is told", async () => {
    const { base, server } = await embedded();
    const kept = { resourceType: "Patient", id: UUID(5) } as Resource;
    await load(putBundle(ofCase(UUID(9), [patient, kept])), options(base));
    await load(putBundle(observations(1)), options(base));
    const { findings, receipt } = await load(putBundle(ofCase(UUID(9), [kept])), options(base, { prune: true }));
    expect(findings.map(({ code }) => code)).toContain("load/not-deleted");
    expect(receipt.deleted).toEqual([]);
    expect(total(server, "Patient")).toBe(2);
  });
});
