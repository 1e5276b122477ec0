/** Servers that were run and measured. */
import type { ServerRow } from "../row.js";

const DAY = "2026-11-25";

/** `case2fhir serve`. */
export const ours: ServerRow = {
  id: "case2fhir",
  name: "case2fhir serve",
  marks: [{ software: /^case2fhir$/ }],
  facts: [
    {
      source: "docs/serve.md, and what --probe finds",
      date: DAY,
      values: {
        transaction: "atomic",
        batch: true,
        batchLinks: false,
        circularLinks: true,
        maxEntries: Number.POSITIVE_INFINITY,
        maxBatchEntries: Number.POSITIVE_INFINITY,
        maxBytes: 384 * 2 ** 20,
        maxResourceBytes: 384 * 2 ** 20,
        maxUpdates: Number.POSITIVE_INFINITY,
        maxConditional: Number.POSITIVE_INFINITY,
        clientIds: "any",
        conditionalCreate: true,
        conditionalUpdate: true,
        conditionalReference: true,
        ifMatch: true,
        references: "enforced",
        decimals: "kept",
        narrative: "kept",
        unknownProfiles: "stored",
        unchangedPut: "no-version",
        putAfterDelete: "anywhere",
        searchAfterWrite: "fresh",
        tagSearch: true,
        gzip: true,
        asynchronous: "on-request",
      },
    },
  ],
};

export const hapi: ServerRow = {
  id: "hapi",
  name: "HAPI FHIR JPA",
  marks: [{ software: /\bHAPI FHIR\b/i }, { header: ["x-powered-by", /\bHAPI FHIR\b/i] }],
  facts: [
    {
      source: "measured, HAPI FHIR JPA 8.8.0 as shipped",
      date: DAY,
      values: {
        transaction: "atomic",
        batch: true,
        batchLinks: false,
        circularLinks: true,
        clientIds: "not-numeric",
        conditionalCreate: true,
        conditionalUpdate: true,
        conditionalReference: true,
        ifMatch: true,
        references: "enforced",
        decimals: "kept",
        narrative: "kept",
        unchangedPut: "no-version",
        putAfterDelete: "anywhere",
        searchAfterWrite: "fresh-with-no-cache",
        tagSearch: true,
        gzip: true,
        asynchronous: "never",
      },
    },
    {
      source: "measured, HAPI FHIR JPA 8.8.0: stored as shipped; refused where requests are validated",
      date: DAY,
      values: { unknownProfiles: "stored" },
    },
    {
      source:
        "hapifhir/hapi-fhir PR 2087 (none unless maximumTransactionBundleSize is set); measured with 5,000 entries",
      date: DAY,
      values: { maxEntries: Number.POSITIVE_INFINITY, maxUpdates: Number.POSITIVE_INFINITY },
    },
    {
      source: "measured, HAPI FHIR JPA 8.8.0, with 2,000 entries",
      date: DAY,
      values: { maxConditional: Number.POSITIVE_INFINITY },
    },
  ],
};

export const smartSandbox: ServerRow = {
  id: "smart-sandbox",
  name: "SMART sandbox",
  marks: [{ host: /(?:^|\.)smarthealthit\.org$/ }],
  facts: hapi.facts.map((fact) => ({ ...fact, source: `a HAPI FHIR in Docker (smart-dev-sandbox): ${fact.source}` })),
};

const ROUTER_LIMITS =
  "medplum/medplum packages/fhir-router/src/batch.ts (maxUpdates, maxSerializableTransactionEntries)";

