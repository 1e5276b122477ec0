/** Servers that one installs, read in their documentation and source. */
import type { ServerRow } from "../row.js";

const DAY = "2026-11-25";

export const blaze: ServerRow = {
  id: "blaze",
  name: "Blaze",
  marks: [{ software: /^Blaze$/i }],
  facts: [
    {
      source: "samply/blaze docs/api/interaction/transaction.md",
      date: DAY,
      values: { transaction: "atomic" },
    },
    {
      source: "samply/blaze docs/api/interaction/batch.md",
      date: DAY,
      values: { batch: true, ifMatch: true },
    },
    {
      source: "samply/blaze docs/api/interaction/create.md: references to a match that is there are not replaced",
      date: DAY,
      values: { conditionalCreate: true },
    },
    {
      source: "samply/blaze docs/api/interaction/update.md, issue 361",
      date: DAY,
      values: { clientIds: "any", unchangedPut: "no-version", conditionalUpdate: false },
    },
    { source: "samply/blaze issue 433", date: DAY, values: { conditionalReference: false } },
    {
      source:
        "samply/blaze docs/deployment/environment-variables.md (ENFORCE_REFERENTIAL_INTEGRITY): on unless switched off",
      date: DAY,
      values: { references: "enforced" },
    },
  ],
};

export const aidbox: ServerRow = {
  id: "aidbox",
  name: "Aidbox",
  marks: [{ software: /\baidbox\b/i }, { host: /\.aidbox\.app$/ }],
  facts: [
    {
      source: "HealthSamurai/aidbox-docs docs/api/batch-transaction.md",
      date: DAY,
      values: { transaction: "atomic", batch: true, batchLinks: false },
    },
    {
      source: "HealthSamurai/aidbox-docs docs/api/rest-api/crud/update.md",
      date: DAY,
      values: { clientIds: "any", conditionalUpdate: true, ifMatch: true },
    },
    {
      source: "HealthSamurai/aidbox-docs docs/api/rest-api/crud/create.md",
      date: "2026-03-31",
      values: { conditionalCreate: true },
    },
    {
      source: "HealthSamurai/aidbox-docs docs/reference/all-settings.md (BOX_WEB_MAX_BODY)",
      date: "2026-03-31",
      values: { maxBytes: 20 * 2 ** 20, maxResourceBytes: 20 * 2 ** 20 },
    },
    {
      source: "HealthSamurai/aidbox-docs docs/reference/all-settings.md (BOX_FHIR_VALIDATION_SKIP_REFERENCE)",
      date: "2026-03-31",
      values: { references: "enforced" },
    },
  ],
};

export const firely: ServerRow = {
  id: "firely",
  name: "Firely Server",
  marks: [{ software: /\bFirely Server\b|\bVonk\b/i }],
  facts: [
    {
      source: "FirelyTeam/firely-docs-firely-server features/restful_api.rst: on SQL Server and SQLite",
      date: DAY,
      values: { transaction: "atomic" },
    },
    {
      source: "FirelyTeam/firely-docs-firely-server features/restful_api.rst",
      date: DAY,
      values: { batch: true, clientIds: "any", conditionalCreate: true, conditionalUpdate: true },
    },
    {
      source: "FirelyTeam/firely-docs-firely-server appsettings_reference.rst (MaxBatchEntries, SizeLimits)",
      date: DAY,
      values: { maxEntries: 150, maxBatchEntries: 150, maxBytes: 5 * 2 ** 20, maxResourceBytes: 2 ** 20 },
    },
    {
      source: "FirelyTeam/firely-docs-firely-server releasenotes_v4: only a document's Composition is checked",
      date: DAY,
      values: { references: "not-enforced" },
    },
  ],
};

export const linuxForHealth: ServerRow = {
  id: "linuxforhealth",
  name: "LinuxForHealth FHIR Server (IBM)",
  marks: [{ software: /\b(?:LinuxForHealth|IBM) FHIR\b/i }],
  facts: [
    {
      source: "LinuxForHealth/FHIR documentation; no limit of entries, one is asked for in issue 4184",
      date: DAY,
      values: { transaction: "atomic", batch: true, maxEntries: Number.POSITIVE_INFINITY },
    },
    {
      source: "LinuxForHealth/FHIR docs/src/pages/Conformance.md",
      date: DAY,
      values: { ifMatch: true, tagSearch: true },
    },
    {
      source: "LinuxForHealth/FHIR issue 2263: unless the header X-FHIR-UPDATE-IF-MODIFIED is sent",
      date: DAY,
      values: { unchangedPut: "new-version" },
    },
    {
      source: "LinuxForHealth/FHIR FHIRServerUsersGuide.md",
      date: DAY,
      values: { conditionalCreate: true },
    },
    {
      source: "LinuxForHealth/FHIR issue 2769: references to what a Bundle stores so are not replaced",
      date: DAY,
      values: { conditionalUpdate: false },
    },
    {
      source: "LinuxForHealth/FHIR issue 1329 and PR 3406, since 4.8",
      date: DAY,
      values: { conditionalReference: true },
    },
  ],
};

export const iris: ServerRow = {
  id: "iris",
  name: "InterSystems IRIS for Health",
  marks: [{ software: /\bInterSystems\b|\bIRIS for Health\b/i }, { publisher: /\bInterSystems\b/i }],
  facts: [
    {
      source: "docs.intersystems.com, HXFHIR_server_arch_supported: circular references are not supported",
      date: DAY,
      values: {
        transaction: "atomic",
        batch: true,
        circularLinks: false,
        conditionalCreate: true,
        conditionalUpdate: true,
      },
    },
  ],
};

export const spark: ServerRow = {
  id: "spark",
  name: "Spark",
  marks: [{ software: /^Spark\b/i }],
  facts: [
    {
      source: "FirelyTeam/spark ADR 0001 (draft): not atomic on MongoDB",
      date: DAY,
      values: { transaction: "as-batch" },
    },
    { source: "FirelyTeam/spark FhirService.cs", date: DAY, values: { batch: true } },
    {
      source: "FirelyTeam/spark issue 520: reported broken in a transaction",
      date: DAY,
      values: { conditionalCreate: false },
    },
  ],
};
