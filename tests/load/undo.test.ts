import { describe, expect, it } from "vitest";
import { CASE_SYSTEM } from "../../src/fhir/identity.js";
import type { Resource } from "../../src/fhir/types.js";
import { load, type StrategyId, undo, verify } from "../../src/load/index.js";
import { caseResources, embedded, options, putBundle, UUID } from "./harness.js";

type Server = Awaited<ReturnType<typeof embedded>>["server"];

const get = (server: Server, url: string) => {
  const { status, body = "{}" } = server.handle({ method: "GET", url });
  return { status, json: JSON.parse(body) };
};
const totals = (server: Server) => ["Patient", "Observation"].map((type) => get(server, `/${type}`).json.total);
const there = (base: string) => ({ ...options(base), timeoutMs: 60_000 });

/** As the mapping marks what is of one case. */
const ofCase = (resources: Resource[]): Resource[] =>
  resources.map(({ resourceType, id, ...rest }) => ({
    resourceType,
    id,
    meta: { tag: [{ system: CASE_SYSTEM, code: UUID(9) }] },
    ...rest,
  })) as Resource[];

describe("taking a load back", () => {
  it.each<StrategyId>(["A", "B", "B2", "C", "D", "E"])(
    "of strategy %s: what was created is gone, what was updated is as it was",
    async (strategy) => {
      const { base, server } = await embedded();
      const first = await load(putBundle(caseResources()), options(base, { strategy }));
      expect(first.findings).toEqual([]);
      const [, observation] = first.receipt.entries;
      const edited = await load(putBundle(caseResources(1.6)), options(base, { strategy }));
      expect(edited.receipt.counts).toMatchObject({ updated: 1, unchanged: 1, equal: 2 });
      const back = await undo(edited.receipt, there(base));
      expect(back).toEqual({
        counts: { deleted: 0, restored: 1, recreated: 0, remaining: 0 },
        remaining: [],
        findings: [],
      });
      const url = `/Observation/${observation?.assigned?.id}`;
      expect(get(server, url).json).toMatchObject({ valueQuantity: { value: 1.5 }, meta: { versionId: "3" } });
      expect(await undo(edited.receipt, there(base))).toMatchObject({ counts: { restored: 0, remaining: 0 } });
      // The first receipt says version 1; what is there says the same as that.
      const all = await undo(first.receipt, there(base));
      expect(all).toMatchObject({ counts: { deleted: 2, remaining: 0 }, findings: [] });
      expect(totals(server)).toEqual([0, 0]);
    },
  );

  it("brings back what was pruned", async () => {
    const { base, server } = await embedded();
    const both = putBundle(ofCase(caseResources()));
    await load(both, options(base));
    const one = { ...both, entry: both.entry?.slice(0, 1) ?? [] };
    const told = await load(one, options(base));
    expect(told.findings).toMatchObject([{ code: "load/no-longer", severity: "warning" }]);
    expect(told.findings[0]?.message).toContain(`Observation/${UUID(2)}`);
    const pruned = await load(one, options(base, { prune: true }));
    expect(pruned.findings).toEqual([]);
    expect(pruned.receipt.counts).toMatchObject({ unchanged: 1, deleted: 1 });
    expect(totals(server)).toEqual([1, 0]);
    const back = await undo(pruned.receipt, there(base));
    expect(back).toMatchObject({ counts: { recreated: 1, remaining: 0 }, findings: [] });
    expect(totals(server)).toEqual([1, 1]);
    expect((await verify(pruned.receipt, there(base))).findings).toMatchObject([{ code: "load/there-again" }]);
  });

  it("leaves what others changed, and what that refers to", async () => {
    const { base, server } = await embedded();
    const { receipt } = await load(putBundle(caseResources()), options(base));
    const url = `/Observation/${UUID(2)}`;
    const changed = { ...get(server, url).json, status: "amended" };
    server.handle({ method: "PUT", url, body: JSON.stringify(changed) });
    const verified = await verify(receipt, there(base));
    expect(verified).toMatchObject({
      counts: { entries: 2, equal: 1, different: 1, missing: 0 },
      findings: [{ code: "load/changed", bundle: { entry: 1, expression: "Bundle.entry[1].resource.status" } }],
    });
    const back = await undo(receipt, there(base));
    expect(back.findings.map(({ code }) => code)).toEqual(["load/changed-since", "load/still-referred"]);
    expect(back.remaining).toEqual([`Patient/${UUID(1)}`, `Observation/${UUID(2)}`]);
    expect(totals(server)).toEqual([1, 1]);
  });

  it("deletes what it may when something of others refers to the rest", async () => {
    const { base, server } = await embedded();
    const { receipt } = await load(putBundle(caseResources()), options(base));
    const flag = {
      resourceType: "Flag",
      id: "f",
      status: "active",
      code: { text: "x" },
      subject: { reference: `Patient/${UUID(1)}` },
    };
    server.handle({ method: "PUT", url: "/Flag/f", body: JSON.stringify(flag) });
    const back = await undo(receipt, there(base));
    expect(back.counts).toEqual({ deleted: 1, restored: 0, recreated: 0, remaining: 1 });
    expect(back.remaining).toEqual([`Patient/${UUID(1)}`]);
    expect(back.findings.map(({ code }) => code)).toContain("load/not-deleted");
    expect(totals(server)).toEqual([1, 0]);
  });

  it("is told when there is no server", async () => {
    const { base } = await embedded();
    const { receipt } = await load(putBundle(caseResources()), options(base));
    const nowhere = there("http://127.0.0.1:1/fhir");
    expect((await undo(receipt, { ...nowhere, retryForMs: 0 })).findings).toMatchObject([{ code: "load/unreachable" }]);
    expect((await verify(receipt, { ...nowhere, retryForMs: 0 })).findings).toMatchObject([
      { code: "load/unreachable" },
    ]);
  });
});
