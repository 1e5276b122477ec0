/** Asking servers over HTTP what they are; the failures of a server that is none are in ../failures.test.ts. */
import { describe, expect, it } from "vitest";
import { connect } from "../../../src/load/http/connection.js";
import { askServer } from "../../../src/load/servers/ask.js";
import { servers } from "../../../src/load/servers/table.js";
import { embedded, misbehaving } from "../harness.js";

function connection(server: string) {
  const { value } = connect({ server, fetch: globalThis.fetch, timeoutMs: 30_000 });
  if (!value) throw new Error(server);
  return value;
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  misbehaving((_request, response) => {
    response.writeHead(status, { "content-type": "application/fhir+json", ...headers });
    response.end(body);
  });

describe("askServer", () => {
  it("knows the embedded server", async () => {
    const { base } = await embedded({ software: { name: "case2fhir", version: "0.1.0" } });
    const { info, known, failure } = await askServer(connection(base));
    expect(failure).toBeUndefined();
    expect(info).toEqual({ software: { name: "case2fhir", version: "0.1.0" }, fhirVersion: "4.0.1" });
    expect(known.server?.id).toBe("case2fhir");
    expect(known.capabilities).toMatchObject({ transaction: "atomic", decimals: "kept" });
  });

  it("goes by the row and the overrides it is given", async () => {
    const { base } = await embedded();
    const row = servers.find(({ id }) => id === "azure");
    const { known } = await askServer(connection(base), { row, overrides: { maxEntries: 20 } });
    expect(known.server?.id).toBe("azure");
    expect(known.cells.maxEntries).toEqual({ value: 20, from: "flag" });
    expect(known.cells.maxBatchEntries).toMatchObject({ value: 500, from: "table" });
  });

  it("recognises a server by a header although it keeps its statement to itself", async () => {
    const outcome = JSON.stringify({
      resourceType: "OperationOutcome",
      issue: [{ severity: "error", code: "forbidden" }],
    });
    const { info, known, failure } = await askServer(connection(await answering(403, outcome)));
    expect({ info, failure, server: known.server }).toEqual({ info: {}, failure: undefined, server: undefined });
    const bare = await answering(200, '{"resourceType":"CapabilityStatement"}', { "x-powered-by": "HAPI FHIR 8.8.0" });
    expect((await askServer(connection(bare))).known.server?.id).toBe("hapi");
  });

  it("still says what it knows of a server of another version of FHIR", async () => {
    const base = await answering(
      200,
      '{"resourceType":"CapabilityStatement","fhirVersion":"5.0.0","software":{"name":"Blaze\\u001b[2J"}}',
    );
    const { info, failure } = await askServer(connection(base));
    expect(failure?.code).toBe("load/wrong-fhir-version");
    expect(info.software?.name).not.toContain("\u001b");
  });
});
