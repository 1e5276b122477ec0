/** The embedded server behind HTTP: the one file that knows node:http. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { stringifyJson } from "../fhir/json.js";
import { outcomeOf } from "../fhir/outcome.js";
import { readBody } from "./body.js";
import type { FhirRequest, FhirResponse } from "./message.js";
import { Refusal, refuse } from "./refusal.js";

/** The path of the base URL. */
const BASE_PATH = "/fhir";

export interface ListenOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The address to listen on, 127.0.0.1 unless told: no one else's machine gets in. */
  host?: string;
  /** A larger request body is refused with 413, also one that is larger when unpacked. */
  maxBodyBytes?: number;
}

export interface Listening {
  /** The base URL, without a trailing slash. */
  base: string;
  /** Stops listening and ends what is still open. */
  close(): Promise<void>;
}

/** Longer than any pause a client makes between two steps, so that none meets a connection that is just closing. */
const KEEP_ALIVE_MS = 600_000;
/** What a client would need to know to do better (RFC 9110, 15.5.6 and 15.5.16). */
const SAID_WITH: Readonly<Record<number, Record<string, string>>> = {
  405: { allow: "GET, POST, PUT, DELETE, HEAD" },
  415: { "accept-encoding": "gzip" },
};
/** JavaScript holds no longer texts than about 512 MiB. */
const MAX_BODY_BYTES = 384 * 1024 * 1024;

/**
 * Serves requests over HTTP.
 *
 * @param onListening told the base URL before the first request comes
 * @throws Node's error (code EADDRINUSE, EACCES …) when the port cannot be had
 */
export async function listen(
  handle: (request: FhirRequest) => FhirResponse,
  onListening: (base: string) => void,
  { port = 0, host = "127.0.0.1", maxBodyBytes = MAX_BODY_BYTES }: ListenOptions = {},
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, handle, maxBodyBytes)
      .catch(refusal)
      .then((response) => send(response, outgoing))
      .catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const base = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}${BASE_PATH}`;
  onListening(base);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { base, close };
}

async function answer(
  incoming: IncomingMessage,
  handle: (request: FhirRequest) => FhirResponse,
  maxBodyBytes: number,
): Promise<FhirResponse> {
  const url = incoming.url ?? "/";
  if (url !== BASE_PATH && !url.startsWith(`${BASE_PATH}/`) && !url.startsWith(`${BASE_PATH}?`)) {
    incoming.resume();
    throw refuse(404, "not-found", `FHIR is served under ${BASE_PATH}.`);
  }
  if (!isOwn(incoming)) {
    incoming.resume();
    throw refuse(403, "forbidden", "A page of another origin has no business here.");
  }
  const body = await readBody(incoming, incoming.headers["content-encoding"], maxBodyBytes);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return handle({ method: incoming.method ?? "GET", url: url.slice(BASE_PATH.length), headers, body });
}

/** A browser says which page asks: one from elsewhere shall not read or write what a person tries out here. */
function isOwn({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || origin === `http://${host}`;
}

/** @throws what is no refusal: the connection broke, and nobody is there to answer */
function refusal(error: unknown): FhirResponse {
  if (!(error instanceof Refusal)) throw error;
  const headers = { "content-type": "application/fhir+json; charset=utf-8" };
  return { status: error.status, headers, body: stringifyJson(outcomeOf(error.issues), 0) };
}

function send({ status, headers, body }: FhirResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, ...SAID_WITH[status] });
  outgoing.end(body);
}
