/**
 * What a Bundle demands beyond its structure and invariants.
 * @see https://hl7.org/fhir/R4/bundle.html
 */

import { isResourceType } from "../definitions/r4.js";
import { parseReference, referencesOf } from "../fhir/references.js";
import { isAbsolute } from "../fhir/uri.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import {
  type BundleIndex,
  entryOf,
  isObject,
  type JsonObject,
  missesFullUrl,
  objects,
  resolve,
  text,
  versionOf,
} from "./scope.js";

/** Types whose entries need no fullUrl: what is yet to be created has none. */
const WITHOUT_FULL_URL = new Set(["transaction", "transaction-response", "batch", "batch-response"]);

export function checkBundle(report: Report, bundle: JsonObject, index: BundleIndex, place: Place): void {
  const wanted = index.type === "searchset" ? searchedTypes(bundle) : undefined;
  const seen: Seen = new Map();
  for (const [i, entry] of index.entries.entries()) {
    if (!entry) continue;
    const at = child(place, "entry", i);
    checkFullUrl(report, entry, i, index, seen, at);
    checkRequest(report, entry, at);
    if (index.type === "searchset") checkSearch(report, entry, at, wanted ?? []);
  }
  checkLinks(report, bundle, index, place);
  if (index.type === "document" || index.type === "message") checkFirst(report, index, place);
  if (index.type === "searchset" && !wanted) report.add("validate/search-without-self", place);
}

const selfLink = (bundle: JsonObject): string | undefined =>
  text(objects(bundle.link).find(({ relation }) => relation === "self")?.url);

/** The types that the self link asks for, none when it asks for any; undefined without a self link. */
function searchedTypes(bundle: JsonObject): string[] | undefined {
  const url = selfLink(bundle);
  if (url === undefined) return undefined;
  const [path = "", query = ""] = url.split("?");
  const named = new URLSearchParams(query).getAll("_type").flatMap((list) => list.split(","));
  const last =
    path
      .replace(/\/_search$/, "")
      .split("/")
      .at(-1) ?? "";
  return (isResourceType(last) ? [last] : named).filter(isResourceType);
}

/** The first entry of each version of a fullUrl. */
type Seen = Map<string, Map<unknown, number>>;

function checkFullUrl(report: Report, entry: JsonObject, i: number, index: BundleIndex, seen: Seen, at: Place): void {
  const url = text(entry.fullUrl);
  if (url === undefined) {
    if (entry.fullUrl === undefined && !WITHOUT_FULL_URL.has(index.type ?? ""))
      report.add("validate/full-url-missing", at, { type: index.type });
    return;
  }
  const place = child(at, "fullUrl");
  const resource = isObject(entry.resource) ? entry.resource : undefined;
  if (!isAbsolute(url)) report.add("validate/full-url-not-absolute", place, { url });
  const named = parseReference(url);
  const type = text(resource?.resourceType);
  if (named?.base !== undefined && isResourceType(named.type) && type !== undefined) {
    const name = `${type}/${text(resource?.id) ?? ""}`;
    if (name !== `${named.type}/${named.id}`) report.add("validate/full-url-not-of-resource", place, { url, name });
  }
  if (index.type === "history") return;
  const versions = seen.get(url) ?? new Map<unknown, number>();
  seen.set(url, versions);
  const version = versionOf(entry);
  const first = versions.get(version);
  if (first === undefined) versions.set(version, i);
  else report.add("validate/full-url-twice", at, { url, first });
}

/** What a search found has an id; what is not a result but tells about the search is an OperationOutcome. */
function checkSearch(report: Report, entry: JsonObject, at: Place, types: readonly string[]): void {
  const place = child(at, "resource");
  const mode = isObject(entry.search) ? entry.search.mode : undefined;
  if (!isObject(entry.resource)) {
    if (entry.resource === undefined) report.add("validate/search-entry-empty", at);
    return;
  }
  const { id, resourceType } = entry.resource;
  if ((mode === "match" || mode === "include") && id === undefined)
    report.add("validate/search-entry-without-id", place);
  if (mode === undefined) report.add("validate/search-without-mode", at);
  if (mode === "match" && types.length > 0 && !types.includes(text(resourceType) ?? ""))
    report.add("validate/search-type", place, { type: text(resourceType), types: types.join(", ") });
  if (mode === "outcome" && resourceType !== "OperationOutcome")
    report.add("validate/search-outcome-type", place, { type: text(resourceType) });
}

