/** The links of what is loaded. Most resources are asked for theirs at every step, so they are looked for once. */
import { linksOf as findLinks, type Rewrite, rewriteLinks } from "../../fhir/references.js";
import type { Resource } from "../../fhir/types.js";
import { remember } from "../remember.js";
import type { Item } from "./items.js";

export const linksOf = remember((resource: Resource) => findLinks(resource));

export const isUrn = (link: string): boolean => /^urn:(uuid|oid):/i.test(link);

/** Two spellings of one urn are one key: its hexadecimal digits have no case. */
export const linkKey = (link: string): string => (isUrn(link) ? link.toLowerCase() : link);

/** The urns that a resource's links name, each once. */
export const urnsIn = remember((resource: Resource): readonly string[] => [
  ...new Set(linksOf(resource).flatMap(({ link }) => (isUrn(link) ? linkKey(link) : []))),
]);

/** Replaces links; a resource none of whose links changes stays the same object. */
export const relinked = (resource: Resource, rewrite: Rewrite): Resource =>
  linksOf(resource).some(({ link, key }) => (rewrite(link, key) ?? link) !== link)
    ? rewriteLinks(resource, rewrite)
    : resource;

/** A link to the server itself, relative to its base; undefined for any other. */
export const localLink = (link: string, base?: string): string | undefined =>
  base !== undefined && link.startsWith(`${base}/`) ? link.slice(base.length + 1) : undefined;

/** Where the urns of a resource led when it was asked for last, and what it was then. */
const lastPlaced = new WeakMap<Resource, { places: readonly (string | undefined)[]; resource: Resource }>();

/**
 * An item's resource with the links to other items as `placeOf` gives them: `Type/id`, or the urn while it has none. What is
 * planned, sent and compared is the same object as long as its links lead to the same.
 */
export function placed({ resource }: Pick<Item, "resource">, placeOf: (urn: string) => string | undefined): Resource {
  const urns = urnsIn(resource);
  const places = urns.map(placeOf);
  const last = lastPlaced.get(resource);
  if (last && places.every((place, i) => place === last.places[i])) return last.resource;
  const made = relinked(resource, (link) => places[urns.indexOf(linkKey(link))]);
  lastPlaced.set(resource, { places, resource: made });
  return made;
}
