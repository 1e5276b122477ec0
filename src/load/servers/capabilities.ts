/** What a loader has to know of a server, each as a plain value; how each is known is in known.ts. */

export interface Capabilities {
  /** A transaction posted to the base: all or nothing, run as a batch although it is called a transaction, or refused. */
  transaction: "atomic" | "as-batch" | "none";
  batch: boolean;
  /** References by urn:uuid between the entries of one batch are replaced. R4 forbids them; some servers do it. */
  batchLinks: boolean;
  /** The entries of one transaction may refer to each other in a circle. */
  circularLinks: boolean;
  /** Entries of one transaction; Infinity: no limit. */
  maxEntries: number;
  /** Entries of one batch. */
  maxBatchEntries: number;
  /** Bytes of a posted Bundle. */
  maxBytes: number;
  /** Bytes of a single resource. */
  maxResourceBytes: number;
  /** PUTs in one transaction. */
  maxUpdates: number;
  /** Entries of a transaction that holds a conditional create, update or delete. */
  maxConditional: number;
  /** The ids that PUT may create a resource under. */
  clientIds: "any" | "not-numeric" | "uuid" | "none";
  /** POST with ifNoneExist. */
  conditionalCreate: boolean;
  /** `PUT Type?query`. */
  conditionalUpdate: boolean;
  /** References like `Patient?identifier=system|value` in a transaction are replaced; `load` looks them up itself, others need it. */
  conditionalReference: boolean;
  /** If-Match is heeded: a PUT of an older version is refused. */
  ifMatch: boolean;
  /** A reference to what is not there is refused. */
  references: "enforced" | "in-transaction" | "not-enforced";
  /** `1.50` comes back as it was sent, or as 1.5. */
  decimals: "kept" | "digits-lost";
  /** The narrative comes back saying the same. */
  narrative: "kept" | "changed";
  /** A resource whose meta.profile the server does not know. */
  unknownProfiles: "stored" | "refused";
  /** A PUT of what is there already. */
  unchangedPut: "no-version" | "new-version";
  /** A PUT to an id that was deleted before. */
  putAfterDelete: "anywhere" | "not-in-transaction" | "refused";
  /** What a search just after a write finds; every read of ours sends `Cache-Control: no-cache`. */
  searchAfterWrite: "fresh" | "fresh-with-no-cache" | "stale";
  /** `_tag` finds what carries the tag. */
  tagSearch: boolean;
  /** A request body may be compressed with gzip. */
  gzip: boolean;
  /** A write may be answered 202 with the address of its result. */
  asynchronous: "never" | "on-request" | "by-itself";
}

export type Capability = keyof Capabilities;