const PAGES = new Set(["first", "previous", "next", "last"]);

/** Links between pages belong to search results and histories, and each of these links is there once. */
function checkLinks(report: Report, bundle: JsonObject, { type }: BundleIndex, place: Place): void {
  const hasPages = type === "searchset" || type === "history";
  const seen = new Set<string>();
  for (const [i, link] of (Array.isArray(bundle.link) ? bundle.link : []).entries()) {
    const relation = isObject(link) ? text(link.relation) : undefined;
    if (relation === undefined || (relation !== "self" && !PAGES.has(relation))) continue;
    const at = child(child(place, "link", i), "relation");
    if (relation !== "self" && !hasPages) report.add("validate/link-relation", at, { relation, type });
    else if (seen.has(relation)) report.add("validate/link-twice", at, { relation });
    seen.add(relation);
  }
}

/** PUT and POST carry a resource; the URL of a PUT names it. */
function checkRequest(report: Report, entry: JsonObject, at: Place): void {
  const request = isObject(entry.request) ? entry.request : undefined;
  const method = text(request?.method);
  const url = text(request?.url);
  if (!method || url === undefined) return;
  const resource = isObject(entry.resource) ? entry.resource : undefined;
  const place = child(at, "request");
  if ((method === "PUT" || method === "POST") && !resource && entry.response === undefined)
    report.add(
      "validate/request-without-resource",
      place,
      { method },
      { severity: method === "PUT" ? "error" : "warning" },
    );
  const type = text(resource?.resourceType) ?? "";
  if (method === "POST" && isResourceType(type) && isResourceType(url) && url !== type)
    report.add("validate/request-url-not-of-resource", child(place, "url"), { url, name: type });
  if (!resource || method !== "PUT") return;
  const target = parseReference(url);
  const name = `${text(resource.resourceType)}/${text(resource.id) ?? ""}`;
  if (target && target.base === undefined && `${target.type}/${target.id}` !== name)
    report.add("validate/request-url-not-of-resource", child(place, "url"), { url, name });
}

/** A document begins with its Composition (bdl-11), a message with its header (bdl-12), and all entries belong to it. */
function checkFirst(report: Report, index: BundleIndex, place: Place): void {
  if (index.entries.length === 0) {
    report.add("validate/bundle-empty", place, { type: index.type });
    return;
  }
  const first = index.entries[0]?.resource;
  const wanted = index.type === "document" ? "Composition" : "MessageHeader";
  if (isObject(first) && first.resourceType !== wanted)
    report.add("validate/first-entry", child(child(place, "entry", 0), "resource"), { type: index.type, wanted });
  for (const orphan of orphans(index)) {
    const severity = index.type === "document" ? "error" : "warning";
    report.add("validate/entry-not-linked", child(place, "entry", orphan), { type: index.type }, { severity });
  }
}

/** Entries that are linked, in either direction and over any number of steps, with none that the first one reaches. */
function orphans(index: BundleIndex): number[] {
  const neighbours = index.entries.map(() => new Set<number>());
  for (const [i, entry] of index.entries.entries()) {
    if (!isObject(entry?.resource)) continue;
    const scope = { root: entry.resource, bundle: index, entry: i };
    for (const { reference } of referencesOf(entry.resource)) {
      const target = reference.startsWith("#") ? undefined : resolve(reference, scope);
      const to = isObject(target) ? entryOf(target, index) : undefined;
      if (to === undefined || missesFullUrl(reference, scope)) continue;
      neighbours[i]?.add(to);
      neighbours[to]?.add(i);
    }
  }
  const reached = new Set([0]);
  for (const at of reached) for (const next of neighbours[at] ?? []) reached.add(next);
  return [...index.entries.keys()].filter((i) => isObject(index.entries[i]?.resource) && !reached.has(i));
}
