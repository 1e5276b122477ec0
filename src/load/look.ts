/** What is at the server already under the ids a plan writes to. */
import { stringifyJson } from "../fhir/json.js";
import type { Bundle, Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import { mapLimit } from "./concurrency.js";
import { type Connection, exchange, type Question, type Result } from "./connection.js";
import { judgeAnswer } from "./judge-answer.js";
import type { PlannedRequest } from "./plan.js";
import { readFailure } from "./read.js";

/** Small enough for the entry limits servers are known to have (150 and more). */
const CHUNK = 100;
const PARALLEL = 4;

/**
 * Reads what is there under the ids of the PUTs: by batches of GETs, one by one where a server does not do those.
 *
 * @returns the resources by `Type/id`; an id that is free is not in it
 */
export async function lookAt(
  connection: Connection,
  requests: readonly PlannedRequest[],
): Promise<Result<Map<string, Resource>>> {
  const targets = requests.filter((request) => request.id !== undefined);
  const existing = new Map<string, Resource>();
  for (let start = 0; start < targets.length; start += CHUNK) {
    const chunk = targets.slice(start, start + CHUNK);
    const found = (await lookByBatch(connection, chunk)) ?? (await lookOneByOne(connection, chunk));
    if (found.failure) return { failure: found.failure };
    for (const [i, resource] of found.value.entries()) {
      const url = chunk[i]?.url;
      if (resource && url) existing.set(url, resource);
    }
  }
  return { value: existing };
}

type Found = Result<(Resource | undefined)[]>;

/** Undefined when the answer does not tell of every entry whether it is there. */
async function lookByBatch(connection: Connection, chunk: readonly PlannedRequest[]): Promise<Found | undefined> {
  const bundle: Bundle = {
    resourceType: "Bundle",
    type: "batch",
    entry: chunk.map(({ url }) => ({ request: { method: "GET", url } })),
  };
  const question: Question = {
    method: "POST",
    path: "",
    body: stringifyJson(bundle, 0),
    name: "the look at what is there",
  };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return { failure };
  const entries = (answer.json as Bundle | undefined)?.entry;
  if (answer.status !== 200 || !Array.isArray(entries) || entries.length !== chunk.length) return undefined;
  const resources = entries.map((entry, i) => {
    const status = Number.parseInt(String(entry?.response?.status), 10);
    if (status === 404 || status === 410) return null;
    const resource = entry?.resource as Resource | undefined;
    return status === 200 && resource && `${resource.resourceType}/${resource.id}` === chunk[i]?.url
      ? resource
      : undefined;
  });
  if (resources.includes(undefined)) return undefined;
  return { value: resources.map((resource) => resource ?? undefined) };
}

async function lookOneByOne(connection: Connection, chunk: readonly PlannedRequest[]): Promise<Found> {
  let failure: Finding | undefined;
  const resources = await mapLimit(chunk, PARALLEL, async ({ url, entry }) => {
    if (failure) return undefined;
    const question: Question = { method: "GET", path: `/${url}`, name: `GET ${url}` };
    const result = await exchange(connection, question);
    if (result.failure) failure = result.failure;
    else if (result.value.status === 200) {
      failure = judgeAnswer(connection, question, result.value);
      if (!failure) return result.value.json as Resource;
    } else if (!isAbsent(result.value.status, result.value.json)) {
      failure = judgeAnswer(connection, question, result.value) ?? readFailure(url, entry, result.value);
    }
    return undefined;
  });
  return failure ? { failure } : { value: resources };
}

/** 404 and 410 of a FHIR server; of anything else a 404 may mean that there is no FHIR server at all. */
const isAbsent = (status: number, json: unknown): boolean =>
  (status === 404 || status === 410) && typeof json === "object" && json !== null;
