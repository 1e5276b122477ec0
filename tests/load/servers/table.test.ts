/** The table of servers: complete in form, and each row recognised by what its server shows of itself. */
import { describe, expect, it } from "vitest";
import type { Capability } from "../../../src/load/servers/capabilities.js";
import { capabilityKinds, capabilityNames } from "../../../src/load/servers/capability-kinds.js";
import { cellsOf } from "../../../src/load/servers/row.js";
import { recognise, servers } from "../../../src/load/servers/table.js";

const BASE = "https://fhir.example.org/r4";

describe("the table of servers", () => {
  it("has each server once, and each capability of a server once", () => {
    expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
    for (const { id, facts } of servers) {
      const named = facts.flatMap(({ values }) => Object.keys(values));
      expect(new Set(named).size, id).toBe(named.length);
    }
  });

  it.each(servers.map((row) => [row.id, row] as const))(
    "%s: every cell has a value of its kind, a source and a day",
    (_id, row) => {
      for (const [capability, cell] of Object.entries(cellsOf(row))) {
        expect(capabilityNames).toContain(capability);
        expect(cell.source.length, capability).toBeGreaterThan(10);
        expect(cell.date).toMatch(/^20\d\d-\d\d-\d\d$/);
        const { values } = capabilityKinds[capability as Capability];
        if (typeof values !== "string") expect(values).toContain(cell.value);
        else if (values === "yes-or-no") expect(typeof cell.value).toBe("boolean");
        else expect(cell.value).toBeGreaterThan(0);
      }
    },
  );

  it.each([
    ["case2fhir", { software: { name: "case2fhir", version: "0.1.0" } }],
    ["hapi", { software: { name: "HAPI FHIR Server", version: "8.8.0" }, publisher: "Not provided" }],
    ["helios", { software: { name: "Helios FHIR Server", version: "0.2.5" } }],
    ["medplum", { software: { name: "medplum", version: "5.0.10" } }],
    ["azure", { publisher: "Microsoft", software: { name: "FHIR Server" } }],
    ["azure-api-for-fhir", { publisher: "Microsoft", software: { name: "Azure API for FHIR" } }],
    ["blaze", { software: { name: "Blaze", version: "1.0.0" } }],
    ["firely", { software: { name: "Firely Server" } }],
    ["linuxforhealth", { software: { name: "IBM FHIR Server", version: "4.11.1" } }],
    ["epic", { software: { name: "Epic", version: "May 2024" } }],
  ])("recognises %s by its CapabilityStatement", (id, statement) => {
    expect(recognise({ base: BASE, statement })?.id).toBe(id);
  });

  it.each([
    ["google", "https://healthcare.googleapis.com/v1/projects/p/locations/l/datasets/d/fhirStores/s/fhir"],
    ["healthlake", "https://healthlake.us-east-1.amazonaws.com/datastore/d/r4"],
    ["azure", "https://workspace-service.fhir.azurehealthcareapis.com"],
    ["azure-api-for-fhir", "https://service.azurehealthcareapis.com"],
    ["medplum", "https://api.medplum.com/fhir/R4"],
    ["oracle", "https://fhir-ehr-code.cerner.com/r4/ec2458f2"],
    ["epic", "https://hospital.example.org/interconnect/api/FHIR/R4"],
  ])("recognises %s by its base URL", (id, base) => {
    expect(recognise({ base })?.id).toBe(id);
  });

  it("takes the SMART sandbox for itself although it is a HAPI, and HAPI by a header alone", () => {
    const statement = { software: { name: "HAPI FHIR Server" } };
    expect(recognise({ base: "https://r4.smarthealthit.org", statement })?.id).toBe("smart-sandbox");
    expect(recognise({ base: BASE, headers: new Headers({ "X-Powered-By": "HAPI FHIR 8.8.0 REST Server" }) })?.id).toBe(
      "hapi",
    );
  });

  it.each([
    ["nothing to go by", { base: BASE }],
    ["an unknown name", { base: BASE, statement: { software: { name: "Acme" } } }],
    ["a name that is no text", { base: BASE, statement: { software: { name: 7 } } as never }],
    ["a host that only contains a known one", { base: "https://healthcare.googleapis.com.example.org/fhir" }],
  ])("recognises nothing in %s", (_what, appearance) => {
    expect(recognise(appearance)).toBeUndefined();
  });
});
