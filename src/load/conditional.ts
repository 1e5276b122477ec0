/** References by a query (`Patient?identifier=system|value`), made literal: then what is there can be compared. */
import { rewriteLinks } from "../fhir/references.js";
import { identifierTokens } from "../fhir/tokens.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Connection } from "./http/connection.js";
import type { Item } from "./plan/items.js";
import { QUERY } from "./plan/links.js";
import { matchesIn, readAll } from "./read/read.js";
import type { Capabilities } from "./servers/capabilities.js";

/** A query that means an item of this load becomes a link to it; each of the others is looked up. */
export async function resolveConditional(
  items: readonly Item[],
  connection: Connection,
  capabilities: Capabilities,
): Promise<{ items: readonly Item[]; findings: Finding[] }> {
  const asked = new Map<string, { entry: number }>();
  for (const { queries, entry } of items) {
    for (const query of queries) if (!asked.has(query)) asked.set(query, { entry });
  }
  if (asked.size === 0) return { items, findings: [] };
  const urns = new Map<string, string>();
  for (const query of asked.keys()) {
    const means = items.filter((item) => isMeant(item, query));
    if (means.length === 1 && means[0]) urns.set(query, means[0].urn);
  }
  const open = [...asked.keys()].filter((query) => !urns.has(query));
  const places = new Map<string, string>();
  const findings: Finding[] = [];
  const read = await readAll(connection, open, capabilities);
  if (read.failure) return { items, findings: [read.failure] };
  for (const [i, query] of open.entries()) {
    const { resource, failure } = read.value[i] ?? {};
    const found = matchesIn(resource);
    const bundle = { entry: asked.get(query)?.entry ?? 0 };
    if (failure) findings.push({ ...failure, bundle });
    else if (found.length === 1) places.set(query, `${found[0]?.resourceType}/${found[0]?.id}`);
    else findings.push(finding("load/conditional-reference", { query, count: found.length }, { bundle }));
  }
  const rewrite = (link: string, key: string) => (key === "reference" ? places.get(link) : undefined);
  const resolved = items.map((item): Item => {
    const meant = item.queries.flatMap((query) => (urns.has(query) ? [[query, urns.get(query) ?? ""] as const] : []));
    return { ...item, resource: rewriteLinks(item.resource, rewrite), links: new Map([...item.links, ...meant]) };
  });
  return { items: resolved, findings };
}

/** By the condition it is found by, or by an identifier. */
function isMeant({ type, condition, resource }: Item, reference: string): boolean {
  const [, asked, query = ""] = QUERY.exec(reference) ?? [];
  const [, token = ""] = /^identifier=([^&]+)$/.exec(query) ?? [];
  return asked === type && (condition === query || identifierTokens(resource).includes(token));
}