export const medplum: ServerRow = {
  id: "medplum",
  name: "Medplum",
  marks: [{ software: /^medplum$/i }, { host: /(?:^|\.)medplum\.com$/ }],
  facts: [
    {
      source: "measured, Medplum 5.0.10, a project without the feature transaction-bundles; with it: atomic",
      date: DAY,
      values: { transaction: "as-batch" },
    },
    {
      source: "measured, Medplum 5.0.10, a project as created; with checkReferencesOnWrite: enforced",
      date: DAY,
      values: { references: "not-enforced" },
    },
    {
      source: "measured, Medplum 5.0.10",
      date: DAY,
      values: {
        batch: true,
        conditionalCreate: true,
        conditionalUpdate: true,
        conditionalReference: true,
        decimals: "digits-lost",
        gzip: true,
        asynchronous: "on-request",
      },
    },
    {
      source: "measured, Medplum 5.0.10; medplum/medplum issue 7401",
      date: DAY,
      values: { clientIds: "none" },
    },
    {
      source: "medplum/medplum packages/fhir-router/src/batch.ts (rewriteIds)",
      date: DAY,
      values: { batchLinks: true },
    },
    {
      source: "medplum/medplum packages/fhir-router/src/fhirrouter.ts (parseIfMatchHeader)",
      date: DAY,
      values: { ifMatch: true },
    },
    {
      source:
        "medplum/medplum packages/server/src/fhir/repo.ts (isNotModified; an unknown profile is a warning in the log)",
      date: DAY,
      values: { unchangedPut: "no-version", unknownProfiles: "stored" },
    },
    { source: ROUTER_LIMITS, date: DAY, values: { maxUpdates: 50, maxConditional: 8 } },
    {
      source: "medplum/medplum packages/server/src/config/utils.ts (maxBatchSize, maxJsonSize)",
      date: DAY,
      values: { maxBytes: 50 * 2 ** 20, maxResourceBytes: 2 ** 20 },
    },
  ],
};

/** What tests/servers/medplum.mjs starts. */
export const medplumRouter: ServerRow = {
  id: "medplum-router",
  name: "Medplum's FhirRouter with MemoryRepository",
  marks: [{ software: /^Medplum FhirRouter\b/ }],
  facts: [
    {
      source: "measured, @medplum/fhir-router 4.5.2: what comes before a failing entry stays",
      date: DAY,
      values: { transaction: "as-batch" },
    },
    {
      source: "measured, @medplum/fhir-router 4.5.2",
      date: DAY,
      values: {
        batch: true,
        clientIds: "any",
        conditionalCreate: true,
        conditionalUpdate: true,
        circularLinks: true,
        conditionalReference: false,
        ifMatch: true,
        references: "not-enforced",
        decimals: "digits-lost",
        narrative: "kept",
        unknownProfiles: "stored",
        unchangedPut: "new-version",
        putAfterDelete: "anywhere",
        searchAfterWrite: "fresh",
        tagSearch: true,
        asynchronous: "never",
      },
    },
    {
      source: "measured, @medplum/fhir-router 4.5.2 behind the HTTP of tests/servers/medplum.mjs",
      date: DAY,
      values: { gzip: false },
    },
    { source: ROUTER_LIMITS, date: DAY, values: { maxUpdates: 50, maxConditional: 8 } },
    {
      source: "medplum/medplum packages/fhir-router/src/batch.ts (rewriteIds)",
      date: DAY,
      values: { batchLinks: true },
    },
  ],
};

export const helios: ServerRow = {
  id: "helios",
  name: "Helios FHIR Server",
  marks: [{ software: /^Helios FHIR Server$/i }],
  facts: [
    {
      source: "measured, Helios 0.2.5 on SQLite",
      date: DAY,
      values: {
        transaction: "atomic",
        batch: true,
        batchLinks: false,
        circularLinks: true,
        clientIds: "any",
        conditionalCreate: true,
        conditionalUpdate: true,
        conditionalReference: true,
        ifMatch: true,
        references: "not-enforced",
        decimals: "kept",
        narrative: "kept",
        unknownProfiles: "stored",
        unchangedPut: "new-version",
        putAfterDelete: "not-in-transaction",
        searchAfterWrite: "fresh",
        tagSearch: true,
        gzip: true,
        asynchronous: "never",
      },
    },
    {
      source: "measured, Helios 0.2.5 on SQLite, with 5,000 entries",
      date: DAY,
      values: { maxEntries: Number.POSITIVE_INFINITY },
    },
  ],
};
