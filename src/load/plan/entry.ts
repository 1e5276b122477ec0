/** One entry of a Bundle, read as what it asks for or as the resource it holds. */
import { isResourceType } from "../../definitions/r4.js";
import { withId, withoutId } from "../../fhir/ids.js";
import { parseReference } from "../../fhir/references.js";
import type { BundleEntry, Resource } from "../../fhir/types.js";
import { uuidInUrn } from "../../fhir/uuid.js";
import type { FindingCode } from "../../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../../finding/finding.js";
import type { Item } from "./items.js";

/** What becomes of an entry: an item, a finding, both, or nothing. */
export interface EntryReading {
  item?: Omit<Item, "entry" | "urn" | "links" | "queries">;
  finding?: Finding;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

function problem(index: number, code: FindingCode, params: FindingParams, element: string): EntryReading {
  const expression = `Bundle.entry[${index}]${element}`;
  return { finding: finding(code, params, { bundle: { entry: index, expression } }) };
}

const resourceOf = ({ resource }: BundleEntry): Resource | undefined =>
  typeof resource === "object" && isResourceType(resource?.resourceType) ? resource : undefined;

/** An entry of a collection and the like: stored under its own id, or the UUID of its fullUrl. */
export function readUnpacked(entry: BundleEntry, index: number): EntryReading {
  const resource = resourceOf(entry);
  if (entry.search?.mode === "outcome" || resource?.resourceType === "OperationOutcome") return {};
  if (!resource) return problem(index, "load/no-resource", {}, "");
  const id = resource.id ?? uuidInUrn(entry.fullUrl);
  if (id === undefined) return problem(index, "load/no-id", { type: resource.resourceType }, ".resource.id");
  return readPut(entry, index, resource, id);
}

function readPut(entry: BundleEntry, index: number, resource: Resource, id: string): EntryReading {
  if (typeof id !== "string" || !ID.test(id)) {
    return problem(index, "load/bad-id", { id: String(id).slice(0, 80) }, ".resource.id");
  }
  return { item: { ...base(entry, withId(resource, id)), asks: "put", id } };
}

const base = ({ request }: BundleEntry, resource: Resource) => ({
  type: resource.resourceType as string,
  resource,
  ...(typeof request?.ifMatch === "string" ? { ifMatch: request.ifMatch } : {}),
});

/** An entry of a transaction or batch: as its request asks. */
export function readAsked(entry: BundleEntry, index: number): EntryReading {
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
    return readPost(entry, index, resource, typeof ifNoneExist === "string" ? ifNoneExist : undefined);
  }
  if (target.query !== undefined) {
    return { item: { ...anonymous(entry, resource), asks: "update", condition: target.query } };
  }
  if (target.id === undefined || (resource.id !== undefined && resource.id !== target.id)) return wrong();
  return readPut(entry, index, resource, target.id);
}

function readPost(entry: BundleEntry, index: number, resource: Resource, ifNoneExist?: string): EntryReading {
  if (ifNoneExist !== undefined) {
    const condition = queryOf(ifNoneExist, resource.resourceType);
    return { item: { ...anonymous(entry, resource), asks: "create", condition } };
  }
  const uuid = uuidInUrn(entry.fullUrl);
  const { item } = uuid ? readPut(entry, index, resource, uuid) : {};
  return { item: item ? { ...item, isPlainPost: true } : { ...anonymous(entry, resource), asks: "create" } };
}

/** An entry that leaves the id to the server, whatever its own says; a load that must name it takes the UUID of its fullUrl. */
function anonymous(entry: BundleEntry, resource: Resource) {
  const uuid = uuidInUrn(entry.fullUrl);
  return { ...base(entry, withoutId(resource)), ...(uuid ? { id: uuid } : {}) };
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
