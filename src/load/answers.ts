/** Which entry of an answer belongs to which request, and what it says. */
import type { BundleEntry, OperationOutcome, Resource } from "../fhir/types.js";
import type { Answer } from "./http/connection.js";
import { isOutcome } from "./issues.js";
import type { PlannedRequest } from "./plan/part.js";

/** One entry of a transaction-response or batch-response. */
export interface EntryAnswer {
  /** Undefined when it cannot be read. */
  status?: number;
  /** What entry.response.status said. */
  statusText: string;
  type?: string;
  id?: string;
  version?: string;
  outcome?: OperationOutcome;
}

const LOCATION = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?\/?$/;

/** Reads `201` and `201 Created`, a location relative or absolute, with or without version, and an etag. */
export function readAnswer(entry: BundleEntry): EntryAnswer {
  const { status, location, etag, outcome } = entry?.response ?? {};
  const statusText = String(status ?? "");
  const number = /^\s*([1-5]\d\d)\b/.exec(statusText)?.[1];
  const [, type, id, version] = (typeof location === "string" && LOCATION.exec(location)) || [];
  const resource = isOutcome(entry?.resource) ? undefined : (entry?.resource as Resource | undefined);
  const tag = typeof etag === "string" ? /^(?:W\/)?"?([^"]+)"?$/.exec(etag)?.[1] : undefined;
  const versionId = version ?? tag ?? resource?.meta?.versionId;
  const said = isOutcome(outcome) ? outcome : isOutcome(entry?.resource) ? entry.resource : undefined;
  return {
    statusText,
    ...(number ? { status: Number(number) } : {}),
    ...((type ?? resource?.resourceType) ? { type: type ?? resource?.resourceType } : {}),
    ...((id ?? resource?.id) ? { id: id ?? resource?.id } : {}),
    ...(versionId ? { version: versionId } : {}),
    ...(said ? { outcome: said } : {}),
  } as EntryAnswer;
}

/** The answer to a request of its own, as an entry would have it. */
export function readSingle({ status, headers, json }: Answer): EntryAnswer {
  const resource = typeof json === "object" && json !== null ? (json as Resource) : undefined;
  const response = {
    status: String(status),
    location: headers.get("location") ?? headers.get("content-location") ?? undefined,
    etag: headers.get("etag") ?? undefined,
  };
  return readAnswer({ response, ...(resource ? { resource } : {}) } as BundleEntry);
}

/**
 * Gives each request its answer.
 *
 * As many answers as requests: in order, as R4 demands. Otherwise only by what an answer names: a PUT by its `Type/id`,
 * a POST by its type where requests and answers of that type are as many.
 *
 * @returns as long as `requests`; undefined where no answer can be told to be that request's
 */
export function matchAnswers(
  requests: readonly PlannedRequest[],
  answers: readonly EntryAnswer[],
): (EntryAnswer | undefined)[] {
  if (answers.length === requests.length) return [...answers];
  const left = new Set(answers);
  const byTarget = requests.map((request) => {
    const answer = [...left].find(({ type, id }) => request.id !== undefined && `${type}/${id}` === request.url);
    if (answer) left.delete(answer);
    return answer;
  });
  return requests.map((request, i) => {
    if (byTarget[i]) return byTarget[i];
    const open = requests.filter((other, j) => other.type === request.type && !byTarget[j]);
    const candidates = [...left].filter((answer) => answer.type === request.type);
    return open.length === candidates.length ? candidates[open.indexOf(request)] : undefined;
  });
}
