import { RESOURCE_TYPES } from "../definitions/r4.js";
import type { CapabilityStatement, CapabilityStatementRestResource } from "../fhir/types.js";
import { parametersOf } from "./search/parameters.js";

export interface Software {
  name: string;
  version?: string;
}

const INTERACTIONS = ["read", "vread", "update", "delete", "history-instance", "create", "search-type"] as const;

const OPERATIONS = [{ name: "validate", definition: "http://hl7.org/fhir/OperationDefinition/Resource-validate" }];

const DESCRIPTION = "Embedded FHIR server, in memory, for trying out and for tests";
const NARRATIVE = `<div xmlns="http://www.w3.org/1999/xhtml">${DESCRIPTION}</div>`;

/**
 * What this server says of itself at /metadata: exactly what it does.
 *
 * @param date when the server was made, as FHIR dateTime
 */
export function capabilityStatement(software: Software, base: string, date: string): CapabilityStatement {
  return {
    resourceType: "CapabilityStatement",
    text: { status: "generated", div: NARRATIVE },
    name: "EmbeddedServer",
    status: "active",
    date,
    kind: "instance",
    software: { ...software },
    implementation: { description: DESCRIPTION, url: base },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json", "json"],
    rest: [
      {
        mode: "server",
        resource: RESOURCE_TYPES.map(resourceStatement),
        interaction: [{ code: "transaction" }, { code: "batch" }],
        operation: OPERATIONS,
      },
    ],
  };
}

function resourceStatement(type: string): CapabilityStatementRestResource {
  return {
    type: type as CapabilityStatementRestResource["type"],
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: "versioned-update",
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: "not-match",
    conditionalUpdate: true,
    conditionalDelete: "not-supported",
    referencePolicy: ["literal", "enforced", "local"],
    searchParam: parametersOf(type).map(({ code, kind }) => ({ name: code, type: kind })),
    operation: OPERATIONS,
  };
}
