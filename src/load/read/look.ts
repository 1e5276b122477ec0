/** What is at the server already of the items of a load. */
import { rewriteLinks } from "../../fhir/references.js";
import { identifierTokens, tagTokens } from "../../fhir/tokens.js";
import type { Resource } from "../../fhir/types.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Connection, Result } from "../http/connection.js";
import type { Item } from "../plan/items.js";
import { localLink } from "../plan/links.js";
import type { Stored } from "../plan/plan.js";
import { type Strategy, wayOf } from "../plan/strategy.js";
import type { Capabilities } from "../servers/capabilities.js";
import { matchesIn, readAll } from "./read.js";

export interface Looked {
  /** By urn. */
  stored: Map<string, Stored>;
  /** Urns of what was deleted here before. */
  deleted: Set<string>;
  /** Conditions that more than one resource meets. */
  findings: Finding[];
}

/** How an item is found: by its id where it is stored under that, else by its condition. */
export function pathOf(item: Item, strategy: Strategy, capabilities: Capabilities): string | undefined {
  if (wayOf(item, strategy, capabilities) === "put") return `${item.type}/${item.id}`;
  return item.condition === undefined ? undefined : `${item.type}?${item.condition}`;
}

/** Reads what is there under the ids and conditions of items; one that is known by neither is not looked for. */
export async function lookAt(
  connection: Connection,
  items: readonly Item[],
  paths: ReadonlyMap<string, string>,
  capabilities: Capabilities,
): Promise<Result<Looked>> {
  const known = items.filter(({ urn }) => paths.has(urn));
  const read = await readAll(
    connection,
    known.map(({ urn }) => paths.get(urn) ?? ""),
    capabilities,
  );
  if (read.failure) return { failure: read.failure };
  const stored = new Map<string, Stored>();
  const deleted = new Set<string>();
  const findings: Finding[] = [];
  for (const [i, item] of known.entries()) {
    const { resource, failure, wasDeleted } = read.value[i] ?? {};
    const path = paths.get(item.urn) ?? "";
    const place = { bundle: { entry: item.entry, expression: `Bundle.entry[${item.entry}]` } };
    if (failure) return { failure: { ...failure, ...place } };
    if (wasDeleted) deleted.add(item.urn);
    if (!resource) continue;
    const all = path.includes("?")
      ? matchesIn(resource).filter(({ resourceType }) => resourceType === item.type)
      : [resource];
    const found = all.filter((one) => meets(one, item.condition, path));
    if (all.length > 0 && found.length === 0) {
      findings.push(finding("load/search-ignored", { condition: path, id: `${item.type}/${all[0]?.id}` }, place));
    }
    if (found.length > 1) {
      const ids = found.map(({ resourceType, id }) => `${resourceType}/${id}`).join(", ");
      findings.push(finding("load/ambiguous", { condition: path, count: found.length, ids }, place));
    }
    const [first] = found;
    if (first?.id) stored.set(item.urn, storedOf(first, connection.base));
  }
  return { value: { stored, deleted, findings } };
}

/** Whether a match carries the identifier or tag that was asked for; of other conditions the server's word is taken. */
function meets(resource: Resource, condition: string | undefined, path: string): boolean {
  const [, parameter, token = ""] = /^(identifier|_tag)=([^&]+)$/.exec(condition ?? "") ?? [];
  if (!path.includes("?") || !parameter || !token.includes("|")) return true;
  return (parameter === "_tag" ? tagTokens : identifierTokens)(resource).includes(token);
}

/** As it is compared and kept: references of a server to itself made relative. */
export function storedOf(resource: Resource, base: string): Stored {
  const { versionId } = resource.meta ?? {};
  const local = rewriteLinks(resource, (link, key) => (key === "reference" ? localLink(link, base) : undefined));
  return { id: resource.id ?? "", ...(versionId ? { version: versionId } : {}), resource: local };
}
