/** Access tokens of OAuth 2.0 (RFC 6749): asked for when they are needed, kept while they hold. */
import { type Finding, finding } from "../../finding/finding.js";
import type { Authorizer, Connection, Result } from "../http/connection.js";
import { persist } from "../http/persist.js";
import { safeText } from "../text.js";

/** What is posted to a token endpoint, and how the client proves who it is. */
export interface Grant {
  form: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
}

interface Token {
  authorization: string;
  /** When a new one is asked for, in milliseconds since 1970. */
  renewAt: number;
}

/** A token is renewed that long before it expires, or a tenth of its life. */
const MARGIN_MS = 30_000;

/**
 * Asks for a token with the grant, once for all requests that wait for it, and again before it expires or when the
 * server refuses it.
 *
 * @param endpoint where tokens are given
 * @param grant made anew for each token; it knows the endpoint's address
 */
export function tokens(
  endpoint: (connection: Connection) => Promise<Result<string>>,
  grant: (url: string, connection: Connection) => Promise<Grant>,
): Authorizer {
  let token: Token | undefined;
  let asking: Promise<Result<Token>> | undefined;
  let url: string | undefined;
  const ask = async (connection: Connection): Promise<Result<Token>> => {
    if (url === undefined) {
      const found = await endpoint(connection);
      if (found.failure) return found;
      if (!isSafe(found.value)) {
        const why = `${safeText(found.value, 200)} is no https address`;
        return { failure: finding("load/no-token-endpoint", { server: connection.base, why }) };
      }
      url = found.value;
    }
    return askToken(connection, url, await grant(url, connection));
  };
  return {
    async headers(connection) {
      if (!token || connection.clock().getTime() >= token.renewAt) {
        asking ??= ask(connection).finally(() => {
          asking = undefined;
        });
        const asked = await asking;
        if (asked.failure) return asked;
        token = asked.value;
      }
      return { value: { authorization: token.authorization } };
    },
    renew({ authorization }) {
      if (token?.authorization === authorization) token = undefined;
    },
  };
}

/** RFC 6749, section 3.2: TLS, because secrets go there; on this machine nobody listens in between. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** Whether a URL's host is this machine. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

async function askToken(connection: Connection, url: string, { form, headers }: Grant): Promise<Result<Token>> {
  const asked = await persist(connection, {
    method: "POST",
    url,
    server: url,
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
    repeat: "if-refused",
    name: "the request for a token",
  });
  if (asked.failure) return { failure: unreached(connection, asked.failure) };
  const { status, json } = asked.value;
  const { access_token: token, token_type: type, expires_in: life, ...said } = (json ?? {}) as Record<string, unknown>;
  if (status !== 200 || typeof token !== "string") return { failure: refusal(url, status, said) };
  if (!/^bearer$/i.test(String(type))) {
    return { failure: refusal(url, status, { error: `a token of type ${type}, not Bearer` }) };
  }
  const lifeMs = Number(life) > 0 ? Number(life) * 1000 : Infinity;
  const renewAt = connection.clock().getTime() + lifeMs - Math.min(MARGIN_MS, lifeMs / 10);
  return { value: { authorization: `Bearer ${token}`, renewAt } };
}

/** What the network did to this request is not what it did to the one that needs the token: that was never sent. */
const unreached = ({ base }: Connection, failure: Finding): Finding =>
  failure.code === "load/interrupted"
    ? failure
    : finding("load/no-token-endpoint", { server: base, why: failure.message });

/** RFC 6749, section 5.2. */
function refusal(server: string, status: number, { error, error_description: text }: Record<string, unknown>): Finding {
  const said = [error, text].filter((one) => typeof one === "string" && one !== "").join(": ");
  return finding("load/no-token", { server, status, text: safeText(said, 200) || "no reason given" });
}
