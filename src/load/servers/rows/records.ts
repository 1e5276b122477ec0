/** Interfaces of health records: little is written about what they take, so most is left to what they say themselves. */
import type { ServerRow } from "../row.js";

const DAY = "2026-11-25";

export const epic: ServerRow = {
  id: "epic",
  name: "Epic",
  marks: [{ software: /^Epic$/i }, { path: /\/api\/FHIR\/R4$/ }],
  facts: [],
};

export const oracle: ServerRow = {
  id: "oracle",
  name: "Oracle Health Millennium (Cerner)",
  marks: [{ software: /\bMillennium\b|\bCerner\b/i }, { host: /(?:^|\.)cerner\.com$/ }],
  facts: [
    {
      source: "docs.oracle.com, Millennium FHIR R4 API, api-bundle.html: a Bundle only to create Provenance",
      date: DAY,
      values: { transaction: "none", batch: false },
    },
  ],
};

export const oracleDeviceData: ServerRow = {
  id: "oracle-device-data",
  name: "Oracle device-data FHIR service",
  marks: [],
  facts: [
    {
      source: "docs.oracle.com/en-us/iaas/device-data-fhir/fhir-batch.htm",
      date: DAY,
      values: { transaction: "none", batch: true, batchLinks: false, maxBatchEntries: 25 },
    },
  ],
};
