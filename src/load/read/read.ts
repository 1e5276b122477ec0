/** Reading many things at once: by batches of GETs, one by one where a server does not do those. */
import { stringifyJson } from "../../fhir/json.js";
import type { Bundle, Resource } from "../../fhir/types.js";
import { type Finding, finding } from "../../finding/finding.js";
import { mapLimit } from "../concurrency.js";
import { type Answer, type Connection, exchange, type Question, type Result } from "../http/connection.js";
import { judgeAnswer } from "../http/judge-answer.js";
import { isOutcome, issueText } from "../issues.js";
import type { Capabilities } from "../servers/capabilities.js";
import { safeText } from "../text.js";

/** Small enough to be answered soon. */
const CHUNK = 100;
const PARALLEL = 4;

/** What a GET gave: a resource (of a search its Bundle), nothing there (it may have been deleted), or why it was not answered. */
export type Reading =
  | { resource: Resource; failure?: undefined; wasDeleted?: undefined }
  | { resource?: undefined; failure?: Finding; wasDeleted?: boolean };

/**
 * Reads paths (`Type/id`, `Type?query`).
 *
 * @returns one reading per path; a failure that every other request would meet as well (no network) is the result's
 */
export async function readAll(
  connection: Connection,
  paths: readonly string[],
  { batch, maxBatchEntries }: Pick<Capabilities, "batch" | "maxBatchEntries">,
): Promise<Result<Reading[]>> {
  const size = Math.min(CHUNK, maxBatchEntries);
  const chunks = Array.from({ length: Math.ceil(paths.length / size) }, (_, i) =>
    paths.slice(i * size, (i + 1) * size),
  );
  let batches = batch;
  let failure: Finding | undefined;
  const readings = await mapLimit(chunks, PARALLEL, async (chunk) => {
    if (failure) return [];
    const answered = batches && chunk.length > 1 ? await readByBatch(connection, chunk) : { value: undefined };
    if (answered.failure) failure = answered.failure;
    const entries = answered.value;
    if (!entries) batches = false;
    const singles = await mapLimit(chunk, PARALLEL, async (path, i) => {
      const read = entries?.[i] ?? (failure ? {} : await readOne(connection, path));
      if (read.failure && !OF_ONE.has(read.failure.code)) failure ??= read.failure;
      return read;
    });
    return singles;
  });
  return failure ? { failure } : { value: readings.flat() };
}

/** What a search found; nothing where the answer is no searchset. */
export function matchesIn(json: unknown): Resource[] {
  const { entry } = (json ?? {}) as Partial<Bundle>;
  const found = Array.isArray(entry) ? entry.filter((one) => one?.search?.mode !== "outcome") : [];
  return found.flatMap(({ resource }) => (resource && !isOutcome(resource) ? [resource] : []));
}

/** What may be wrong with this one resource, and not with the server or the network. */
const OF_ONE: ReadonlySet<string> = new Set([
  "load/read-back-failed",
  "load/server-error",
  "load/refused",
  "load/empty-answer",
  "load/not-json",
]);

/** Undefined when the answer is not one entry for each path; undefined entries are not told. */
async function readByBatch(
  connection: Connection,
  chunk: readonly string[],
): Promise<Result<(Reading | undefined)[] | undefined>> {
  const bundle: Bundle = {
    resourceType: "Bundle",
    type: "batch",
    entry: chunk.map((url) => ({ request: { method: "GET", url } })),
  };
  const question: Question = {
    method: "POST",
    path: "",
    body: stringifyJson(bundle, 0),
    repeat: "always",
    name: "a batch of reads",
  };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return { failure };
  const entries = (answer.json as Bundle | undefined)?.entry;
  if (answer.status !== 200 || !Array.isArray(entries) || entries.length !== chunk.length) return { value: undefined };
  return {
    value: entries.map((entry, i): Reading | undefined => {
      const status = Number.parseInt(String(entry?.response?.status), 10);
      if (status === 404 || status === 410) return { wasDeleted: status === 410 };
      const resource = entry?.resource as Resource | undefined;
      return status === 200 && resource && isAnswerTo(chunk[i] ?? "", resource) ? { resource } : undefined;
    }),
  };
}

const isAnswerTo = (path: string, { resourceType, id }: Resource): boolean =>
  path.includes("?") ? resourceType === "Bundle" : `${resourceType}/${id}` === path;

async function readOne(connection: Connection, path: string): Promise<Reading> {
  const question: Question = { method: "GET", path: `/${path}`, name: `GET ${path}` };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return { failure };
  const { status, json } = answer;
  // Of anything but a FHIR server a 404 may mean that there is no FHIR server at all.
  if ((status === 404 || status === 410) && typeof json === "object" && json !== null)
    return { wasDeleted: status === 410 };
  const wrong = judgeAnswer(connection, question, answer) ?? (status === 200 ? undefined : readFailure(path, answer));
  return wrong ? { failure: wrong } : { resource: json as Resource };
}

/** A resource that should be readable and is not. */
function readFailure(target: string, { status, json, text }: Answer): Finding {
  const said = isOutcome(json) ? issueText(json) : safeText(text, 120) || "no reason given";
  return finding("load/read-back-failed", { target, status, text: said });
}
