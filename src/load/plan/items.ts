/** From any R4 Bundle to the items of a load: resources, each with what it is known by. */
import { ID_SYSTEM } from "../../fhir/identity.js";
import { stringifyJson } from "../../fhir/json.js";
import { isLinkKey, linksOf, parseReference, rewriteLinks } from "../../fhir/references.js";
import { identifierTokens, tagTokens } from "../../fhir/tokens.js";
import type { Bundle, BundleEntry, Resource } from "../../fhir/types.js";
import { URL_NAMESPACE, uuidFromName, uuidInUrn } from "../../fhir/uuid.js";
import { type Finding, finding } from "../../finding/finding.js";
import { type EntryReading, readAsked, readUnpacked } from "./entry.js";
import { linkKey, localLink, mayLead, QUERY } from "./links.js";

/** How an entry asks to be stored: `PUT Type/id`, `POST Type` with ifNoneExist, or `PUT Type?query`. */
export type Way = "put" | "create" | "update";

/** One resource to store. */
export interface Item {
  /** Index of its entry in the Bundle that was given. */
  entry: number;
  type: string;
  /** By which the others refer to it, whatever id it gets: a lower-case `urn:uuid:`. */
  urn: string;
  asks: Way;
  /** The id it may be stored under: its own, or the UUID of its fullUrl. */
  id?: string;
  /** The query by which a search finds it, without the type; stated by the entry, or by our own identifier or tag. */
  condition?: string;
  ifMatch?: string;
  /** A POST without a condition: where the id is free to choose, the UUID of its fullUrl. */
  isPlainPost?: true;
  resource: Resource;
  /** Its links to other items, as they stand in it: which `urn` each means. */
  links: ReadonlyMap<string, string>;
  /** Its references by a query (`Patient?identifier=system|value`), each once. */
  queries: readonly string[];
}

type Unlinked = Omit<Item, "links" | "queries">;

export interface ReadBundle {
  items: Item[];
  /** What is wrong with the Bundle; with an error nothing is sent. */
  findings: Finding[];
}

/** How the entries of a Bundle are read: as the requests they state, or as resources to store. */
const READERS: ReadonlyMap<unknown, (entry: BundleEntry, index: number) => EntryReading> = new Map([
  ["transaction", readAsked],
  ["batch", readAsked],
  ["collection", readUnpacked],
  ["document", readUnpacked],
  ["searchset", readUnpacked],
  ["message", readUnpacked],
]);

/**
 * Reads a Bundle: a transaction or batch as what it asks for, any other as its resources, unpacked.
 *
 * @param base of the server that it is for, without a trailing slash: references to it by its full address are made relative
 */
export function readItems(bundle: Bundle, base?: string): ReadBundle {
  if (bundle?.resourceType !== "Bundle") {
    const what = typeof bundle?.resourceType === "string" ? `a ${bundle.resourceType}` : "no FHIR resource";
    return { items: [], findings: [finding("load/not-a-bundle", { what })] };
  }
  const read = READERS.get(bundle.type);
  if (!read) return { items: [], findings: [finding("load/bundle-type", { type: String(bundle.type) })] };
  const entries: BundleEntry[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  const readings = entries.map((entry, index) => read(entry ?? {}, index));
  const said = urnsSaid(readings.map(({ item }) => item?.resource));
  const items = readings.flatMap(({ item }, entry) => (item ? toItem(item, entry, entries[entry]?.fullUrl, said) : []));
  const findings = readings.flatMap(({ finding: found }) => found ?? []);
  if (items.length === 0 && findings.length === 0) findings.push(finding("load/nothing-to-load"));
  findings.push(...checkTargets(items));
  return { items: linked(items, entries, base), findings };
}

/** A Bundle as one resource, to be stored at /Bundle: a document is meant to be kept so. */
export function readWhole(bundle: Bundle, base?: string): ReadBundle {
  if (bundle?.resourceType !== "Bundle") return readItems(bundle, base);
  const { identifier, id } = bundle;
  const uuid =
    id ??
    uuidInUrn(identifier?.value) ??
    (identifier?.value && uuidFromName(`${identifier.system}|${identifier.value}`, URL_NAMESPACE));
  const resource = uuid ? { ...bundle, id: uuid } : bundle;
  return readItems({ resourceType: "Bundle", type: "collection", entry: [{ resource }] }, base);
}

function toItem(
  read: NonNullable<EntryReading["item"]>,
  entry: number,
  url: unknown,
  said: ReadonlySet<string>,
): Unlinked {
  const condition = read.condition ?? ownCondition(read.resource);
  const uuid = uuidInUrn(url) ?? uuidFromName(nameFor(url, read.resource, entry), URL_NAMESPACE);
  const urn = `urn:uuid:${said.has(uuid) ? uuidFromName(uuid, URL_NAMESPACE) : uuid}`;
  return { ...read, entry, urn, ...(condition === undefined ? {} : { condition }) };
}

/**
 * The UUIDs of urns that resources say where no link stands, as in an identifier: Medplum replaces them like links where they
 * are an entry's fullUrl, so such an entry gets another.
 */
function urnsSaid(value: unknown, key = "", found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === "string" && !isLinkKey(key)) {
    const uuid = uuidInUrn(value);
    if (uuid) found.add(uuid);
  } else if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    for (const name in value) urnsSaid((value as Record<string, unknown>)[name], isList ? key : name, found);
  }
  return found;
}

