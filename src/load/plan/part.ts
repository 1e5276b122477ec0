/** What is sent together: requests, their weight, and the Bundle they make. */
import { stringifyJson } from "../../fhir/json.js";
import type { Bundle, BundleEntry, Resource } from "../../fhir/types.js";

export interface PlannedRequest {
  /** Index of the entry it comes from, in the Bundle that was given; none for a deletion. */
  entry?: number;
  /** The urn of its item. */
  urn?: string;
  method: "PUT" | "POST" | "DELETE";
  /** Relative to the base: `Type/id`, `Type?query` or `Type`; the id may be the urn of an item that has none yet. */
  url: string;
  type: string;
  /** The id it is stored under; absent where the server chooses. */
  id?: string;
  ifNoneExist?: string;
  ifMatch?: string;
  /** As it is sent, but for links to items of earlier parts whose id is not known yet: those are still their urn. */
  resource?: Resource;
  /** Some of its links are still urns. */
  isOpen?: true;
  /** Completes what an earlier part stored without links that led nowhere then. */
  mends?: true;
}

/** What is sent together; the requests of a `single` part go one by one, in any order. */
export interface Part {
  kind: "transaction" | "batch" | "single";
  requests: PlannedRequest[];
}

/** A load is planned anew whenever something came otherwise; what it has to weigh stays the same but for its links. */
const weights = new WeakMap<Resource, number>();

export function bytesOf(resource: Resource): number {
  const bytes = weights.get(resource) ?? sizeOf(resource);
  weights.set(resource, bytes);
  return bytes;
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(stringifyJson(value, 0)).length;

/** Bytes of the bodies that a part sends, as UTF-8. */
export const bytesOfPart = (part: Part): number =>
  part.kind === "single"
    ? part.requests.reduce((sum, { resource }) => sum + (resource ? bytesOf(resource) : 0), 0)
    : sizeOf(partBundle(part));

/** The Bundle that a transaction or batch part sends; of a `single` part the Bundle that would say the same. */
export function partBundle({ kind, requests }: Part): Bundle {
  return {
    resourceType: "Bundle",
    type: kind === "transaction" ? "transaction" : "batch",
    entry: requests.map(({ urn, resource, method, url, ifNoneExist, ifMatch, mends }) => ({
      ...(urn && !mends ? { fullUrl: urn } : {}),
      ...(resource ? { resource: resource as NonNullable<BundleEntry["resource"]> } : {}),
      request: { method, url, ...(ifNoneExist ? { ifNoneExist } : {}), ...(ifMatch ? { ifMatch } : {}) },
    })),
  };
}
