/** What a reference can point to: the resource it stands in, what that contains, and the Bundle around it. */
import type { JsonObject } from "../fhir/json.js";
import { parseReference } from "../fhir/references.js";
import { withoutFragment } from "../fhir/uri.js";
import type { Place } from "./place.js";

export type { JsonObject } from "../fhir/json.js";

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The items of an array that are objects; none when it is no array. */
export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The entries of a Bundle by the URLs and by the `Type/id` of what they hold. */
export interface BundleIndex {
  type: string | undefined;
  byUrl: ReadonlyMap<string, readonly number[]>;
  byId: ReadonlyMap<string, readonly number[]>;
  entries: readonly (JsonObject | undefined)[];
  /** Whether entries share a fullUrl. */
  hasTwins: boolean;
}

/** What a reference is resolved in. */
export interface Surroundings {
  /** The resource that contains the one judged, or itself: %rootResource. */
  root: JsonObject;
  bundle?: BundleIndex | undefined;
  /** Where the Bundle has it. */
  entry?: number | undefined;
  /** What the root contains, by id, where that is much. */
  contained?: ReadonlyMap<string, JsonObject> | undefined;
}

export interface Scope extends Surroundings {
  /** The resource judged: FHIRPath's %resource. */
  resource: JsonObject;
  /** Where the resource judged is. */
  place: Place;
}

export function indexBundle(bundle: JsonObject): BundleIndex {
  const entries = Array.isArray(bundle.entry) ? bundle.entry.map((one) => (isObject(one) ? one : undefined)) : [];
  const byUrl = new Map<string, number[]>();
  const byId = new Map<string, number[]>();
  let hasTwins = false;
  for (const [i, entry] of entries.entries()) {
    const url = text(entry?.fullUrl);
    if (url !== undefined && put(byUrl, url, i) > 1) hasTwins = true;
    const resource = entry?.resource;
    if (isObject(resource) && typeof resource.id === "string") put(byId, `${resource.resourceType}/${resource.id}`, i);
  }
  return { type: text(bundle.type), byUrl, byId, entries, hasTwins };
}

/** The resources that Parameters carry, which may refer to one another by type and id. */
export function indexParameters(parameters: JsonObject): BundleIndex {
  const resources: JsonObject[] = [];
  const open = [parameters];
  const seen = new Set<JsonObject>();
  for (let at = open.pop(); at; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...objects(at.parameter), ...objects(at.part));
    if (isObject(at.resource)) resources.push({ resource: at.resource });
  }
  return indexBundle({ entry: resources });
}

/** @returns how many there are of the key now */
function put(map: Map<string, number[]>, key: string, index: number): number {
  const list = map.get(key);
  if (list) return list.push(index);
  map.set(key, [index]);
  return 1;
}

/** So many are looked through as fast as they are found in an index. */
const FEW = 10;

/** @returns undefined where the resource contains few */
export function indexContained({ contained }: JsonObject): ReadonlyMap<string, JsonObject> | undefined {
  if (!Array.isArray(contained) || contained.length <= FEW) return undefined;
  const byId = new Map<string, JsonObject>();
  for (const one of objects(contained)) if (typeof one.id === "string" && !byId.has(one.id)) byId.set(one.id, one);
  return byId;
}

function containedIn({ root, contained }: Surroundings, id: string): JsonObject | undefined {
  return contained ? contained.get(id) : objects(root.contained).find((one) => one.id === id);
}

const positions = new WeakMap<BundleIndex, ReadonlyMap<unknown, number>>();

/** Where a Bundle has a resource; of one that it has twice, the last. */
export function entryOf(resource: unknown, bundle: BundleIndex): number | undefined {
  let known = positions.get(bundle);
  if (!known) {
    known = new Map(bundle.entries.map((entry, i) => [entry?.resource, i]));
    positions.set(bundle, known);
  }
  return known.get(resource);
}

