/** Servers that are rented as a service, read in their documentation; Microsoft's is open source as well. */
import type { ServerRow } from "../row.js";

const DAY = "2026-11-25";
const MICROSOFT = "learn.microsoft.com/azure/healthcare-apis/fhir/fhir-features-supported";

export const azure: ServerRow = {
  id: "azure",
  name: "Microsoft FHIR server, Azure Health Data Services",
  marks: [
    { host: /\.fhir\.azurehealthcareapis\.com$/ },
    { software: /\bMicrosoft\b|\bAzure\b/i },
    { publisher: /^Microsoft$/i },
  ],
  facts: [
    {
      source: `${MICROSOFT}; the open-source server with SQL`,
      date: DAY,
      values: { transaction: "atomic" },
    },
    {
      source: MICROSOFT,
      date: DAY,
      values: { batch: true, conditionalCreate: true, conditionalUpdate: true, ifMatch: true },
    },
    {
      source: `${MICROSOFT}; appsettings.json, Bundle.EntryLimit`,
      date: DAY,
      values: { maxEntries: 500, maxBatchEntries: 500 },
    },
    {
      source: "microsoft/fhir-server CapabilityStatementBuilder.cs (UpdateCreate)",
      date: DAY,
      values: { clientIds: "any" },
    },
    {
      source: "microsoft/fhir-server PR 2519",
      date: DAY,
      values: { unchangedPut: "no-version" },
    },
    {
      source: "microsoft/fhir-server ResourceReferenceResolver.cs, issue 1175: resolved against what is stored",
      date: DAY,
      values: { conditionalReference: true },
    },
  ],
};

export const azureApi: ServerRow = {
  id: "azure-api-for-fhir",
  name: "Azure API for FHIR",
  marks: [{ software: /^Azure API for FHIR$/i }, { host: /^[^.]+\.azurehealthcareapis\.com$/ }],
  facts: [
    { source: `${MICROSOFT}: batch only`, date: DAY, values: { transaction: "none" } },
    {
      source: MICROSOFT,
      date: DAY,
      values: {
        batch: true,
        maxBatchEntries: 500,
        clientIds: "any",
        conditionalCreate: true,
        conditionalUpdate: true,
        ifMatch: true,
      },
    },
  ],
};

export const google: ServerRow = {
  id: "google",
  name: "Google Cloud Healthcare API",
  marks: [{ host: /^healthcare\.googleapis\.com$/ }],
  facts: [
    {
      source: "cloud.google.com/healthcare-api reference: fhir.executeBundle",
      date: DAY,
      values: { transaction: "atomic", batch: true },
    },
    {
      source: "cloud.google.com/healthcare-api/quotas, as api-evangelist/google-cloud-healthcare writes it down",
      date: DAY,
      values: { maxEntries: 4500, maxBytes: 50 * 10 ** 6, maxResourceBytes: 10 * 10 ** 6 },
    },
    {
      source: "cloud.google.com/healthcare-api reference: fhir.create, by identifier only in v1",
      date: DAY,
      values: { conditionalCreate: true },
    },
    {
      source: "cloud.google.com/healthcare-api reference: fhir.conditionalUpdate, by identifier only in v1",
      date: DAY,
      values: { conditionalUpdate: true },
    },
    {
      source: "cloud.google.com/healthcare-api/docs/concepts/fhir-references: on unless disableReferentialIntegrity",
      date: DAY,
      values: { references: "enforced" },
    },
  ],
};

export const healthLake: ServerRow = {
  id: "healthlake",
  name: "AWS HealthLake",
  marks: [{ host: /^healthlake\.[^.]+\.amazonaws\.com$/ }],
  facts: [
    {
      source: "docs.aws.amazon.com/healthlake/latest/devguide/managing-fhir-resources-bundle.html",
      date: DAY,
      values: { transaction: "atomic", batch: true, references: "in-transaction" },
    },
    {
      source: "docs.aws.amazon.com/ja_jp/healthlake/latest/devguide/quotas.html; later pages may say 500",
      date: DAY,
      values: { maxEntries: 160, maxBatchEntries: 160 },
    },
  ],
};
