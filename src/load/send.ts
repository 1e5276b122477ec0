/** Sends one part of a plan and judges the answer, as a whole and request by request. */
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type EntryAnswer, matchAnswers, readAnswer, readSingle } from "./answers.js";
import { mapLimit } from "./concurrency.js";
import { type Connection, exchange, type Question } from "./http/connection.js";
import { isUncertain } from "./http/failures.js";
import { judgeAnswer } from "./http/judge-answer.js";
import { findingsOf, isOutcome } from "./issues.js";
import { bodyOf, bodyOfPart, type Part, type PlannedRequest } from "./plan/part.js";
import { safeText } from "./text.js";

/** What became of one request. */
export interface SentRequest {
  /** `unknown`: it was sent, and nobody heard what became of it. */
  state: "stored" | "refused" | "unknown" | "unsent";
  status?: number;
  /** Where it is stored; absent when the server did not say. */
  assigned?: { type: string; id: string; version?: string };
}

export interface Sent {
  /** One per request of the part, in order. */
  requests: SentRequest[];
  findings: Finding[];
}

const PARALLEL = 4;

/** Sends a part whose links are all settled. */
export function sendPart(part: Part, connection: Connection): Promise<Sent> {
  return part.kind === "single" ? sendSingly(part, connection) : sendBundle(part, connection);
}

async function sendSingly({ requests }: Part, connection: Connection): Promise<Sent> {
  const sent = await mapLimit(requests, PARALLEL, (request) => sendOne(request, connection));
  return { requests: sent.flatMap((one) => one.requests), findings: sent.flatMap((one) => one.findings) };
}

async function sendOne(request: PlannedRequest, connection: Connection): Promise<Sent> {
  const { method, url, resource, ifMatch, ifNoneExist } = request;
  const question: Question = {
    method,
    path: `/${url}`,
    name: `${method} ${url}`,
    headers: {
      ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      ...(ifNoneExist === undefined ? {} : { "if-none-exist": ifNoneExist }),
    },
    ...(resource ? { body: bodyOf(resource) } : {}),
  };
  const place = placeOf(request);
  const { value: answer, failure, state } = await ask(connection, question);
  if (failure) return all([request], state, [{ ...failure, ...place }]);
  // A write may be answered without a body.
  const bodiless = answer.status < 300 && answer.status !== 202 && answer.text.trim() === "";
  const wrong = bodiless ? undefined : judgeAnswer(connection, question, answer);
  if (wrong) {
    return all([request], isUncertain(wrong.code) ? "unknown" : "refused", [{ ...wrong, ...place }], answer.status);
  }
  const findings: Finding[] = [];
  const own = readSingle(answer);
  findings.push(...outcomeFindings(own, [request], 0));
  return { requests: [judged(request, own, findings)], findings };
}

/** Asks, and says of a failure whether the request may have been heard: of a load that is ended already nothing is sent. */
async function ask(connection: Connection, question: Question) {
  const wasEnded = connection.signal?.aborted === true;
  const result = await exchange(connection, question);
  const isUnknown = result.failure !== undefined && !wasEnded && isUncertain(result.failure.code);
  return { ...result, state: isUnknown ? ("unknown" as const) : ("unsent" as const) };
}

const placeOf = ({ entry }: PlannedRequest) => (entry === undefined ? {} : { bundle: { entry } });

const all = (
  requests: readonly PlannedRequest[],
  state: SentRequest["state"],
  findings: Finding[],
  status?: number,
): Sent => ({
  requests: requests.map(() => ({ state, ...(status === undefined ? {} : { status }) })),
  findings,
});

