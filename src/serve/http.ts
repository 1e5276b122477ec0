/** The embedded server behind HTTP: the one file that knows node:http. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { stringifyJson } from "../fhir/json.js";
import type { FhirRequest, FhirResponse } from "./message.js";
import { outcome } from "./refusal.js";

/** The path of the base URL. */
const BASE_PATH = "/fhir";

export interface ListenOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The address to listen on, 127.0.0.1 unless told: no one else's machine gets in. */
  host?: string;
  /** A larger request body is refused with 413. */
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
    return refusal(404, "not-found", `FHIR is served under ${BASE_PATH}.`);
  }
  if (!isOwn(incoming)) {
    incoming.resume();
    return refusal(403, "forbidden", "A page of another origin has no business here.");
  }
  if (incoming.headers["content-encoding"]) {
    incoming.resume();
    return refusal(415, "not-supported", "A compressed body is not supported.");
  }
  const bytes = await readBody(incoming, maxBodyBytes);
  if (!bytes) return refusal(413, "too-long", `The body is larger than ${maxBodyBytes} bytes.`);
  const body = decode(bytes);
  if (body === undefined) return refusal(400, "structure", "The body is not UTF-8.");
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return handle({ method: incoming.method ?? "GET", url: url.slice(BASE_PATH.length), headers, body });
}

/** A browser says which page asks: one from elsewhere shall not read or write what a person tries out here. */
function isOwn({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || origin === `http://${host}`;
}

/** The body's bytes; undefined when they are more than allowed (read to the end all the same, or no one hears the answer). */
async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > maxBytes ? undefined : Buffer.concat(chunks);
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refusal(
  status: number,
  code: "not-found" | "not-supported" | "forbidden" | "too-long" | "structure",
  diagnostics: string,
) {
  const body = stringifyJson(outcome([{ severity: "error", code, diagnostics }]), 0);
  return { status, headers: { "content-type": "application/fhir+json; charset=utf-8" }, body };
}

function send({ status, headers, body }: FhirResponse, outgoing: ServerResponse): void {
  const allow = status === 405 ? { allow: "GET, POST, PUT, DELETE, HEAD" } : {};
  outgoing.writeHead(status, { ...headers, ...allow });
  outgoing.end(body);
}
