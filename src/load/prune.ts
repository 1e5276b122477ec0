/** What is at the server of a case and no longer in the Bundle: found by the tag that the mapping gives every resource. */
import { CASE_SYSTEM, CASE_TYPES } from "../fhir/identity.js";
import { tagTokens } from "../fhir/tokens.js";
import type { Bundle, Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type Connection, exchange, type Question } from "./http/connection.js";
import { judgeAnswer } from "./http/judge-answer.js";
import { storedOf } from "./read/look.js";
import { matchesIn, readAll } from "./read/read.js";
import type { DeletedEntry } from "./receipt.js";
import type { Run } from "./run.js";
import { safeText } from "./text.js";

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
  const findings: Finding[] = [];
  for (const [i, { resource, failure }] of read.value.entries()) {
    const pages = resource
      ? await withNextPages(connection, resource as Bundle)
      : { matches: [], why: failure?.message };
    found.push(...pages.matches);
    if (pages.why !== undefined) findings.push(finding("load/left-unread", { search: paths[i], why: pages.why }));
  }
  const entries = found.flatMap((resource): DeletedEntry[] => {
    const isOurs = caseOf(resource).includes(mark) && !own.has(`${resource.resourceType}/${resource.id}`);
    if (!isOurs || resource.id === undefined) return [];
    const { id, version, resource: before } = storedOf(resource, connection.base);
    return [{ type: before.resourceType, id, ...(version ? { version } : {}), before }];
  });
  return { entries, findings };
}

const caseOf = (resource: Resource): string[] =>
  tagTokens(resource).filter((token) => token.startsWith(`${CASE_SYSTEM}|`));

/** What a search found, and why that may not be all. */
interface Pages {
  matches: Resource[];
  why?: string | undefined;
}

async function withNextPages(connection: Connection, first: Bundle): Promise<Pages> {
  const { base } = connection;
  const matches = matchesIn(first);
  let page = first;
  for (let count = 1; count < MOST_PAGES; count++) {
    const next = page.link?.find(({ relation }) => relation === "next")?.url;
    if (next === undefined) return { matches };
    if (!next.startsWith(`${base}/`) && !next.startsWith(`${base}?`)) {
      return { matches, why: `the next page is said to be at ${safeText(next, 200)}` };
    }
    const question: Question = { method: "GET", path: next.slice(base.length), name: "the next page" };
    const { value: answer, failure } = await exchange(connection, question);
    const wrong = failure ?? judgeAnswer(connection, question, answer);
    if (wrong || answer?.status !== 200) {
      return { matches, why: wrong?.message ?? `the next page was answered with ${answer?.status}` };
    }
    page = answer.json as Bundle;
    matches.push(...matchesIn(page));
  }
  return { matches, why: `it has more than ${MOST_PAGES} pages` };
}
