/** What holds of every plan, whatever is loaded and whatever the server can do. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../src/fhir/json.js";
import { referencesOf } from "../../src/fhir/references.js";
import type { Bundle } from "../../src/fhir/types.js";
import {
  type Capabilities,
  type Part,
  type Plan,
  type PlannedRequest,
  partBundle,
  planLoad,
  STRATEGIES,
} from "../../src/load/index.js";
import { ASKS, anyServer, webOf } from "./webs.js";

const strategy = fc.constantFrom(undefined, ...STRATEGIES.map(({ id }) => id).filter((id) => id !== "F"));

/** Plans that can be made; what a server cannot do at all is planned by nobody. */
const everyPlan = (check: (plan: Plan, capabilities: Capabilities, bundle: Bundle) => void) =>
  fc.assert(
    fc.property(webOf(...ASKS), anyServer, strategy, (bundle, capabilities, chosen) => {
      const plan = planLoad(bundle, { capabilities, ...(chosen ? { strategy: chosen } : {}) });
      const impossible = plan.findings.some(({ code }) => code === "load/strategy-impossible");
      expect(plan.parts.length > 0).toBe(!impossible);
      if (!impossible) check(plan, capabilities, bundle);
    }),
    { numRuns: 500 },
  );

const isConditional = ({ ifNoneExist, url }: PlannedRequest) => ifNoneExist !== undefined || url.includes("?");

describe("any plan", () => {
  it("writes every item once, and mends only what it wrote before", () => {
    everyPlan(({ parts }, _server, bundle) => {
      const requests = parts.flatMap((part) => part.requests);
      const creating = requests.filter(({ mends }) => !mends);
      expect(creating.map(({ entry }) => entry).toSorted()).toEqual([...(bundle.entry ?? []).keys()].toSorted());
      const seen = new Set<string | undefined>();
      for (const { urn, mends } of requests) {
        expect(seen.has(urn)).toBe(mends === true);
        if (!mends) seen.add(urn);
      }
      const mended = requests.filter(({ mends }) => mends).map(({ urn }) => urn);
      expect(new Set(mended).size).toBe(mended.length);
    });
  });

  it("keeps the limits of the server, unless a single request is beyond them", () => {
    everyPlan(({ parts }, server) => {
      for (const part of parts) {
        const { kind, requests } = part;
        if (kind === "single" || requests.length === 1) continue;
        expect(stringifyJson(partBundle(part), 0).length).toBeLessThanOrEqual(server.maxBytes);
        expect(requests.length).toBeLessThanOrEqual(kind === "batch" ? server.maxBatchEntries : server.maxEntries);
        if (kind === "batch") continue;
        expect(requests.filter(({ method }) => method === "PUT").length).toBeLessThanOrEqual(server.maxUpdates);
        if (requests.some(isConditional)) expect(requests.length).toBeLessThanOrEqual(server.maxConditional);
      }
    });
  });

  it("lets every link lead to what is there by then, or makes it logical and mends it", () => {
    everyPlan(({ parts }, server) => {
      const placeOf = new Map(
        parts.flatMap(({ requests }, p) =>
          requests.filter(({ mends }) => !mends).map((one, i) => [one.urn as string, { p, i, id: one.id }] as const),
        ),
      );
      const urnOf: ReadonlyMap<string, string> = new Map(
        [...placeOf].flatMap(([urn, { id }]) => (id ? [[`Observation/${id}`, urn] as const] : [])),
      );
      const mended = new Set(
        parts.flatMap(({ requests }) => requests.filter((one) => one.mends)).map(({ urn }) => urn),
      );
      for (const [p, { kind, requests }] of parts.entries()) {
        const isChecked =
          server.references === "enforced" || (server.references === "in-transaction" && kind === "transaction");
        for (const [i, { urn, resource, mends }] of requests.entries()) {
          for (const { reference } of referencesOf(resource)) {
            const target = placeOf.get(urnOf.get(reference) ?? reference);
            if (!target) throw new Error(`${reference} leads nowhere`);
            const isKnown = urnOf.has(reference);
            const before = target.p < p || (mends && target.p <= p);
            const together = target.p === p && isTogether({ kind, server, isKnown, isEarlier: target.i < i });
            expect(before || together || (isKnown && !isChecked), `${urn} to ${reference}`).toBeTruthy();
          }
          if (stringifyJson(resource).includes("urn:ietf:rfc:3986")) expect(mended.has(urn)).toBe(true);
        }
      }
    });
  });

  it("is the same every time", () => {
    fc.assert(
      fc.property(webOf(...ASKS), anyServer, (bundle, capabilities) => {
        expect(planLoad(bundle, { capabilities })).toEqual(planLoad(bundle, { capabilities }));
      }),
    );
  });
});

/** Whether entries of one part may refer to each other. */
function isTogether(link: { kind: Part["kind"]; server: Capabilities; isKnown: boolean; isEarlier: boolean }): boolean {
  const { kind, server, isKnown, isEarlier } = link;
  if (kind === "transaction") return server.circularLinks || isEarlier;
  return kind === "batch" && isEarlier && (server.batchLinks || isKnown);
}
