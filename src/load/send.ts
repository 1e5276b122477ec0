/** Sends a plan as one Bundle to the base URL and judges the answer as a whole and entry by entry. */
import { stringifyJson } from "../fhir/json.js";
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type EntryAnswer, matchAnswers, readAnswer } from "./answers.js";
import { type Connection, type ConnectionOptions, connect, exchange, type Question } from "./connection.js";
import { isUncertain } from "./failures.js";
import { findingsOf, isOutcome } from "./issues.js";
import { judgeAnswer } from "./judge-answer.js";
import { type Plan, type PlannedRequest, plannedBundle } from "./plan.js";
import { safeText } from "./text.js";

/** What became of one request. */
export interface SentEntry {
  /** `unknown`: it was sent, and nobody heard what became of it. */
  state: "stored" | "refused" | "unknown" | "unsent";
  status?: number;
  /** Where it is stored; absent when the server did not say. */
  assigned?: { type: string; id: string; version?: string };
}

export interface Sent {
  /** One per planned request, in order. */
  entries: SentEntry[];
  findings: Finding[];
}

/** Sends a plan. Nothing is repeated, nothing is read back: that is `load`. */
export async function sendPlan(plan: Plan, options: ConnectionOptions): Promise<Sent> {
  const { value: connection, failure } = connect(options);
  return failure ? allOf(plan, "unsent", [failure]) : send(plan, connection);
}

const allOf = (plan: Plan, state: SentEntry["state"], findings: Finding[], status?: number): Sent => ({
  entries: plan.requests.map(() => ({ state, ...(status === undefined ? {} : { status }) })),
  findings,
});

export async function send(plan: Plan, connection: Connection): Promise<Sent> {
  const question: Question = {
    method: "POST",
    path: "",
    body: stringifyJson(plannedBundle(plan), 0),
    name: `the ${plan.type}`,
  };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return allOf(plan, isUncertain(failure.code) ? "unknown" : "unsent", [failure]);
  const { status, json } = answer;
  const entryOf = (sent: number) => plan.requests[sent];
  const wrong = judgeAnswer(connection, question, answer);
  if (wrong) {
    const details = isOutcome(json) && status >= 500 ? findingsOf(json, "load/refused", status, entryOf) : [];
    return allOf(plan, isUncertain(wrong.code) ? "unknown" : "refused", [wrong, ...placed(details)], status);
  }
  if (status >= 400 && isOutcome(json)) {
    const said = findingsOf(json, "load/refused", status, entryOf);
    const silent = !said.some((one) => one.severity === "error");
    const none = silent ? [finding("load/refused", { status, text: "no reason given" })] : [];
    return allOf(plan, "refused", [...none, ...said], status);
  }
  const { resourceType } = json as Bundle;
  if (resourceType === "Bundle") return judgeEntries(plan, json as Bundle);
  const params = { server: connection.base, request: question.name, type: safeText(resourceType, 60), status };
  const said = isOutcome(json) ? findingsOf(json, "load/server-warning", status, entryOf) : [];
  return allOf(plan, "unknown", [finding("load/unexpected-answer", params), ...said], status);
}

/** Of a failure's outcome only what names an entry adds something. */
const placed = (findings: readonly Finding[]): Finding[] => findings.filter((one) => one.bundle?.entry !== undefined);

function judgeEntries(plan: Plan, answer: Bundle): Sent {
  const { requests } = plan;
  const answers = (Array.isArray(answer.entry) ? answer.entry : []).map(readAnswer);
  const matched = matchAnswers(requests, answers);
  const findings: Finding[] = [];
  const entries = requests.map((request, i): SentEntry => {
    const own = matched[i];
    const place = { bundle: { entry: request.entry } };
    if (!own) {
      const params = { answers: answers.length, requests: requests.length };
      findings.push(finding("load/answer-missing", params, place));
      return { state: "unknown" };
    }
    findings.push(...outcomeFindings(own, requests, i));
    if (own.status === undefined) {
      findings.push(finding("load/no-status", { text: safeText(own.statusText, 60) }, place));
      return { state: "unknown" };
    }
    if (own.status < 200 || own.status > 299) return { state: "refused", status: own.status };
    const assigned = assignedOf(request, own, findings);
    return { state: "stored", status: own.status, ...(assigned ? { assigned } : {}) };
  });
  const stored = entries.filter((entry) => entry.state === "stored").length;
  if (plan.type === "transaction" && stored > 0 && entries.some((entry) => entry.state === "refused")) {
    findings.push(finding("load/not-atomic", { stored, count: requests.length }));
  }
  return { entries, findings };
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
  return [...findings, finding("load/entry-refused", params, own ? { bundle: { entry: own.entry } } : {})];
}

/** Where a request's resource is: as the answer says, else where a PUT asked for. */
function assignedOf(request: PlannedRequest, answer: EntryAnswer, findings: Finding[]): SentEntry["assigned"] {
  const type = answer.type ?? request.type;
  const id = answer.id ?? request.id;
  if (id === undefined) return undefined;
  if (type !== request.type || (request.id !== undefined && id !== request.id)) {
    const params = { target: request.url, assigned: `${type}/${id}` };
    findings.push(finding("load/other-id", params, { bundle: { entry: request.entry } }));
  }
  return { type, id, ...(answer.version ? { version: answer.version } : {}) };
}