/** What names a resource for good: an absolute fullUrl, or all that it says. Two people's `Patient/1` must never meet. */
const nameFor = (fullUrl: unknown, resource: Resource, entry: number): string =>
  typeof fullUrl === "string" && fullUrl.includes(":") ? fullUrl : `${entry} ${stringifyJson(resource, 0)}`;

/** By our own technical tag, which a resource has where R4 has no search by identifier, or by our identifier. */
function ownCondition(resource: Resource): string | undefined {
  const isOurs = (token: string) => token.startsWith(`${ID_SYSTEM}|`);
  const tag = tagTokens(resource).find(isOurs);
  if (tag) return `_tag=${tag}`;
  const identifier = identifierTokens(resource).find(isOurs);
  return identifier && `identifier=${identifier}`;
}

/** No two items may be the same resource, nor be found by the same condition. */
function checkTargets(items: readonly Unlinked[]): Finding[] {
  const first = new Map<string, Unlinked>();
  return items.flatMap((item) => {
    const key = item.asks === "put" ? `${item.type}/${item.id}` : `${item.type}?${item.condition}`;
    if (item.asks !== "put" && item.condition === undefined) return [];
    const other = first.get(key);
    if (!other) {
      first.set(key, item);
      return [];
    }
    const place = { bundle: { entry: item.entry, expression: `Bundle.entry[${item.entry}].request` } };
    const params = { target: key, type: item.type, query: item.condition, other: other.entry };
    return finding(item.asks === "put" ? "load/duplicate-target" : "load/duplicate-condition", params, place);
  });
}

/** What the links of items mean (https://hl7.org/fhir/R4/bundle.html#references). */
function linked(items: readonly Unlinked[], entries: readonly BundleEntry[], base?: string): Item[] {
  const urns = new Map<string, string>();
  const name = (link: string, { urn }: Unlinked) => void (urns.has(link) || urns.set(link, urn));
  for (const item of items) {
    const fullUrl = entries[item.entry]?.fullUrl;
    if (typeof fullUrl === "string") name(linkKey(fullUrl), item);
  }
  for (const item of items) {
    if (item.asks === "put") name(`${item.type}/${item.id}`, item);
    const { type, id } = parseReference(String(entries[item.entry]?.fullUrl ?? "")) ?? {};
    if (type && id) name(`${type}/${id}`, item);
  }
  return items.map((item) => {
    const links = new Map<string, string>();
    const local = new Map<string, string>();
    const queries = new Set<string>();
    for (const { link, key } of linksOf(item.resource)) {
      if (!mayLead(link, key)) continue;
      const inside = key === "reference" ? localLink(link, base) : undefined;
      const urn = urns.get(linkKey(link)) ?? (inside === undefined ? undefined : urns.get(inside));
      if (urn !== undefined) links.set(link, urn);
      else if (inside !== undefined) local.set(link, inside);
      if (key === "reference" && QUERY.test(inside ?? link)) queries.add(inside ?? link);
    }
    const rewrite = (link: string, key: string) => (key === "reference" ? local.get(link) : undefined);
    const resource = local.size > 0 ? rewriteLinks(item.resource, rewrite) : item.resource;
    return { ...item, resource, links, queries: [...queries] };
  });
}
