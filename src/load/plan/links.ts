/** The links of what is loaded to what is loaded with it. */
import { type Rewrite, rewriteLinks } from "../../fhir/references.js";
import type { Resource } from "../../fhir/types.js";
import type { Item } from "./items.js";

export const isUrn = (link: string): boolean => /^urn:(uuid|oid):/i.test(link);

/** Two spellings of one urn are one key: its hexadecimal digits have no case. */
export const linkKey = (link: string): string => (isUrn(link) ? link.toLowerCase() : link);

/** Whether a link may lead to an entry (https://hl7.org/fhir/R4/bundle.html#references); any other address only as a urn. */
export const mayLead = (link: string, key: string): boolean => key === "reference" || key === "div" || isUrn(link);

/** A reference by a query (https://hl7.org/fhir/R4/http.html#trules, conditional references), with its type and its query. */
export const QUERY = /^([A-Z][A-Za-z]+)\?(.+)$/;

/** A link to the server itself, relative to its base; undefined for any other. */
export const localLink = (link: string, base?: string): string | undefined =>
  base !== undefined && link.startsWith(`${base}/`) ? link.slice(base.length + 1) : undefined;

/** The urns of the items that an item's links lead to, each once. */
export const targetsOf = ({ links }: Pick<Item, "links">): string[] => [...new Set(links.values())];

/** Where the links of a resource led when it was asked for last, and what it was then. */
const lastPlaced = new WeakMap<Resource, { places: ReadonlyMap<string, string>; resource: Resource }>();

/**
 * An item's resource with the links to other items as `placeOf` gives them: `Type/id`, or the urn while it has none. What is
 * planned, sent and compared is the same object as long as its links lead to the same, and what was given if they lead there.
 */
export function placed({ resource, links }: Item, placeOf: (urn: string) => string | undefined): Resource {
  const places = new Map<string, string>();
  for (const [link, urn] of links) {
    const place = placeOf(urn) ?? urn;
    if (place !== link) places.set(link, place);
  }
  if (places.size === 0) return resource;
  const last = lastPlaced.get(resource);
  if (last?.places.size === places.size && [...places].every(([link, place]) => last.places.get(link) === place)) {
    return last.resource;
  }
  const rewrite: Rewrite = (link, key) => (mayLead(link, key) ? places.get(link) : undefined);
  const made = rewriteLinks(resource, rewrite);
  lastPlaced.set(resource, { places, resource: made });
  return made;
}
