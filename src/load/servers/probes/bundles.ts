/** What a server does with a transaction and a batch. */
import type { Basic, BundleEntry } from "../../../fhir/types.js";
import type { Probe } from "./probe.js";
import { isFine, isRefused, textOf } from "./reply.js";
import { conditionOf, type Workbench } from "./workbench.js";

const post = (resource: Basic, fullUrl: string): BundleEntry => ({
  fullUrl,
  resource,
  request: { method: "POST", url: "Basic" },
});

const urn = (bench: Workbench): string => `urn:uuid:${bench.newId()}`;

/** Whether a stored resource refers to one that was given this id. */
const pointsTo = (resource: Basic | undefined, id: string | undefined): boolean =>
  id !== undefined && (textOf(resource?.subject?.reference)?.endsWith(`Basic/${id}`) ?? false);

export const bundleProbes: readonly Probe[] = [
  {
    finds: ["transaction"],
    needsSearch: true,
    run: async (bench) => {
      const good = await bench.bundle("transaction", [post(bench.resource(), urn(bench))]);
      if (!good) return {};
      if (isRefused(good)) return { transaction: "none" };
      const there = await bench.create();
      if (!there) return {};
      // One entry that can be stored, and two that fail when they are performed, not when they are read.
      const first = bench.resource();
      const ifMatch = `W/"${there.meta?.versionId}0"`;
      const stale = { method: "PUT", url: `Basic/${there.id}`, ifMatch } as const;
      const failing = await bench.bundle("transaction", [
        post(first, urn(bench)),
        { resource: there, request: stale },
        { request: { method: "GET", url: `Basic/${bench.newId()}` } },
      ]);
      const stored = await bench.searchFor(first);
      if (!failing || !stored) return {};
      if (stored.length > 0) return failing.entries.every(isFine) && isFine(failing) ? {} : { transaction: "as-batch" };
      return isRefused(failing) ? { transaction: "atomic" } : {};
    },
  },
  {
    finds: ["circularLinks"],
    run: async (bench, { transaction }) => {
      if (transaction === undefined || transaction === "none") return {};
      const [a, b] = [urn(bench), urn(bench)];
      const reply = await bench.bundle("transaction", [
        post(bench.resource({ subject: { reference: b } }), a),
        post(bench.resource({ subject: { reference: a } }), b),
      ]);
      if (!reply) return {};
      if (isRefused(reply) || reply.entries.some(isRefused)) return { circularLinks: false };
      const [first, second] = reply.entries;
      const stored = [await bench.read(first ?? {}), await bench.read(second ?? {})] as const;
      return { circularLinks: pointsTo(stored[0], second?.id) && pointsTo(stored[1], first?.id) };
    },
  },
  {
    finds: ["batch", "batchLinks"],
    run: async (bench) => {
      const parent = urn(bench);
      const reply = await bench.bundle("batch", [
        post(bench.resource(), parent),
        post(bench.resource({ subject: { reference: parent } }), urn(bench)),
      ]);
      if (!reply) return {};
      const [first, second] = reply.entries;
      if (isRefused(reply) || !first || !isFine(first)) return { batch: false };
      return { batch: true, batchLinks: isFine(second ?? {}) && pointsTo(await bench.read(second ?? {}), first.id) };
    },
  },
  {
    finds: ["conditionalReference"],
    needsSearch: true,
    run: async (bench, { transaction }) => {
      if (transaction === undefined || transaction === "none") return {};
      const target = bench.resource();
      const made = await bench.send("POST", "/Basic", target);
      if (!made?.id) return {};
      const referring = bench.resource({ subject: { reference: `Basic?${conditionOf(target)}` } });
      const reply = await bench.bundle("transaction", [post(referring, urn(bench))]);
      const [entry] = reply?.entries ?? [];
      if (!reply) return {};
      if (isRefused(reply) || isRefused(entry ?? {})) return { conditionalReference: false };
      return { conditionalReference: pointsTo(await bench.read(entry ?? {}), made.id) };
    },
  },
  {
    finds: ["asynchronous"],
    run: async (bench, { batch }) => {
      if (!batch) return {};
      const reading: BundleEntry = { request: { method: "GET", url: `Basic/${bench.newId()}` } };
      const reply = await bench.bundle("batch", [reading], { prefer: "respond-async" });
      if (!reply) return {};
      return { asynchronous: reply.isLate ? "on-request" : "never" };
    },
  },
];
