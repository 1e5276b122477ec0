/** What is at the server of a case and no longer in the Bundle: found by the tag that the mapping gives every resource. */
import { CASE_SYSTEM, CASE_TYPES } from "../fhir/identity.js";
import { tagTokens } from "../fhir/tokens.js";
import type { Bundle, Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import { type Connection, exchange } from "./http/connection.js";
import { storedOf } from "./read/look.js";
import { matchesIn, readAll } from "./read/read.js";
import type { DeletedEntry } from "./receipt.js";
import type { Run } from "./run.js";

export interface Left {
  entries: DeletedEntry[];
  findings: Finding[];
}

/** Pages of a search that are followed; more say that the tag is not heeded. */
const MOST_PAGES = 50;

/** Finds the resources of the same case that are not among the items. A server that cannot search by tag is not asked. */
export async function findLeft(run: Run): Promise<Left> {
  const { items, connection, capabilities, stored } = run;
  const marks = new Set(items.flatMap(({ resource }) => caseOf(resource)));
  const [mark] = marks;
  if (mark === undefined || marks.size > 1 || !capabilities.tagSearch) return { entries: [], findings: [] };
  const paths = [...CASE_TYPES].map((type) => `${type}?_tag=${mark}&_count=200`);
  const read = await readAll(connection, paths, capabilities);
  if (read.failure) return { entries: [], findings: [read.failure] };
  const own = new Set([...stored.values()].map(({ id, resource }) => `${resource.resourceType}/${id}`));
  const found: Resource[] = [];
  for (const { resource } of read.value) {
    if (resource) found.push(...(await withNextPages(connection, resource as Bundle)));
  }
  const entries = found.flatMap((resource): DeletedEntry[] => {
    const isOurs = caseOf(resource).includes(mark) && !own.has(`${resource.resourceType}/${resource.id}`);
    if (!isOurs || resource.id === undefined) return [];
    const { id, version, resource: before } = storedOf(resource, connection.base);
    return [{ type: before.resourceType, id, ...(version ? { version } : {}), before }];
  });
  return { entries, findings: [] };
}

const caseOf = (resource: Resource): string[] =>
  tagTokens(resource).filter((token) => token.startsWith(`${CASE_SYSTEM}|`));

async function withNextPages(connection: Connection, first: Bundle): Promise<Resource[]> {
  const found = matchesIn(first);
  let page: Bundle | undefined = first;
  for (let count = 0; page && count < MOST_PAGES; count++) {
    const next: string | undefined = page.link?.find(({ relation }) => relation === "next")?.url;
    if (!next?.startsWith(`${connection.base}/`) && !next?.startsWith(`${connection.base}?`)) break;
    const question = { method: "GET" as const, path: next.slice(connection.base.length), name: "the next page" };
    const { value: answer } = await exchange(connection, question);
    page = answer?.status === 200 ? (answer.json as Bundle) : undefined;
    found.push(...matchesIn(page));
  }
  return found;
}