async function sendBundle(part: Part, connection: Connection): Promise<Sent> {
  const { kind, requests } = part;
  const question: Question = {
    method: "POST",
    path: "",
    body: bodyOfPart(part),
    name: `the ${kind}`,
  };
  const { value: answer, failure, state } = await ask(connection, question);
  if (failure) return all(requests, state, [failure]);
  const { status, json } = answer;
  const entryOf = (sent: number) => requests[sent];
  const wrong = judgeAnswer(connection, question, answer);
  if (wrong) {
    const details = isOutcome(json) && status >= 500 ? findingsOf(json, "load/refused", status, entryOf) : [];
    const placed = details.filter((one) => one.bundle?.entry !== undefined);
    return all(requests, isUncertain(wrong.code) ? "unknown" : "refused", [wrong, ...placed], status);
  }
  if (status >= 400 && isOutcome(json)) {
    const said = findingsOf(json, "load/refused", status, entryOf);
    const silent = !said.some((one) => one.severity === "error");
    const none = silent ? [finding("load/refused", { status, text: "no reason given" })] : [];
    return all(requests, "refused", [...none, ...said], status);
  }
  const { resourceType } = json as Bundle;
  if (resourceType === "Bundle") return judgeEntries(part, json as Bundle);
  const params = { server: connection.base, request: question.name, type: safeText(resourceType, 60), status };
  const said = isOutcome(json) ? findingsOf(json, "load/server-warning", status, entryOf) : [];
  return all(requests, "unknown", [finding("load/unexpected-answer", params), ...said], status);
}

function judgeEntries({ kind, requests }: Part, answer: Bundle): Sent {
  const answers = (Array.isArray(answer.entry) ? answer.entry : []).map(readAnswer);
  const matched = matchAnswers(requests, answers);
  const findings: Finding[] = [];
  const sent = requests.map((request, i): SentRequest => {
    const own = matched[i];
    if (!own) {
      const params = { answers: answers.length, requests: requests.length };
      findings.push(finding("load/answer-missing", params, placeOf(request)));
      return { state: "unknown" };
    }
    findings.push(...outcomeFindings(own, requests, i));
    return judged(request, own, findings);
  });
  const stored = sent.filter(({ state }) => state === "stored").length;
  if (kind === "transaction" && stored > 0 && sent.some(({ state }) => state === "refused")) {
    findings.push(finding("load/not-atomic", { stored, count: requests.length }));
  }
  return { requests: sent, findings };
}

function judged(request: PlannedRequest, answer: EntryAnswer, findings: Finding[]): SentRequest {
  const { status } = answer;
  if (status === undefined) {
    findings.push(finding("load/no-status", { text: safeText(answer.statusText, 60) }, placeOf(request)));
    return { state: "unknown" };
  }
  const gone = request.method === "DELETE" && (status === 404 || status === 410);
  if (!gone && (status < 200 || status > 299)) return { state: "refused", status };
  const assigned = request.method === "DELETE" ? undefined : assignedOf(request, answer, findings);
  return { state: "stored", status, ...(assigned ? { assigned } : {}) };
}

function outcomeFindings(answer: EntryAnswer, requests: readonly PlannedRequest[], index: number): Finding[] {
  const { status = 0, outcome } = answer;
  const failed = status !== 0 && (status < 200 || status > 299);
  const code = failed ? "load/entry-refused" : "load/server-warning";
  const own = requests[index];
  const said = outcome ? findingsOf(outcome, code, status, () => own, index) : [];
  const findings = said.filter((one) => failed || one.severity !== "information");
  if (!failed || findings.some((one) => one.severity === "error")) return findings;
  const params = { status, text: "no reason given" };
  return [...findings, finding("load/entry-refused", params, own ? placeOf(own) : {})];
}

/** Where a request's resource is: as the answer says, else where a PUT asked for. */
function assignedOf(request: PlannedRequest, answer: EntryAnswer, findings: Finding[]): SentRequest["assigned"] {
  const type = answer.type ?? request.type;
  const id = answer.id ?? request.id;
  if (id === undefined) return undefined;
  if (type !== request.type || (request.id !== undefined && id !== request.id)) {
    findings.push(finding("load/other-id", { target: request.url, assigned: `${type}/${id}` }, placeOf(request)));
  }
  return { type, id, ...(answer.version ? { version: answer.version } : {}) };
}
