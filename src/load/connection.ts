/** One request to the server and its whole answer: the only place that calls fetch. */
import { isTooDeep } from "../fhir/depth.js";
import { parseJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { networkFailure } from "./failures.js";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ConnectionOptions {
  /** The base URL, e.g. `http://127.0.0.1:8080/fhir`. */
  server: string;
  fetch: Fetch;
  /** The longest a single request may take, its answer read to the end; milliseconds. */
  timeoutMs: number;
  /** Sent with every request, e.g. Authorization. */
  headers?: Readonly<Record<string, string>>;
  /** Ends the load early. */
  signal?: AbortSignal;
}

/** Where requests go, its base URL checked and without a trailing slash. */
export interface Connection extends Omit<ConnectionOptions, "server"> {
  base: string;
}

export interface Question {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** After the base URL: empty for the base itself, or `/Patient/1`. */
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Of this request alone, before those of the connection. */
  headers?: Readonly<Record<string, string>>;
  /** How findings call this request, e.g. "the transaction". */
  name: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is none. */
  json?: unknown;
}

export type Result<T> = { value: T; failure?: undefined } | { value?: undefined; failure: Finding };

/** Checks the base URL before anything is sent to it. */
export function connect({ server, ...rest }: ConnectionOptions): Result<Connection> {
  const why = whyNoBase(server);
  if (why !== undefined)
    return { failure: finding("load/bad-server-url", { server: withoutCredentials(server), why }) };
  return { value: { ...rest, base: new URL(server).href.replace(/\/+$/, "") } };
}

/** Why a text cannot be a server's base URL; undefined when it can. */
export function whyNoBase(server: string): string | undefined {
  if (!URL.canParse(server)) return "it cannot be read as a URL";
  const url = new URL(server);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "it is neither http nor https";
  if (url.username || url.password) return "it contains credentials";
  if (/[?#]/.test(server)) return "it has a query or fragment";
  return undefined;
}

const withoutCredentials = (url: string): string => url.replace(/\/\/.*@/, "//…@");

/**
 * Sends one request. What the network does to it comes back as a finding; any status is an answer.
 * A read whose connection broke is sent once more: a server may close an idle connection just as it is used again.
 */
export async function exchange(connection: Connection, question: Question): Promise<Result<Answer>> {
  const result = await exchangeOnce(connection, question);
  const again = question.method === "GET" && result.failure?.code === "load/connection-lost";
  return again ? exchangeOnce(connection, question) : result;
}

async function exchangeOnce(connection: Connection, question: Question): Promise<Result<Answer>> {
  const { base, fetch, timeoutMs, headers, signal } = connection;
  const limit = AbortSignal.timeout(Math.ceil(timeoutMs));
  try {
    const response = await fetch(base + question.path, {
      method: question.method,
      headers: {
        accept: "application/fhir+json",
        "cache-control": "no-cache",
        ...(question.body === undefined ? {} : { "content-type": "application/fhir+json" }),
        ...question.headers,
        ...headers,
      },
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(question.body === undefined ? {} : { body: question.body }),
    });
    const text = await response.text();
    return { value: { status: response.status, headers: response.headers, text, json: readJson(text) } };
  } catch (error) {
    const ended = signal?.aborted ? "interrupted" : limit.aborted ? "timed-out" : undefined;
    return { failure: networkFailure(error, ended, { server: base, request: question.name, timeoutMs }) };
  }
}

function readJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}
