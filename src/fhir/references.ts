/**
 * The links of a resource: finding them, reading them, replacing them.
 *
 * Which elements a server replaces when it stores a transaction: https://hl7.org/fhir/R4/http.html#trules (elements of
 * type Reference, uri, url, oid, uuid, and the links of the narrative).
 */
import { characterSet, isOf } from "./characters.js";
import { DIGITS } from "./json.js";

/** A literal reference taken apart: `[base/]Type/id[/_history/version]`. */
export interface ReferenceParts {
  /** The base URL before the type, without a trailing slash; undefined for a relative reference. */
  base?: string;
  type: string;
  id: string;
  version?: string;
}

const HISTORY = "/_history/";
const BASE = /^https?:\/\/.*$/;

/** Takes a literal reference apart; undefined for a urn, a fragment, a search and anything else. */
export function parseReference(text: string): ReferenceParts | undefined {
  let end = text.length;
  let start = text.lastIndexOf("/") + 1;
  let version: string | undefined;
  if (text.startsWith(HISTORY, start - HISTORY.length)) {
    version = text.slice(start);
    end = start - HISTORY.length;
    start = text.lastIndexOf("/", end - 1) + 1;
  }
  if (start < 2) return undefined;
  const typeStart = text.lastIndexOf("/", start - 2) + 1;
  const type = text.slice(typeStart, start - 1);
  const id = text.slice(start, end);
  if (!isTypeName(type) || !isId(id) || (version !== undefined && !isId(version))) return undefined;
  const parts: ReferenceParts = { type, id };
  if (version !== undefined) parts.version = version;
  if (typeStart === 0) return parts;
  parts.base = text.slice(0, typeStart - 1);
  return BASE.test(parts.base) ? parts : undefined;
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTER = characterSet(UPPER + UPPER.toLowerCase());
const ID_SIGN = characterSet(`${UPPER}${UPPER.toLowerCase()}0123456789-.`);

/** Whether a text has the form of a resource's id. */
export const isId = (text: string): boolean => text.length >= 1 && text.length <= 64 && isOf(ID_SIGN, text);

const isTypeName = (text: string): boolean => text.length >= 2 && text.charCodeAt(0) <= 0x5a && isOf(LETTER, text);

/** Properties whose value is a link; `url` at a resource's root is its canonical name, not a link. */
const LINK_KEYS: ReadonlySet<string> = new Set([
  "reference",
  "url",
  "uri",
  "valueUri",
  "valueUrl",
  "valueUuid",
  "valueOid",
]);
/** Whether a property's text is a link. */
export const isLinkKey = (key: string): boolean => LINK_KEYS.has(key);

/** Properties whose text is a link, or has links in it. */
const LINKED_TEXT: ReadonlySet<string> = new Set([...LINK_KEYS, "div"]);

const NARRATIVE_LINK = /\b(href|src)="([^"]*)"/g;

/** Gives the new link, or undefined to leave it; `key` is the property it stands in (`div` for the narrative's). */
export type Rewrite = (link: string, key: string) => string | undefined;

/**
 * Replaces the links of a resource. What does not change is shared with the original, nothing is changed in place.
 * A Bundle's entries keep their links: they are resolved inside that Bundle.
 */
export function rewriteLinks<T>(resource: T, rewrite: Rewrite): T {
  return copy(resource, "", rewrite, true) as T;
}

/** A link, and the property it stands in (`div` for the narrative's). */
export interface Link {
  link: string;
  key: string;
}

/** Every link of a resource that rewriteLinks could replace. */
export function linksOf(resource: unknown): Link[] {
  const links: Link[] = [];
  rewriteLinks(resource, (link, key) => void links.push({ link, key }));
  return links;
}

function copy(value: unknown, key: string, rewrite: Rewrite, root: boolean): unknown {
  if (typeof value === "string") return root ? value : rewriteText(value, key, rewrite);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return copyArray(value, key, rewrite, root);
  const source = value as Record<string, unknown>;
  if (source.resourceType === "Bundle") return value;
  let target = source;
  for (const name in source) {
    const before = source[name];
    if (typeof before === "string" ? !LINKED_TEXT.has(name) : typeof before !== "object") continue;
    if (name === "__proto__" || (root && name === "url")) continue;
    const item = copy(before, name, rewrite, false);
    if (item === before) continue;
    if (target === source) target = { ...source };
    target[name] = item;
  }
  return target;
}

function copyArray(source: readonly unknown[], key: string, rewrite: Rewrite, root: boolean): unknown {
  let target: unknown[] | undefined;
  for (let i = 0; i < source.length; i++) {
    const item = copy(source[i], key, rewrite, root);
    if (item === source[i]) continue;
    target ??= withDigits([...source], source);
    target[i] = item;
  }
  return target ?? source;
}

function rewriteText(text: string, key: string, rewrite: Rewrite): string {
  if (LINK_KEYS.has(key)) return rewrite(text, key) ?? text;
  return key === "div" ? rewriteNarrative(text, key, rewrite) : text;
}

function rewriteNarrative(text: string, key: string, rewrite: Rewrite): string {
  return text.replace(NARRATIVE_LINK, (whole, name: string, link: string) => {
    const changed = rewrite(link, key);
    return changed === undefined ? whole : `${name}="${changed}"`;
  });
}

function withDigits<T extends object>(target: T, source: object): T {
  const digits = (source as { [DIGITS]?: unknown })[DIGITS];
  return digits ? Object.assign(target, { [DIGITS]: digits }) : target;
}

const URI_SYSTEM = "urn:ietf:rfc:3986";

/**
 * Makes references logical: `reference` gives way to `identifier`, a urn. They say what is meant and lead nowhere yet
 * (https://hl7.org/fhir/R4/references.html#logical). What does not change is shared with the original.
 *
 * @param urnOf the urn that says what a reference means; undefined to leave it
 */
export function makeLogical<T>(value: T, urnOf: (reference: string) => string | undefined): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => makeLogical(item, urnOf));
    return items.some((item, i) => item !== value[i]) ? (withDigits(items, value) as T) : value;
  }
  const { reference, ...others } = value as Record<string, unknown>;
  const urn = typeof reference === "string" ? urnOf(reference) : undefined;
  if (urn !== undefined) return { identifier: { system: URI_SYSTEM, value: urn }, ...others } as T;
  const made = Object.entries(value).map(([name, item]) => [name, makeLogical(item, urnOf)] as const);
  const changed = made.filter(([name, item]) => item !== (value as Record<string, unknown>)[name]);
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

/** A Reference.reference of a resource, with the JSON keys and indexes that lead to it. */
export interface FoundReference {
  reference: string;
  path: readonly (string | number)[];
}

/** Every Reference.reference inside a resource, contained resources and extensions too, a Bundle's entries not. */
export function referencesOf(resource: unknown): FoundReference[] {
  const found: FoundReference[] = [];
  collect(resource, [], found);
  return found;
}

function collect(value: unknown, path: readonly (string | number)[], found: FoundReference[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) collect(item, [...path, i], found);
    return;
  }
  const source = value as Record<string, unknown>;
  if (source.resourceType === "Bundle") return;
  for (const [name, item] of Object.entries(source)) {
    if (name === "reference" && typeof item === "string") found.push({ reference: item, path: [...path, name] });
    else collect(item, [...path, name], found);
  }
}
