/** One entry of a Bundle as a request. */
import { isResourceType } from "../definitions/r4.js";
import { parseReference } from "../fhir/references.js";
import type { BundleEntry, Resource } from "../fhir/types.js";
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../finding/finding.js";
import type { PlannedRequest, PlanOptions } from "./plan.js";

/** What becomes of an entry: a request, a finding, both, or nothing. */
export interface EntryPlan {
  request?: PlannedRequest;
  finding?: Finding;
  /** A plain POST that is stored with PUT. */
  madePut?: boolean;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const UUID_URN = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

const uuidOf = (fullUrl: unknown): string | undefined =>
  typeof fullUrl === "string" ? UUID_URN.exec(fullUrl)?.[1]?.toLowerCase() : undefined;

function problem(index: number, code: FindingCode, params: FindingParams, element: string): EntryPlan {
  const expression = `Bundle.entry[${index}]${element}`;
  return { finding: finding(code, params, { bundle: { entry: index, expression } }) };
}

const resourceOf = ({ resource }: BundleEntry): Resource | undefined =>
  typeof resource === "object" && isResourceType(resource?.resourceType) ? resource : undefined;

/** An entry of a collection and the like: stored under its own id, or the UUID of its fullUrl. */
export function planUnpacked(entry: BundleEntry, index: number): EntryPlan {
  const resource = resourceOf(entry);
  if (entry.search?.mode === "outcome" || resource?.resourceType === "OperationOutcome") return {};
  if (!resource) return problem(index, "load/no-resource", {}, "");
  const type = resource.resourceType;
  const id = resource.id ?? uuidOf(entry.fullUrl);
  if (id === undefined) return problem(index, "load/no-id", { type }, ".resource.id");
  return planPut(entry, index, resource, id);
}

function planPut(entry: BundleEntry, index: number, resource: Resource, id: string): EntryPlan {
  if (typeof id !== "string" || !ID.test(id)) {
    return problem(index, "load/bad-id", { id: String(id).slice(0, 80) }, ".resource.id");
  }
  const type = resource.resourceType;
  const request = { ...base(entry, index, type), method: "PUT" as const, url: `${type}/${id}`, id };
  return { request: { ...request, resource: { ...resource, id } } };
}

const base = ({ fullUrl, request }: BundleEntry, entry: number, type: string) => ({
  entry,
  type,
  ...(typeof fullUrl === "string" ? { fullUrl } : {}),
  ...(typeof request?.ifMatch === "string" ? { ifMatch: request.ifMatch } : {}),
});

/** An entry of a transaction or batch: as its request asks. */
export function planAsked(entry: BundleEntry, index: number, options: PlanOptions): EntryPlan {
  const { method, url, ifNoneExist } = entry.request ?? {};
  if (method !== "PUT" && method !== "POST") {
    return problem(index, "load/unsupported-method", { method: String(method ?? "no method") }, ".request.method");
  }
  const resource = resourceOf(entry);
  if (!resource) return problem(index, "load/no-resource", {}, "");
  const type = resource.resourceType;
  const target = parseTarget(String(url ?? ""));
  const wrong = () => problem(index, "load/bad-request-url", { method, url: String(url ?? ""), type }, ".request.url");
  if (target.type !== type) return wrong();
  if (method === "POST") {
    if (target.id !== undefined || target.query !== undefined) return wrong();
    return planPost(entry, index, resource, typeof ifNoneExist === "string" ? ifNoneExist : undefined, options);
  }
  if (target.query !== undefined) {
    return { request: { ...base(entry, index, type), method, url: `${type}?${target.query}`, resource } };
  }
  if (target.id === undefined || (resource.id !== undefined && resource.id !== target.id)) return wrong();
  return planPut(entry, index, resource, target.id);
}

function planPost(
  entry: BundleEntry,
  index: number,
  resource: Resource,
  ifNoneExist: string | undefined,
  { plainPost = "put" }: PlanOptions,
): EntryPlan {
  const type = resource.resourceType;
  const uuid = uuidOf(entry.fullUrl);
  if (ifNoneExist === undefined && uuid && plainPost === "put") {
    return { ...planPut(entry, index, resource, uuid), madePut: true };
  }
  const { id: _serversChoice, ...unnamed } = resource;
  const request: PlannedRequest = {
    ...base(entry, index, type),
    method: "POST",
    url: type,
    ...(ifNoneExist === undefined ? {} : { ifNoneExist: queryOf(ifNoneExist, type) }),
    resource: unnamed as Resource,
  };
  const repeats = ifNoneExist === undefined ? problem(index, "load/repeat-duplicates", { type }, ".request") : {};
  return { request, ...repeats };
}

/** Only the query part: with the type before it, one server answers 412 and another makes a duplicate each time. */
const queryOf = (ifNoneExist: string, type: string): string => ifNoneExist.replace(new RegExp(`^(?:${type})?\\?`), "");

/** `Type`, `Type/id` or `Type?query`, of a relative or absolute URL. */
function parseTarget(url: string): { type?: string; id?: string; query?: string } {
  const [, type, query] = /^\/?([A-Za-z]+)(?:\?(.*))?$/s.exec(url) ?? [];
  if (type) return { type, ...(query === undefined ? {} : { query }) };
  const { type: named, id } = parseReference(url.replace(/^\//, "")) ?? {};
  return { ...(named ? { type: named } : {}), ...(id ? { id } : {}) };
}