/**
 * Finds what a reference points to.
 *
 * @returns the resource; "missing" when it must be here and is not (`#id`, or a URN in a Bundle); undefined when it
 * may well be elsewhere
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function resolve(reference: string, scope: Surroundings): JsonObject | "missing" | undefined {
  if (reference === "#") return scope.root;
  if (reference.startsWith("#")) return containedIn(scope, reference.slice(1)) ?? "missing";
  const { bundle } = scope;
  if (!bundle) return undefined;
  const entry = entriesFor(reference, bundle, scope)[0];
  const found = entry === undefined ? undefined : bundle.entries[entry]?.resource;
  if (isObject(found)) return found;
  return /^urn:(uuid|oid):/.test(reference) ? "missing" : undefined;
}

function entriesFor(reference: string, bundle: BundleIndex, scope: Surroundings): readonly number[] {
  return (
    byFullUrl(reference, bundle, scope) ??
    byUrn(reference, bundle, scope) ??
    ofVersion(bundle.byId.get(localName(reference) ?? ""), reference, bundle) ??
    []
  );
}

/** The entries that a reference means by the rules of fullUrl alone. */
function byFullUrl(reference: string, bundle: BundleIndex, scope: Surroundings): readonly number[] | undefined {
  const url = withoutFragment(withoutVersion(reference));
  return ofVersion(bundle.byUrl.get(url) ?? completed(reference, bundle, scope), reference, bundle);
}

function withoutVersion(reference: string): string {
  const at = reference.indexOf(HISTORY);
  return at < 0 ? reference : reference.slice(0, at);
}

/** A relative reference is completed by what the fullUrl of its own entry begins with. */
function completed(reference: string, bundle: BundleIndex, scope: Surroundings): readonly number[] | undefined {
  const own = scope.entry === undefined ? undefined : text(bundle.entries[scope.entry]?.fullUrl);
  const name = own === undefined ? undefined : localName(reference);
  if (own === undefined || name === undefined || !/^https?:/.test(own)) return undefined;
  return bundle.byUrl.get(own.slice(0, own.lastIndexOf("/", own.lastIndexOf("/") - 1) + 1) + name);
}

/** Where the own entry's fullUrl is a URN, HL7's validator takes the id for what another one ends with. */
function byUrn(reference: string, bundle: BundleIndex, scope: Surroundings): readonly number[] | undefined {
  const own = scope.entry === undefined ? undefined : text(bundle.entries[scope.entry]?.fullUrl);
  const name = own?.startsWith("urn:") ? localName(reference) : undefined;
  if (own === undefined || name === undefined) return undefined;
  return bundle.byUrl.get(own.slice(0, own.lastIndexOf(":") + 1) + name.slice(name.indexOf("/") + 1));
}

/** A reference to a version finds that version alone; undefined when there is none. */
function ofVersion(
  entries: readonly number[] | undefined,
  reference: string,
  bundle: BundleIndex,
): readonly number[] | undefined {
  const at = entries ? reference.indexOf(HISTORY) : -1;
  if (!entries || at < 0) return entries;
  const version = reference.slice(at + HISTORY.length);
  const found = entries.filter((i) => versionOf(bundle.entries[i]) === version);
  return found.length > 0 ? found : undefined;
}

const HISTORY = "/_history/";

/** The version of what an entry holds. */
export function versionOf(entry: JsonObject | undefined): unknown {
  const meta = isObject(entry?.resource) ? entry.resource.meta : undefined;
  return isObject(meta) ? meta.versionId : undefined;
}

/** Whether more entries than one have the fullUrl that a reference means; in a history they are its versions. */
export const isAmbiguous = (reference: string, scope: Surroundings): boolean =>
  scope.bundle?.hasTwins === true &&
  scope.bundle.type !== "history" &&
  (byFullUrl(reference, scope.bundle, scope)?.length ?? 0) > 1;

/** `Type/id` of a relative reference. */
function localName(reference: string): string | undefined {
  const parts = parseReference(reference);
  return parts && parts.base === undefined ? `${parts.type}/${parts.id}` : undefined;
}

/**
 * Whether a relative reference finds a resource of its type and id in the Bundle, but not by its fullUrl: in documents
 * and messages, which are nowhere else, that is no link.
 */
export function missesFullUrl(reference: string, scope: Surroundings): boolean {
  const { bundle } = scope;
  if (!bundle || (bundle.type !== "document" && bundle.type !== "message")) return false;
  const name = localName(reference);
  return name !== undefined && bundle.byId.has(name) && byFullUrl(reference, bundle, scope) === undefined;
}
