/** Whether an answer is what was asked for, by its status and kind; what its entries say is judged elsewhere. */
import type { FindingCode } from "../../finding/catalogue.js";
import { type Finding, finding } from "../../finding/finding.js";
import { isOutcome, issueText } from "../issues.js";
import { safeText } from "../text.js";
import { sizeOf } from "./attempt.js";
import type { Answer, Connection, Question } from "./connection.js";

const HTML = /^\s*<(?:!doctype html|html)\b/i;

/**
 * Gives the finding for an answer that is no FHIR resource with a status of success.
 *
 * @returns undefined for a success with a resource, and for a 4xx whose OperationOutcome says what is wrong
 */
export function judgeAnswer(connection: Connection, question: Question, answer: Answer): Finding | undefined {
  const code = codeFor(answer);
  if (code === undefined) return undefined;
  const { status, headers, text, json } = answer;
  return finding(code, {
    server: connection.base,
    request: question.name,
    status,
    text: isOutcome(json) ? issueText(json) : safeText(HTML.test(text) ? titleOf(text) : text.slice(0, 1000), 200),
    type: safeText(typeOf(answer) || "no content type", 60),
    bytes: sizeOf(question.body),
    location: safeText(headers.get("location") ?? "an address it does not name", 200),
    retryAfter: retryAfter(headers),
    tries: answer.tries,
    why: answer.why ?? "it names no address where to ask",
  });
}

/** Statuses of which it does not matter what else is said. */
const CODES: Readonly<Record<number, FindingCode>> = {
  202: "load/asynchronous",
  401: "load/unauthorized",
  403: "load/forbidden",
  413: "load/too-large",
  429: "load/too-many-requests",
};

function codeFor(answer: Answer): FindingCode | undefined {
  const { status, text, json } = answer;
  if (CODES[status]) return CODES[status];
  if (status >= 300 && status < 400) return "load/redirected";
  if (status >= 500) return "load/server-error";
  if (status >= 400 && isOutcome(json)) return undefined;
  if (/\bhtml\b/i.test(typeOf(answer)) || HTML.test(text)) return "load/html-answer";
  if (status === 404 || status === 405 || status === 410) return "load/no-fhir-endpoint";
  if (status >= 400) return "load/refused";
  if (text.trim() === "") return "load/empty-answer";
  const { resourceType } = (json ?? {}) as { resourceType?: unknown };
  return typeof resourceType === "string" ? undefined : "load/not-json";
}

const typeOf = ({ headers }: Answer): string => headers.get("content-type") ?? "";

const titleOf = (html: string): string => /<title[^>]*>([^<]*)</i.exec(html)?.[1] ?? "a page without a title";

function retryAfter(headers: Headers): string {
  const value = headers.get("retry-after");
  return value ? `, again after ${safeText(value, 40)}${/^\d+$/.test(value) ? " s" : ""}` : "";
}
