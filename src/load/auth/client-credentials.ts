import type { Authorizer } from "../http/connection.js";
import { tokenEndpoint } from "./discovery.js";
import { basicCredentials } from "./static.js";
import { tokens } from "./token.js";

export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
  scope?: string;
  /** Where tokens are given; asked of the FHIR server unless told. */
  tokenUrl?: string;
  /** How the secret is sent: in the Authorization header (`client_secret_basic`) unless told, or in the form (`client_secret_post`). */
  secretIn?: "header" | "form";
}

/** A client with a secret (RFC 6749, sections 2.3.1 and 4.4). */
export function clientCredentials(options: ClientCredentials): Authorizer {
  const { clientId, clientSecret, scope, tokenUrl, secretIn = "header" } = options;
  const form = { grant_type: "client_credentials", ...(scope ? { scope } : {}) };
  const grant =
    secretIn === "form"
      ? { form: { ...form, client_id: clientId, client_secret: clientSecret } }
      : { form, headers: { authorization: basicCredentials(encode(clientId), encode(clientSecret)) } };
  return tokens(tokenEndpoint(tokenUrl), async () => grant);
}

/** As a form is encoded: RFC 6749, appendix B. */
const encode = (text: string): string => new URLSearchParams({ x: text }).toString().slice("x=".length);
