/** The embedded FHIR server behind an OAuth 2.0 server that others wrote (oidc-provider). */
import type { IncomingMessage, RequestListener } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type ClientMetadata } from "oidc-provider";
import { createFhirServer } from "../../src/serve/index.js";
import { misbehaving } from "./harness.js";

export interface KeyPair {
  private: JWK;
  public: JWK;
  key: CryptoKey;
}

export async function keyPair(algorithm: "RS384" | "ES384", kid: string): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const named = async (key: CryptoKey) => ({ ...(await exportJWK(key)), kid });
  return { private: await named(privateKey), public: await named(publicKey), key: privateKey };
}

export const SCOPE = "system/*.cruds";

/** A client that signs. */
export const signing = (client_id: string, alg: "RS384" | "ES384", key: KeyPair): ClientMetadata => ({
  client_id,
  token_endpoint_auth_method: "private_key_jwt",
  token_endpoint_auth_signing_alg: alg,
  jwks: { keys: [key.public as never] },
});

/** A client with a secret. */
export const secretive = (client_id: string, client_secret: string, where: "basic" | "post"): ClientMetadata => ({
  client_id,
  client_secret,
  token_endpoint_auth_method: `client_secret_${where}`,
});

export interface Guard {
  /** How often a token is taken before it is revoked. */
  uses?: number;
  /** What the server says of where tokens are given. */
  tells?: "smart-configuration" | "CapabilityStatement" | "nothing";
}

/** @returns the FHIR server's base URL, the token endpoint, and the tokens that were taken */
export async function guarded(
  clients: ClientMetadata[],
  { uses = Infinity, tells = "smart-configuration" }: Guard = {},
) {
  let handle: RequestListener = () => undefined;
  const origin = new URL(await misbehaving((request, response) => handle(request, response))).origin;
  const provider = new Provider(origin, {
    clients: clients.map((client) => ({
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
      scope: SCOPE,
      ...client,
    })),
    scopes: [SCOPE, "system/*.rs"],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    enabledJWA: { clientAuthSigningAlgValues: ["RS384", "ES384"] },
    jwks: { keys: [(await keyPair("RS384", "provider")).private as never] },
    cookies: { keys: ["a key for cookies that nobody gets"] },
    ttl: { ClientCredentials: 600 },
  });
  const server = createFhirServer({ validate: () => [] });
  const tokenUrl = `${origin}/token`;
  const taken = new Map<string, number>();
  const mayPass = async ({ headers }: IncomingMessage): Promise<boolean> => {
    const value = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
    const token = await provider.ClientCredentials.find(value);
    if (!token?.isValid || token.scope !== SCOPE) return false;
    const times = (taken.get(value) ?? 0) + 1;
    taken.set(value, times);
    if (times >= uses) await token.destroy();
    return true;
  };
  handle = async (request, response) => {
    const path = request.url ?? "";
    if (!path.startsWith("/fhir")) return provider.callback()(request, response);
    const url = path.slice("/fhir".length);
    if (url === "/.well-known/smart-configuration" && tells === "smart-configuration") {
      return void response.end(JSON.stringify({ token_endpoint: tokenUrl }));
    }
    if (url.startsWith("/metadata") && tells === "CapabilityStatement") {
      const uris = { url: OAUTH_URIS, extension: [{ url: "token", valueUri: tokenUrl }] };
      const rest = [{ mode: "server", security: { extension: [{ url: "http://example.org" }, uris] } }];
      return void response.end(JSON.stringify({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1", rest }));
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isOpen = url.startsWith("/metadata") || url.startsWith("/.well-known");
    if (!isOpen && !(await mayPass(request))) return void response.writeHead(401).end();
    const method = request.method ?? "";
    const reply = server.handle({ method, url, headers: {}, body: Buffer.concat(chunks).toString() } as never);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  return { base: `${origin}/fhir`, tokenUrl, taken, server };
}

const OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
