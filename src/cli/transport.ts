/** How requests leave this machine: TLS, proxies, connections that are used again. The one file that knows undici. */
import { createSecureContext, rootCertificates, type SecureContextOptions } from "node:tls";
import { type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import type { Fetch } from "../load/index.js";
import type { Shell } from "./shell.js";
import { version } from "./version.js";

/** PEM texts. */
export interface Certificates {
  /** An authority whose certificates are accepted beside the public ones. */
  ca?: string | undefined;
  /** What proves to the server who asks. */
  cert?: string | undefined;
  key?: string | undefined;
  passphrase?: string | undefined;
}

/** On this machine a proxy is never meant. */
const LOOPBACK = "localhost,127.0.0.1,[::1]";

/**
 * A fetch for one load. Certificates are always checked.
 *
 * @param env HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case
 * @returns why there can be none; it shows nothing of a key or a proxy's password
 */
export function makeFetch({ ca, ...own }: Certificates, env: Shell["env"]): { fetch: Fetch } | { why: string } {
  const tls = { ...own, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }) };
  const why = whyNoTls(tls);
  if (why !== undefined) return { why };
  const httpProxy = env.http_proxy || env.HTTP_PROXY || "";
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY || "";
  if (![httpProxy, httpsProxy].every((proxy) => proxy === "" || /^https?:$/.test(protocolOf(proxy)))) {
    return { why: "HTTP_PROXY or HTTPS_PROXY is no http:// or https:// URL" };
  }
  const dispatcher = new EnvHttpProxyAgent({
    connect: tls,
    requestTls: tls,
    httpProxy,
    httpsProxy,
    noProxy: [LOOPBACK, env.no_proxy || env.NO_PROXY].filter(Boolean).join(","),
    // A plain request through a plain proxy needs no tunnel.
    proxyTunnel: false,
    // The load has a time limit of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { fetch: fetchBy(dispatcher) };
}

const OWN_HEADERS = { "accept-encoding": "gzip", "user-agent": `case2fhir/${version}` };

/** A fetch without the streams of the web's, which are most of its work. It follows no redirect. */
function fetchBy(dispatcher: Dispatcher): Fetch {
  return async (url, { method = "GET", headers, body, signal }) => {
    const answer = await request(url, {
      method: method as Dispatcher.HttpMethod,
      headers: { ...OWN_HEADERS, ...(headers as Record<string, string>) },
      body: (body ?? null) as string | Uint8Array | null,
      signal: signal ?? null,
      dispatcher,
    });
    const received = headersOf(answer.headers);
    const isPacked = /^(x-)?gzip$/i.test(received.get("content-encoding") ?? "");
    const read = () => answer.body.arrayBuffer();
    return {
      status: answer.statusCode,
      headers: received,
      arrayBuffer: isPacked ? async () => gunzip(await read()) : read,
    };
  };
}

/** As the web has them: each byte is a character (RFC 9110, section 5.5), and not each two or three of UTF-8. */
function headersOf(said: Dispatcher.ResponseData["headers"]): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(said)) {
    for (const value of [values ?? []].flat()) headers.append(name, Buffer.from(value).toString("latin1"));
  }
  return headers;
}

function gunzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** Before anything is sent: a connection that fails for it would look like the server's fault. */
function whyNoTls(options: SecureContextOptions): string | undefined {
  try {
    createSecureContext(options);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `the certificates, their key or its passphrase cannot be used (${code ?? "unknown reason"})`;
  }
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : "");
