/** From any R4 Bundle to the requests of a load: pure, plain data, to be looked at before anything is sent. */
import { rewriteLinks } from "../fhir/references.js";
import type { Bundle, BundleEntry, Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type EntryPlan, planAsked, planUnpacked } from "./plan-entry.js";
import { checkTargets } from "./plan-targets.js";

export interface PlannedRequest {
  /** Index of the entry it comes from, in the Bundle that was given. */
  entry: number;
  method: "PUT" | "POST";
  /** Relative to the base: `Type/id`, `Type?query` or `Type`. */
  url: string;
  type: string;
  /** The id it is stored under; absent where the server chooses. */
  id?: string;
  fullUrl?: string;
  ifNoneExist?: string;
  ifMatch?: string;
  /** As it is sent: references to entries with an id of their own are `Type/id`. */
  resource: Resource;
}

export interface Plan {
  /** The kind of Bundle that is sent. */
  type: "transaction" | "batch";
  requests: PlannedRequest[];
  /** What is wrong with the Bundle; with an error nothing is sent. */
  findings: Finding[];
}

export interface PlanOptions {
  /**
   * What becomes of a POST without ifNoneExist whose fullUrl is a urn:uuid: `put` (the default) stores it under that
   * UUID, so that loading again finds it; `post` leaves it, and every load makes another one.
   */
  plainPost?: "put" | "post";
}

/** How the entries of a Bundle are read: as the requests they state, or as resources to store. */
const READERS: ReadonlyMap<unknown, (entry: BundleEntry, index: number, options: PlanOptions) => EntryPlan> = new Map([
  ["transaction", planAsked],
  ["batch", planAsked],
  ["collection", planUnpacked],
  ["document", planUnpacked],
  ["searchset", planUnpacked],
  ["message", planUnpacked],
]);

/**
 * Plans the load of a Bundle.
 *
 * A transaction or batch is sent as what it asks for; the resources of a collection, document, searchset or message
 * are unpacked into a transaction of PUTs.
 */
export function planLoad(bundle: Bundle, options: PlanOptions = {}): Plan {
  const type = bundle?.type === "batch" ? "batch" : "transaction";
  if (bundle?.resourceType !== "Bundle") {
    const what = typeof bundle?.resourceType === "string" ? `a ${bundle.resourceType}` : "no FHIR resource";
    return { type, requests: [], findings: [finding("load/not-a-bundle", { what })] };
  }
  const reader = READERS.get(bundle.type);
  if (!reader) return { type, requests: [], findings: [finding("load/bundle-type", { type: String(bundle.type) })] };
  const entries: BundleEntry[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  const plans = entries.map((entry, index) => reader(entry ?? {}, index, options));
  const requests = plans.flatMap((plan) => plan.request ?? []);
  const findings = plans.flatMap((plan) => plan.finding ?? []);
  const madePut = plans.filter((plan) => plan.madePut).length;
  if (madePut > 0) findings.push(finding("load/post-made-put", { count: madePut }));
  if (requests.length === 0 && findings.length === 0) findings.push(finding("load/nothing-to-load"));
  findings.push(...checkTargets(requests));
  return { type, requests: withIds(requests), findings };
}

/** References to entries whose id is known become `Type/id`: not every server maps the fullUrl of a PUT. */
function withIds(requests: readonly PlannedRequest[]): PlannedRequest[] {
  const ids = new Map(
    requests.flatMap(({ fullUrl, type, id }) => (fullUrl && id ? [[linkKey(fullUrl), `${type}/${id}`]] : [])) as [
      string,
      string,
    ][],
  );
  const rewrite = (link: string, key: string) =>
    key === "reference" || key === "div" || isUrn(link) ? ids.get(linkKey(link)) : undefined;
  return requests.map((request) => ({ ...request, resource: rewriteLinks(request.resource, rewrite) }));
}

export const isUrn = (link: string): boolean => /^urn:(uuid|oid):/i.test(link);

/** Two spellings of one urn are one key: its hexadecimal digits have no case. */
export const linkKey = (link: string): string => (isUrn(link) ? link.toLowerCase() : link);

/** The Bundle a plan sends. */
export function plannedBundle({ type, requests }: Plan): Bundle {
  return {
    resourceType: "Bundle",
    type,
    entry: requests.map(({ fullUrl, resource, method, url, ifNoneExist, ifMatch }) => ({
      ...(fullUrl ? { fullUrl } : {}),
      resource: resource as NonNullable<BundleEntry["resource"]>,
      request: { method, url, ...(ifNoneExist ? { ifNoneExist } : {}), ...(ifMatch ? { ifMatch } : {}) },
    })),
  };
}
