/** What is sent together: requests, their weight, and the Bundle they make. */
import { stringifyJson } from "../../fhir/json.js";
import type { Bundle, BundleEntry, Resource } from "../../fhir/types.js";
import { utf8Length } from "../../fhir/utf8.js";
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

/** Of a resource as it is sent, as UTF-8. A load is planned anew whenever something came otherwise. */
export const bytesOf = remember((resource: Resource): number => utf8Length(bodyOf(resource)));

/** Bytes of the bodies that a part sends, as UTF-8. */
export const bytesOfPart = (part: Part): number =>
  part.kind === "single"
    ? part.requests.reduce((sum, { resource }) => sum + (resource ? bytesOf(resource) : 0), 0)
    : utf8Length(bodyOfPart(part));

/** The Bundle that a transaction or batch part sends, as it is sent. */
export function bodyOfPart({ kind, requests }: Part): string {
  const entries = requests.map((sent) => {
    const { fullUrl, resource, request } = entryOf(sent);
    const named = fullUrl === undefined ? "" : `"fullUrl":${JSON.stringify(fullUrl)},`;
    const written = resource === undefined ? "" : `"resource":${bodyOf(resource)},`;
    return `{${named}${written}"request":${JSON.stringify(request)}}`;
  });
  return `{"resourceType":"Bundle","type":"${typeOf(kind)}","entry":[${entries.join(",")}]}`;
}

/** The Bundle that a transaction or batch part sends; of a `single` part the Bundle that would say the same. */
export const partBundle = ({ kind, requests }: Part): Bundle => ({
  resourceType: "Bundle",
  type: typeOf(kind),
  entry: requests.map(entryOf),
});

const typeOf = (kind: Part["kind"]) => (kind === "transaction" ? "transaction" : "batch");

const entryOf = ({ urn, resource, method, url, ifNoneExist, ifMatch, mends }: PlannedRequest): BundleEntry => ({
  ...(urn && !mends ? { fullUrl: urn } : {}),
  ...(resource ? { resource: resource as NonNullable<BundleEntry["resource"]> } : {}),
  request: { method, url, ...(ifNoneExist ? { ifNoneExist } : {}), ...(ifMatch ? { ifMatch } : {}) },
});
