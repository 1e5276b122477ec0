/** Servers to load into over real HTTP on the loopback: the embedded one, and ones that misbehave. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { ID_SYSTEM } from "../../src/fhir/identity.js";
import type { Bundle, BundleEntry, Resource } from "../../src/fhir/types.js";
import { type Capabilities, knowServer, type LoadOptions, servers } from "../../src/load/index.js";
import { createFhirServer, type FhirServerOptions } from "../../src/serve/index.js";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** The embedded server, listening on a free port. */
export async function embedded(options: Partial<FhirServerOptions> = {}) {
  const server = createFhirServer({ validate: () => [], ...options });
  const { base, close } = await server.listen({ port: 0 });
  closing.push(close);
  return { server, base };
}

/** A server that does what the listener says, whatever is asked. */
export async function misbehaving(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
}

export const BASE = "http://localhost/fhir";

/** As the web has it: what comes back can be changed on the way. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A fetch that asks a new embedded server at BASE, without a network between. */
export function freshServer(): Fetch {
  const server = createFhirServer({ validate: () => [], base: BASE });
  return async (url, init) => {
    const body = typeof init.body === "string" ? { body: init.body } : {};
    const { status, headers, ...answer } = server.handle({
      method: init.method ?? "GET",
      url: url.slice(BASE.length),
      ...body,
    });
    return new Response(answer.body ?? null, { status, headers });
  };
}

export const options = (server: string, more: Partial<LoadOptions> = {}): LoadOptions => ({
  server,
  fetch: globalThis.fetch,
  clock: () => new Date("2024-05-06T07:08:09Z"),
  sleep: async () => {},
  ...more,
});

/** What the embedded server can do, or what it could if it were otherwise. */
export const capable = (overrides: Partial<Capabilities> = {}): Capabilities =>
  knowServer({ base: BASE, row: servers.find(({ id }) => id === "case2fhir"), overrides }).capabilities;

export const UUID = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const URN = (n: number) => `urn:uuid:${UUID(n)}`;

/** A Patient and an Observation about it, carrying our identifiers as the mapping gives them. */
export function caseResources(value = 1.5): Resource[] {
  const identified = (n: number) => ({ id: UUID(n), identifier: [{ system: ID_SYSTEM, value: UUID(n) }] });
  return [
    {
      resourceType: "Patient",
      ...identified(1),
      text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">A patient &amp; more</div>' },
      gender: "female",
    },
    {
      resourceType: "Observation",
      ...identified(2),
      status: "final",
      code: { text: "Creatinine" },
      subject: { reference: `Patient/${UUID(1)}` },
      valueQuantity: { value, unit: "mg/dL", system: "http://unitsofmeasure.org", code: "mg/dL" },
    },
  ] as unknown as Resource[];
}

/** As the mapping writes it: PUT by id, references `Type/id`. */
export function putBundle(resources: readonly Resource[]): Bundle {
  return {
    resourceType: "Bundle",
    type: "transaction",
    entry: resources.map((resource) => ({
      fullUrl: `urn:uuid:${resource.id}`,
      resource: resource as NonNullable<BundleEntry["resource"]>,
      request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}

/** As the mapping writes it with --request post: ifNoneExist on our identifier, references by urn:uuid. */
export function postBundle(resources: readonly Resource[]): Bundle {
  return {
    resourceType: "Bundle",
    type: "transaction",
    entry: resources.map(({ id, ...resource }) => ({
      fullUrl: `urn:uuid:${id}`,
      resource: JSON.parse(
        JSON.stringify(resource).replaceAll(/"reference":"\w+\/([^"]+)"/g, '"reference":"urn:uuid:$1"'),
      ),
      request: { method: "POST", url: resource.resourceType, ifNoneExist: `identifier=${ID_SYSTEM}|${id}` },
    })),
  };
}
