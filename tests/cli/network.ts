/** Servers and proxies as they stand between a program and a hospital: TLS with an authority of its own, a forward proxy. */
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { generate } from "selfsigned";
import { afterEach } from "vitest";
import { createFhirServer } from "../../src/serve/index.js";

const closing: Server[] = [];

afterEach(() => {
  for (const server of closing.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listening(server: Server): Promise<number> {
  closing.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export const plainServer = (listener: RequestListener): Promise<number> => listening(createServer(listener));

export const tlsServer = (options: ServerOptions, listener: RequestListener): Promise<number> =>
  listening(createTlsServer(options, listener) as unknown as Server);

/** The embedded FHIR server as a listener, and what it was asked with. */
export function fhir() {
  const server = createFhirServer({ validate: () => [] });
  const seen: IncomingMessage[] = [];
  const listener: RequestListener = async (request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = request.url?.replace("/fhir", "") ?? "";
    const body = Buffer.concat(chunks).toString();
    const reply = server.handle({ method: request.method ?? "", url, body } as never);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  return { seen, listener };
}

export interface Authority {
  key: string;
  cert: string;
}

export async function authority(name: string): Promise<Authority> {
  const extensions = [
    { name: "basicConstraints" as const, cA: true, critical: true },
    { name: "keyUsage" as const, keyCertSign: true, critical: true },
  ];
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions,
  });
  return { key: made.private, cert: made.cert };
}

/** A certificate of an authority, for this machine and for fhir.test. */
export async function certified(ca: Authority, passphrase?: string): Promise<Authority> {
  const altNames = [
    { type: 2 as const, value: "fhir.test" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const extensions = [{ name: "subjectAltName" as const, altNames }];
  const made = await generate([{ name: "commonName", value: "fhir.test" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca,
    extensions,
    ...(passphrase ? { passphrase } : {}),
  });
  return { key: made.private, cert: made.cert };
}

/** A forward proxy (RFC 9110, section 7.6 and 9.3.6) to which every host name is this machine. */
export async function forwardProxy(credentials?: string) {
  const seen: string[] = [];
  const refused = ({ headers }: IncomingMessage) =>
    credentials !== undefined &&
    headers["proxy-authorization"] !== `Basic ${Buffer.from(credentials).toString("base64")}`;
  const proxy = createServer((inner, response) => {
    seen.push(`${inner.method} ${inner.url}`);
    if (refused(inner)) return void response.writeHead(407).end();
    const { port, pathname, search } = new URL(inner.url ?? "");
    const { "proxy-authorization": _, ...headers } = inner.headers;
    const outer = request(
      { host: "127.0.0.1", port, path: pathname + search, method: inner.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    inner.pipe(outer);
  });
  proxy.on("connect", (inner, socket, head) => {
    seen.push(`CONNECT ${inner.url}`);
    if (refused(inner)) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const outer = connect(Number(inner.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      outer.write(head);
      outer.pipe(socket).pipe(outer);
    });
    for (const end of [outer, socket]) end.on("error", () => [outer, socket].map((one) => one.destroy()));
  });
  return { port: await listening(proxy), seen };
}
