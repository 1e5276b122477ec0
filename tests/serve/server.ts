/** An embedded server for a test, with its own clock and ids, and small words for talking to it. */
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Bundle, BundleEntry, OperationOutcome, Resource } from "../../src/fhir/types.js";
import { createFhirServer, type FhirServer, type FhirServerOptions } from "../../src/serve/index.js";

/** A body, seen as whatever the test expects it to be. */
type Body = Omit<Bundle, keyof Resource> & Omit<OperationOutcome, keyof Resource> & Resource & Record<string, unknown>;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Body;
  text?: string;
}

export function testServer(options: Partial<FhirServerOptions> = {}): FhirServer {
  let tick = 0;
  let ids = 0;
  return createFhirServer({
    validate: () => [],
    clock: () => new Date(Date.UTC(2024, 0, 1, 0, 0, tick++)),
    newId: () => `new-${++ids}`,
    ...options,
  });
}

export function ask(
  server: FhirServer,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Answer {
  const text = body === undefined || typeof body === "string" ? body : stringifyJson(body);
  const response = server.handle({ method, url, headers, ...(text === undefined ? {} : { body: text as string }) });
  return {
    status: response.status,
    headers: response.headers,
    body: (response.body ? parseJson(response.body) : undefined) as Answer["body"],
    ...(response.body === undefined ? {} : { text: response.body }),
  };
}

export const patient = (more: object = {}) => ({ resourceType: "Patient" as const, ...more });

export const observation = (more: object = {}) => ({
  resourceType: "Observation" as const,
  status: "final" as const,
  code: { text: "x" },
  ...more,
});

export const bundleOf = (type: Bundle["type"], ...entry: object[]) => ({
  resourceType: "Bundle" as const,
  type,
  entry: entry as BundleEntry[],
});

export const put = (resource: Resource, fullUrl?: string) => ({
  ...(fullUrl ? { fullUrl } : {}),
  resource,
  request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
});

export const post = (resource: Resource, fullUrl?: string, more: object = {}) => ({
  ...(fullUrl ? { fullUrl } : {}),
  resource,
  request: { method: "POST", url: resource.resourceType, ...more },
});

export const URN = (n: number) => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Everything stored of some types, to compare before and after. */
export const contents = (server: FhirServer, ...types: string[]) =>
  types.map((type) => ask(server, "GET", `/${type}?_count=1000`).text);
