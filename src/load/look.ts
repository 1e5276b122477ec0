/** What is at the server already under the ids a plan writes to. */
import { stringifyJson } from "../fhir/json.js";
import type { Bundle, Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import { mapLimit } from "./concurrency.js";
import { type Connection, exchange, type Question, type Result } from "./connection.js";
import { judgeAnswer } from "./judge-answer.js";
import type { PlannedRequest } from "./plan.js";
import { matchesIn, readFailure } from "./read.js";

/** Small enough for the entry limits servers are known to have (150 and more). */
const CHUNK = 100;
const PARALLEL = 4;

/**
 * Reads what is there under the ids of the PUTs: by batches of GETs, one by one where a server does not do those.
 *
 * @returns the resources by `Type/id`, or by the `Type?query` of a conditional PUT; what is free is not in it
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
  await lookByCondition(connection, requests, existing);
  return { value: existing };
}

/** What a conditional PUT will change; whether it may is the server's to say, so a question it does not answer is no failure. */
async function lookByCondition(
  connection: Connection,
  requests: readonly PlannedRequest[],
  existing: Map<string, Resource>,
): Promise<void> {
  const conditional = requests.filter(({ method, id }) => method === "PUT" && id === undefined);
  await mapLimit(conditional, PARALLEL, async ({ url }) => {
    const { value: answer } = await exchange(connection, { method: "GET", path: `/${url}`, name: `GET ${url}` });
    const found = answer?.status === 200 ? matchesIn(answer.json) : [];
    if (found.length === 1 && found[0]) existing.set(url, found[0]);
  });
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
