/** One HTTP request and its whole answer: the only place that calls fetch. */
import { isTooDeep } from "../../fhir/depth.js";
import { parseJson } from "../../fhir/json.js";
import { utf8Length } from "../../fhir/utf8.js";
import type { Answer, Connection } from "./connection.js";
import { type Trouble, troubleOf } from "./failures.js";

/** A request as HTTP has it. */
export interface Request {
  method: string;
  url: string;
  /** How findings call who is asked; the base URL unless told. */
  server?: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer> | undefined;
  /** How findings call it. */
  name: string;
}

/** What is told of a request that ended. */
export interface Measured {
  name: string;
  method: string;
  /** Absent when no answer was heard. */
  status?: number;
  /** By the connection's clock. */
  milliseconds: number;
  /** Of the body as it was sent. */
  sentBytes: number;
  /** Of the answer's body, unpacked. */
  receivedBytes: number;
}

export type Meter = (measured: Measured) => void;

export type Attempt =
  /** With the bytes of the answer's body, unpacked. */
  { answer: Answer; bytes: number; trouble?: undefined } | { answer?: undefined; trouble: Trouble };

export async function attempt(connection: Connection, request: Request): Promise<Attempt> {
  const start = connection.clock().getTime();
  const result = await send(connection, request);
  connection.meter?.({
    name: request.name,
    method: request.method,
    ...(result.answer ? { status: result.answer.status } : {}),
    milliseconds: connection.clock().getTime() - start,
    sentBytes: sizeOf(request.body),
    receivedBytes: result.answer ? result.bytes : 0,
  });
  return result;
}

/** What may stand in a header (RFC 9110, section 5.5). */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

async function send({ fetch, timeoutMs, signal }: Connection, request: Request): Promise<Attempt> {
  const { method, url, headers, body } = request;
  // fetch would show the whole header in its error.
  const unfit = Object.entries(headers).find(([, value]) => !SENDABLE.test(value));
  if (unfit) return { trouble: { code: "load/bad-header", reason: unfit[0] } };
  const limit = AbortSignal.timeout(Math.ceil(timeoutMs));
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body }),
    });
    const { status } = response;
    const bytes = await response.arrayBuffer();
    const said = decoder.decode(bytes);
    const text = status < 400 ? said : withoutSecret(said, headers);
    return { answer: { status, headers: response.headers, text, json: readJson(text) }, bytes: bytes.byteLength };
  } catch (error) {
    return { trouble: troubleOf(error, signal?.aborted ? "interrupted" : limit.aborted ? "timed-out" : undefined) };
  }
}

/** Some servers repeat in an error what they were sent, and what they say is shown. */
function withoutSecret(text: string, { authorization }: Request["headers"]): string {
  const [, secret] = authorization?.split(" ") ?? [];
  return secret ? text.replaceAll(secret, "…") : text;
}

function readJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder();

/** Of a body as it is sent. */
export const sizeOf = (body: string | Uint8Array = ""): number =>
  typeof body === "string" ? utf8Length(body) : body.length;
