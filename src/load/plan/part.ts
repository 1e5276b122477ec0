/** What is sent together: requests, their weight, and the Bundle they make. */
import { stringifyJson, Written } from "../../fhir/json.js";
import type { Bundle, BundleEntry, Resource } from "../../fhir/types.js";
import { remember } from "../remember.js";

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

/** A resource as it is sent: what was weighed is written already. */
export const bodyOf = remember((resource: Resource): string => stringifyJson(resource, 0));

const encoder = new TextEncoder();

/** Of a resource as it is sent, as UTF-8. A load is planned anew whenever something came otherwise. */
export const bytesOf = remember((resource: Resource): number => encoder.encode(bodyOf(resource)).length);

/** Bytes of the bodies that a part sends, as UTF-8. */
export const bytesOfPart = (part: Part): number =>
  part.kind === "single"
    ? part.requests.reduce((sum, { resource }) => sum + (resource ? bytesOf(resource) : 0), 0)
    : encoder.encode(bodyOfPart(part)).length;

/** The Bundle that a transaction or batch part sends, as it is sent. */
export function bodyOfPart({ kind, requests }: Part): string {
  const written = requests.map(({ resource, ...request }) =>
    resource ? { ...request, resource: new Written(bodyOf(resource)) as unknown as Resource } : request,
  );
  return stringifyJson(partBundle({ kind, requests: written }), 0);
}

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
