/** Where requests go, and how they are asked: every question of the loader goes through `exchange`. */
import { type Finding, finding } from "../../finding/finding.js";
import { awaitResult } from "./asynchronous.js";
import type { Meter } from "./attempt.js";
import { type Content, packed } from "./gzip.js";
import { sleep } from "./pause.js";
import { fhirRequest, persist } from "./persist.js";
import type { Budget, Repeat } from "./retry.js";

/** What is read of a response; the web's own has it. */
export type Heard = Pick<Response, "status" | "headers" | "arrayBuffer">;

export type Fetch = (url: string, init: RequestInit) => Promise<Heard>;

/** Who asks, for a server that wants to know. */
export interface Authorizer {
  /** The headers that say who asks; a failure when that cannot be had. */
  headers(connection: Connection): Promise<Result<Record<string, string>>>;
  /** Forgets headers that the server refused (401), so that the next ones are new; absent where there are no others. */
  renew?(refused: Readonly<Record<string, string>>): void;
}

export interface ConnectionOptions {
  /** The base URL, e.g. `http://127.0.0.1:8080/fhir`. */
  server: string;
  fetch: Fetch;
  /** The longest a single request may take, its answer read to the end; milliseconds. */
  timeoutMs: number;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  authorizer?: Authorizer;
  /** Ends the load early. */
  signal?: AbortSignal;
  /** The time that may be lost by repeating, of all requests together; milliseconds, five minutes unless told, 0 for never. */
  retryForMs?: number;
  /** Compresses the bodies of requests. */
  gzip?: boolean;
  /** Waits that many milliseconds, less when the signal ends it; in real time unless told. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1, spreads the waits of many clients; without it each wait is as long as it may be. */
  random?: () => number;
  /** Without it the time stands still: the duration of requests is not counted. */
  clock?: () => Date;
  /** Told of every request that ended. */
  meter?: Meter;
  /** Told before each wait for another try; milliseconds. */
  onWait?: (milliseconds: number) => void;
}

type Given = "sleep" | "random" | "clock";

/** A connection's options with its base URL checked and without a trailing slash. */
export interface Connection
  extends Omit<ConnectionOptions, "server" | "retryForMs" | Given>,
    Required<Pick<ConnectionOptions, Given>> {
  base: string;
  state: {
    /** What is left for repeating. */
    budget: Budget;
    /** Whether the server ever answered. */
    isKnown: boolean;
  };
}

export interface Question {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** After the base URL: empty for the base itself, or `/Patient/1`. */
  path: string;
  /** Beside those of the connection: If-Match, If-None-Exist, Prefer. */
  headers?: Readonly<Record<string, string>>;
  /** Text, or bytes that are sent as they are. */
  body?: string | Uint8Array<ArrayBuffer>;
  /** When it is sent again after a failure: a GET always unless told, others if they were refused. */
  repeat?: Repeat;
  /** How findings call this request, e.g. "the transaction". */
  name: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is none. */
  json?: unknown;
  /** How often it was asked, as findings say it; empty after once. */
  tries?: string;
  /** It came after a 202. */
  isLate?: boolean;
  /** Why a 202 is all that is known. */
  why?: string;
}

export type Result<T> = { value: T; failure?: undefined } | { value?: undefined; failure: Finding };

const RETRY_FOR_MS = 300_000;

/** Checks the base URL before anything is sent to it. */
export function connect({ server, retryForMs = RETRY_FOR_MS, ...rest }: ConnectionOptions): Result<Connection> {
  const why = whyNoBase(server);
  if (why !== undefined)
    return { failure: finding("load/bad-server-url", { server: withoutCredentials(server), why }) };
  const base = new URL(server).href.replace(/\/+$/, "");
  const state = { budget: { leftMs: retryForMs, until: 0 }, isKnown: false };
  return { value: { sleep, random: () => 1, clock: () => new Date(0), ...rest, base, state } };
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
 * Asks one question. What the network does to it comes back as a finding; any status is an answer. What is safe to
 * repeat is repeated, and a result that comes later (202) is waited for, as long as the connection's budget lasts.
 */
export async function exchange(connection: Connection, question: Question): Promise<Result<Answer>> {
  const { path, body, headers, ...rest } = question;
  const content: Content = connection.gzip ? await packed(body) : { body };
  // Without a slash between, what follows the base could become a part of its host; RFC 3986 has no plain "|" in a query.
  const url = connection.base + path.replace(/^(?=[^/?])/, "/").replaceAll("|", "%7C");
  const request = { ...rest, ...content, url, headers: { ...content.headers, ...headers } };
  const asked = await persist(connection, fhirRequest(connection, request));
  return asked.value?.status === 202 ? awaitResult(connection, question, asked.value) : asked;
}
