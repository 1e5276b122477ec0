/** What each capability is called in a sentence, and which values it may have: for overrides, reports and probes. */
import type { Capabilities, Capability } from "./capabilities.js";

/** A count, a number of bytes (both with Infinity for "no limit"), yes or no, or one of some words. */
type ValuesOf<V> = [V] extends [number] ? "count" | "bytes" : [V] extends [boolean] ? "yes-or-no" : readonly V[];

interface CapabilityKind<K extends Capability> {
  /** A few words, as a heading of its value. */
  means: string;
  values: ValuesOf<Capabilities[K]>;
}

export const capabilityKinds: { readonly [K in Capability]: CapabilityKind<K> } = {
  transaction: { means: "what becomes of a transaction", values: ["atomic", "as-batch", "none"] },
  batch: { means: "takes a batch", values: "yes-or-no" },
  batchLinks: { means: "replaces urn:uuid references between entries of a batch", values: "yes-or-no" },
  circularLinks: { means: "takes references in a circle in a transaction", values: "yes-or-no" },
  maxEntries: { means: "most entries of a transaction", values: "count" },
  maxBatchEntries: { means: "most entries of a batch", values: "count" },
  maxBytes: { means: "most bytes of a Bundle", values: "bytes" },
  maxResourceBytes: { means: "most bytes of a resource", values: "bytes" },
  maxUpdates: { means: "most PUTs in a transaction", values: "count" },
  maxConditional: { means: "most entries of a transaction with a conditional one", values: "count" },
  clientIds: { means: "ids under which PUT creates", values: ["any", "not-numeric", "uuid", "none"] },
  conditionalCreate: { means: "POST with ifNoneExist", values: "yes-or-no" },
  conditionalUpdate: { means: "PUT Type?query", values: "yes-or-no" },
  conditionalReference: { means: "replaces references like Patient?identifier=…", values: "yes-or-no" },
  ifMatch: { means: "heeds If-Match", values: "yes-or-no" },
  references: { means: "references to what is not there", values: ["enforced", "in-transaction", "not-enforced"] },
  decimals: { means: "what becomes of the digits of a decimal", values: ["kept", "digits-lost"] },
  narrative: { means: "what becomes of a narrative", values: ["kept", "changed"] },
  unknownProfiles: { means: "resources with an unknown meta.profile", values: ["stored", "refused"] },
  unchangedPut: { means: "a PUT of what is there already", values: ["no-version", "new-version"] },
  putAfterDelete: { means: "a PUT to a deleted id works", values: ["anywhere", "not-in-transaction", "refused"] },
  searchAfterWrite: { means: "a search just after a write", values: ["fresh", "fresh-with-no-cache", "stale"] },
  tagSearch: { means: "finds by _tag", values: "yes-or-no" },
  gzip: { means: "takes bodies compressed with gzip", values: "yes-or-no" },
  asynchronous: { means: "answers a write with 202", values: ["never", "on-request", "by-itself"] },
};

/** Every capability, in the order of Capabilities. */
export const capabilityNames = Object.keys(capabilityKinds) as Capability[];

export const isCapability = (name: string): name is Capability => Object.hasOwn(capabilityKinds, name);
