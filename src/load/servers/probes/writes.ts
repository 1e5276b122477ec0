/** What a server does with the forms of a write. */
import type { Basic, BundleEntry } from "../../../fhir/types.js";
import type { EntryAnswer } from "../../answers.js";
import type { Capabilities } from "../capabilities.js";
import type { Probe } from "./probe.js";
import { isFine, isRefused } from "./reply.js";
import { conditionOf, type Workbench } from "./workbench.js";

/** Performs one write in a transaction where the server has them, else by itself: a condition may be heeded in one alone. */
async function perform(
  bench: Workbench,
  { transaction }: Partial<Capabilities>,
  resource: Basic,
  request: NonNullable<BundleEntry["request"]>,
): Promise<EntryAnswer | undefined> {
  if (transaction === undefined || transaction === "none") {
    const { method, url, ifNoneExist } = request;
    const headers = ifNoneExist === undefined ? undefined : { "if-none-exist": ifNoneExist };
    return bench.send(method as "POST" | "PUT", `/${url}`, resource, headers);
  }
  const reply = await bench.bundle("transaction", [{ resource, request }]);
  return reply && (isRefused(reply) ? reply : reply.entries[0]);
}

/** Whether PUT makes a resource under this id; undefined when the answer does not tell. */
async function takesId(bench: Workbench, id: string): Promise<boolean | undefined> {
  const there = await bench.send("GET", `/Basic/${id}`);
  if (!there || isFine(there)) return undefined;
  const reply = await bench.send("PUT", `/Basic/${id}`, bench.resource({ id }));
  if (!reply) return undefined;
  return isFine(reply) && (await bench.read({ id })) !== undefined;
}

export const writeProbes: readonly Probe[] = [
  {
    finds: ["clientIds"],
    run: async (bench) => {
      const uuid = bench.newId();
      const byUuid = await takesId(bench, uuid);
      if (!byUuid) return { clientIds: byUuid === false ? "none" : undefined };
      const byWord = await takesId(bench, `probe-${uuid}`);
      const byNumber = await takesId(bench, String(BigInt(`0x${uuid.replaceAll("-", "").slice(0, 14)}`)));
      if (byWord === undefined || byNumber === undefined) return {};
      return { clientIds: byWord ? (byNumber ? "any" : "not-numeric") : "uuid" };
    },
  },
  {
    finds: ["conditionalCreate"],
    needsSearch: true,
    run: async (bench, found) => {
      const resource = bench.resource();
      const request = { method: "POST", url: "Basic", ifNoneExist: conditionOf(resource) } as const;
      const first = await perform(bench, found, resource, request);
      if (!first || isRefused(first)) return { conditionalCreate: first && false };
      const second = await perform(bench, found, resource, request);
      if (!second) return {};
      return { conditionalCreate: first.id !== undefined && second.id === first.id };
    },
  },
  {
    finds: ["conditionalUpdate"],
    needsSearch: true,
    run: async (bench, found) => {
      const resource = bench.resource();
      const request = { method: "PUT", url: `Basic?${conditionOf(resource)}` } as const;
      const first = await perform(bench, found, resource, request);
      if (!first || isRefused(first)) return { conditionalUpdate: first && false };
      const second = await perform(bench, found, { ...resource, code: { text: "case2fhir probe, edited" } }, request);
      if (!second) return {};
      const stored = await bench.read(first);
      return { conditionalUpdate: isFine(second) && stored?.code?.text === "case2fhir probe, edited" };
    },
  },
  {
    finds: ["ifMatch"],
    run: async (bench) => {
      const first = await bench.create();
      if (first?.id === undefined) return {};
      const path = `/Basic/${first.id}`;
      const edited = await bench.send("PUT", path, { ...first, code: { text: "case2fhir probe, edited" } } as Basic);
      if (!edited || !isFine(edited)) return {};
      const old = { "if-match": `W/"${first.meta?.versionId}"` };
      const reply = await bench.send("PUT", path, { ...first, code: { text: "case2fhir probe, late" } } as Basic, old);
      return { ifMatch: reply && isRefused(reply) };
    },
  },
  {
    finds: ["references"],
    run: async (bench, { transaction }) => {
      const dangling = () => bench.resource({ subject: { reference: `Basic/${bench.newId()}` } });
      const alone = await bench.send("POST", "/Basic", dangling());
      if (!alone) return {};
      if (isRefused(alone)) return { references: "enforced" };
      if (transaction === undefined || transaction === "none") return { references: "not-enforced" };
      const request = { method: "POST", url: "Basic" } as const;
      const reply = await bench.bundle("transaction", [{ resource: dangling(), request }]);
      if (!reply) return {};
      const refused = isRefused(reply) || reply.entries.some(isRefused);
      return { references: refused ? "in-transaction" : "not-enforced" };
    },
  },
  {
    finds: ["unchangedPut"],
    run: async (bench) => {
      const first = await bench.create();
      if (first?.id === undefined || first.meta?.versionId === undefined) return {};
      const reply = await bench.send("PUT", `/Basic/${first.id}`, first);
      const second = reply && isFine(reply) ? await bench.read(first) : undefined;
      if (second?.meta?.versionId === undefined) return {};
      return { unchangedPut: second.meta.versionId === first.meta.versionId ? "no-version" : "new-version" };
    },
  },
  {
    finds: ["putAfterDelete"],
    run: async (bench, found) => {
      const first = await bench.create();
      if (first?.id === undefined) return {};
      const deleted = await bench.send("DELETE", `/Basic/${first.id}`);
      if (!deleted || !isFine(deleted)) return {};
      const { meta: _meta, ...again } = first;
      const request = { method: "PUT", url: `Basic/${first.id}` } as const;
      const together = await perform(bench, found, again, request);
      if (!together) return {};
      if (isFine(together)) return { putAfterDelete: "anywhere" };
      const alone = await bench.send("PUT", `/${request.url}`, again);
      return { putAfterDelete: alone && (isFine(alone) ? "not-in-transaction" : "refused") };
    },
  },
  {
    finds: ["gzip"],
    run: async (bench) => {
      const reply = await bench.send("POST", "/Basic", bench.resource(), { "content-encoding": "gzip" });
      return { gzip: reply && isFine(reply) };
    },
  },
];
