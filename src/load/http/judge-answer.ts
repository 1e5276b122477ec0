/** Whether an answer is what was asked for, by its status and kind; what its entries say is judged elsewhere. */
import { type Finding, finding } from "../../finding/finding.js";
import { isOutcome, issueText } from "../issues.js";
import { safeText } from "../text.js";
import type { Answer, Connection, Question } from "./connection.js";

const HTML = /^\s*<(?:!doctype html|html)\b/i;

/**
 * Gives the finding for an answer that is no FHIR resource with a status of success.
 *
 * @returns undefined for a success with a resource, and for a 4xx whose OperationOutcome says what is wrong
 */
export function judgeAnswer(connection: Connection, question: Question, answer: Answer): Finding | undefined {
  const { status, headers, text, json } = answer;
  const type = headers.get("content-type") ?? "";
  const params = {
    server: connection.base,
    request: question.name,
    status,
    text: isOutcome(json) ? issueText(json) : safeText(HTML.test(text) ? titleOf(text) : text.slice(0, 1000), 200),
    type: safeText(type || "no content type", 60),
    bytes: question.body === undefined ? 0 : bytesOf(question.body),
    location: safeText(headers.get("location") ?? "an address it does not name", 200),
    retryAfter: retryAfter(headers),
    tries: answer.tries,
    why: answer.why ?? "it names no address where to ask",
  };
  const isHtml = /\bhtml\b/i.test(type) || HTML.test(text);
  if (status >= 300 && status < 400) return finding("load/redirected", params);
  if (status === 202) return finding("load/asynchronous", params);
  if (status === 401) return finding("load/unauthorized", params);
  if (status === 403) return finding("load/forbidden", params);
  if (status === 413) return finding("load/too-large", params);
  if (status === 429) return finding("load/too-many-requests", params);
  if (status >= 500) return finding("load/server-error", params);
  if (status >= 400 && isOutcome(json)) return undefined;
  if (isHtml) return finding("load/html-answer", params);
  if (status === 404 || status === 405 || status === 410) return finding("load/no-fhir-endpoint", params);
  if (status >= 400) return finding("load/refused", params);
  if (text.trim() === "") return finding("load/empty-answer", params);
  if (typeof (json as { resourceType?: unknown } | null | undefined)?.resourceType !== "string") {
    return finding("load/not-json", params);
  }
  return undefined;
}

const titleOf = (html: string): string => /<title[^>]*>([^<]*)</i.exec(html)?.[1] ?? "a page without a title";

const bytesOf = (body: string | Uint8Array): number =>
  typeof body === "string" ? new TextEncoder().encode(body).length : body.length;

function retryAfter(headers: Headers): string {
  const value = headers.get("retry-after");
  return value ? `, again after ${safeText(value, 40)}${/^\d+$/.test(value) ? " s" : ""}` : "";
}
