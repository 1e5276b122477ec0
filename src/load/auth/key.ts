/** A client's private key, and what it signs: the one file that knows jose. */
import { importJWK, importPKCS8, type JWK, SignJWT } from "jose";
import { finding } from "../../finding/finding.js";
import type { Result } from "../http/connection.js";

/** The two algorithms every SMART server knows (https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html). */
type Algorithm = "RS384" | "ES384";

export interface SigningKey {
  algorithm: Algorithm;
  /** By which the server finds the public key. */
  keyId: string;
  key: Awaited<ReturnType<typeof importPKCS8>> | Uint8Array;
}

/**
 * Reads a private key: a JWK, a set of them (the first that is private, or the one with the id), or PEM (PKCS#8).
 *
 * @param keyId overrides the JWK's own `kid`; a PEM has none
 * @returns load/bad-key, which says nothing of what the text is
 */
export async function readKey(text: string, keyId?: string): Promise<Result<SigningKey>> {
  const isPem = text.trimStart().startsWith("-----BEGIN");
  try {
    const { key, algorithm, id } = isPem ? await readPem(text) : await readJwk(text, keyId);
    const name = keyId ?? id;
    return name === undefined ? bad("it has no id (kid)") : { value: { algorithm, keyId: name, key } };
  } catch (error) {
    if (error instanceof KeyError) return bad(error.message);
    return bad(isPem ? "it is no PKCS#8 key that can be read" : "it is neither a JWK nor PEM");
  }
}

class KeyError extends Error {}

const bad = (why: string) => ({ failure: finding("load/bad-key", { why }) });

interface Read extends Pick<SigningKey, "algorithm" | "key"> {
  id?: string;
}

async function readPem(text: string): Promise<Read> {
  if (!text.includes("-----BEGIN PRIVATE KEY-----")) {
    throw new KeyError("its PEM is not PKCS#8 without a passphrase: openssl pkcs8 -topk8 -nocrypt makes it so");
  }
  try {
    return { algorithm: "RS384", key: await importPKCS8(text.trim(), "RS384") };
  } catch {
    return { algorithm: "ES384", key: await importPKCS8(text.trim(), "ES384") };
  }
}

async function readJwk(text: string, keyId?: string): Promise<Read> {
  const json = JSON.parse(text) as JWK & { keys?: JWK[] };
  const ours = [json.keys ?? json]
    .flat()
    .filter(({ d, kid }) => d !== undefined && (!json.keys || !keyId || kid === keyId));
  const [jwk] = ours;
  if (!jwk) throw new KeyError("no private key is in it");
  const algorithm = jwk.kty === "RSA" ? "RS384" : jwk.crv === "P-384" ? "ES384" : undefined;
  if (!algorithm) throw new KeyError("it is neither RSA (RS384) nor on the curve P-384 (ES384)");
  return { algorithm, key: await importJWK({ ...jwk, alg: algorithm }), ...(jwk.kid ? { id: jwk.kid } : {}) };
}

export interface Assertion {
  clientId: string;
  /** The token endpoint. */
  audience: string;
  now: Date;
  /** Used once. */
  id: string;
}

/** The server refuses what holds longer. */
const LIFE_SECONDS = 300;

/** A client's signed statement who it is (RFC 7523, section 3). */
export function signAssertion({ algorithm, keyId, key }: SigningKey, assertion: Assertion): Promise<string> {
  const { clientId, audience, now, id } = assertion;
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm, kid: keyId, typ: "JWT" })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(id)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFE_SECONDS)
    .sign(key);
}
