import type { Authorizer } from "../http/connection.js";
import { tokenEndpoint } from "./discovery.js";
import { type SigningKey, signAssertion } from "./key.js";
import { tokens } from "./token.js";

export interface BackendServices {
  clientId: string;
  key: SigningKey;
  /** Such as `system/*.cruds`. */
  scope: string;
  /** Where tokens are given; asked of the FHIR server unless told. */
  tokenUrl?: string;
  /** Gives UUIDs that were never given before: a server takes each assertion once. */
  newId: () => string;
}

/**
 * SMART Backend Services (https://hl7.org/fhir/smart-app-launch/backend-services.html): a client that signs who it is.
 * Needs the connection's clock.
 */
export function backendServices({ clientId, key, scope, tokenUrl, newId }: BackendServices): Authorizer {
  return tokens(tokenEndpoint(tokenUrl), async (audience, { clock }) => ({
    form: {
      grant_type: "client_credentials",
      scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await signAssertion(key, { clientId, audience, now: clock(), id: newId() }),
    },
  }));
}
