/** Where a FHIR server's tokens are given. */
import type { CapabilityStatement, Extension } from "../../fhir/types.js";
import { finding } from "../../finding/finding.js";
import type { Connection, Result } from "../http/connection.js";
import { persist } from "../http/persist.js";

/** https://hl7.org/fhir/smart-app-launch/conformance.html, and what servers said before it. */
const OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

/** What is told, else what the server's SMART configuration says, else its CapabilityStatement. */
export const tokenEndpoint =
  (told: string | undefined) =>
  async (connection: Connection): Promise<Result<string>> => {
    if (told !== undefined) return { value: told };
    const smart = await read(connection, "/.well-known/smart-configuration", "application/json");
    if (smart.failure) return smart;
    const { token_endpoint: named } = (smart.value ?? {}) as { token_endpoint?: unknown };
    if (typeof named === "string") return { value: named };
    const metadata = await read(connection, "/metadata", "application/fhir+json");
    if (metadata.failure) return metadata;
    const stated = inStatement((metadata.value ?? {}) as Partial<CapabilityStatement>);
    if (stated !== undefined) return { value: stated };
    const why = "neither .well-known/smart-configuration nor the CapabilityStatement names one";
    return { failure: finding("load/no-token-endpoint", { server: connection.base, why }) };
  };

/** What every server shows to everybody; undefined where it does not. */
async function read(connection: Connection, path: string, accept: string): Promise<Result<unknown>> {
  const url = connection.base + path;
  const asked = await persist(connection, {
    method: "GET",
    url,
    headers: { accept },
    repeat: "always",
    name: `GET ${path.slice(1)}`,
  });
  return asked.failure ? asked : { value: asked.value.status === 200 ? asked.value.json : undefined };
}

function inStatement({ rest }: Partial<CapabilityStatement>): string | undefined {
  const extensions = listOf<{ security?: { extension?: unknown } }>(rest).flatMap(({ security }) =>
    listOf<Extension>(security?.extension),
  );
  const uris = extensions
    .filter(({ url }) => url === OAUTH_URIS)
    .flatMap(({ extension }) => listOf<Extension>(extension));
  return uris.find(({ url, valueUri }) => url === "token" && typeof valueUri === "string")?.valueUri;
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []) as T[];
