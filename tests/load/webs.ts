/** Resources that refer to each other in any way, and servers that can do anything or little, for properties. */
import fc from "fast-check";
import { ID_SYSTEM } from "../../src/fhir/identity.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import type { Capabilities } from "../../src/load/index.js";
import { capable, URN, UUID } from "./harness.js";

/** How an entry asks to be stored. */
export const ASKS = ["put", "create", "update", "post", "nameless"] as const;
export type Asks = (typeof ASKS)[number];

const node = fc.record({
  to: fc.array(fc.nat(7), { maxLength: 3 }),
  words: fc.nat(40),
  asks: fc.constantFrom<Asks>(...ASKS),
});

/** A transaction of up to eight Observations, each of which may refer to any that has a name, itself too. */
export const webOf = (...asks: readonly Asks[]): fc.Arbitrary<Bundle> =>
  fc.array(node, { minLength: 1, maxLength: 8 }).map((nodes) => {
    const ways = nodes.map(({ asks: any }) => asks[ASKS.indexOf(any) % asks.length] as Asks);
    const entry = nodes.map(({ to, words }, i) => {
      const way = ways[i] as Asks;
      const members = to.map((n) => n % nodes.length).filter((n) => ways[n] !== "nameless");
      const content = {
        ...(way === "put" ? { id: UUID(i) } : {}),
        ...(way === "create" || way === "update" ? { identifier: [{ system: ID_SYSTEM, value: UUID(i) }] } : {}),
        status: "final",
        code: { text: `${i} ${"x".repeat(words)}` },
        ...(members.length > 0 ? { hasMember: members.map((n) => ({ reference: URN(n) })) } : {}),
      };
      const resource = { resourceType: "Observation", ...content } as unknown as Resource;
      return { ...(way === "nameless" ? {} : { fullUrl: URN(i) }), resource, request: REQUESTS[way](i) };
    });
    return { resourceType: "Bundle", type: "transaction", entry } as unknown as Bundle;
  });

const condition = (i: number) => `identifier=${ID_SYSTEM}|${UUID(i)}`;

const REQUESTS: Record<Asks, (i: number) => object> = {
  put: (i) => ({ method: "PUT", url: `Observation/${UUID(i)}` }),
  create: (i) => ({ method: "POST", url: "Observation", ifNoneExist: condition(i) }),
  update: (i) => ({ method: "PUT", url: `Observation?${condition(i)}` }),
  post: () => ({ method: "POST", url: "Observation" }),
  nameless: () => ({ method: "POST", url: "Observation" }),
};

const limit = (from: number, to: number) =>
  fc.oneof(fc.integer({ min: from, max: to }), fc.constant(Number.POSITIVE_INFINITY));

/** A server that does transactions and batches, and all else somehow. */
export const anyServer: fc.Arbitrary<Capabilities> = fc
  .record({
    maxEntries: limit(1, 5),
    maxBatchEntries: limit(1, 5),
    maxUpdates: limit(1, 5),
    maxConditional: limit(1, 5),
    maxBytes: limit(900, 3000),
    clientIds: fc.constantFrom("any", "not-numeric", "uuid", "none"),
    conditionalCreate: fc.boolean(),
    conditionalUpdate: fc.boolean(),
    references: fc.constantFrom("enforced", "in-transaction", "not-enforced"),
    batchLinks: fc.boolean(),
    circularLinks: fc.boolean(),
    tagSearch: fc.boolean(),
  } as const)
  .map((overrides) => capable(overrides as Partial<Capabilities>));
