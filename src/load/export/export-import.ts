/**
 * NDJSON for servers that fetch what they store.
 *
 * - `import-parameters.json`, the body of `POST [base]/$import`: `inputFormat`, `inputSource`, `input` (`type`, `url`) are
 *   those of https://github.com/smart-on-fhir/bulk-import/blob/master/import-manifest.md, as Parameters, which HAPI FHIR
 *   takes (BulkDataImportProvider; it reads every value as text) and Microsoft
 *   (https://learn.microsoft.com/azure/healthcare-apis/fhir/import-data, which writes them as valueString and valueUri).
 *   `mode` is Microsoft's alone: IncrementalLoad does not block other writes, and updates what is there.
 * - `manifest.json` is what Bulk Data Access calls the output manifest (https://hl7.org/fhir/uv/bulkdata/export.html).
 * - AWS HealthLake knows no $import: its StartFHIRImportJob takes every NDJSON file of a folder in S3
 *   (https://docs.aws.amazon.com/healthlake/latest/devguide/importing-fhir-data.html).
 */
import { stringifyJson } from "../../fhir/json.js";
import { rewriteLinks } from "../../fhir/references.js";
import type { Resource } from "../../fhir/types.js";
import type { PlannedRequest } from "../plan/part.js";
import type { Plan } from "../plan/plan.js";
import { curlLine, FHIR_JSON, scriptHead } from "./curl.js";
import type { ExportOptions, PlanFile } from "./export.js";

const NDJSON = "application/fhir+ndjson";
const PARAMETERS = "import-parameters.json";

interface TypeFile {
  type: string;
  name: string;
  url: string;
  resources: Resource[];
}

/** `Type.ndjson` for each type, under ids of our own and with references `Type/id`; manifest, parameters, script. */
export function importFiles({ parts }: Plan, options: ExportOptions): PlanFile[] {
  const folder = options.filesAt?.replace(/\/+$/, "");
  const files = new Map<string, TypeFile>();
  for (const resource of resourcesOf(parts.flatMap(({ requests }) => requests))) {
    const type = resource.resourceType;
    const name = `${type}.ndjson`;
    const file = files.get(type) ?? { type, name, url: folder ? `${folder}/${name}` : name, resources: [] };
    file.resources.push(resource);
    files.set(type, file);
  }
  const all = [...files.values()];
  const json = (name: string, value: unknown): PlanFile => ({ name, text: `${stringifyJson(value)}\n` });
  return [
    ...all.map(({ name, resources }) => ({
      name,
      text: resources.map((resource) => `${stringifyJson(resource, 0)}\n`).join(""),
    })),
    json("manifest.json", manifestOf(all, options)),
    json(PARAMETERS, parametersOf(all, folder, options.server)),
    { name: "requests.sh", text: scriptOf(options.base) },
  ];
}

/** Each resource once, whole: what mends another comes later and takes its place. */
function resourcesOf(requests: readonly PlannedRequest[]): Resource[] {
  const idOf = ({ id, urn = "" }: PlannedRequest) => id ?? urn.slice("urn:uuid:".length);
  const byUrn = new Map(requests.map((request) => [request.urn ?? "", request]));
  return [...byUrn.values()].map((request) => {
    const { resourceType, ...content } = rewriteLinks(request.resource as Resource, (link) => {
      const target = byUrn.get(link.toLowerCase());
      return target && `${target.type}/${idOf(target)}`;
    });
    return { resourceType, ...content, id: idOf(request) };
  });
}

const manifestOf = (files: readonly TypeFile[], { at, base }: ExportOptions) => ({
  ...(at ? { transactionTime: at } : {}),
  ...(base ? { request: `${base}/$import` } : {}),
  requiresAccessToken: false,
  output: files.map(({ type, url, resources }) => ({ type, url, count: resources.length })),
  error: [],
});

const parametersOf = (files: readonly TypeFile[], folder: string | undefined, server = "") => ({
  resourceType: "Parameters",
  parameter: [
    { name: "inputFormat", valueString: NDJSON },
    ...(folder ? [{ name: "inputSource", valueUri: folder }] : []),
    ...(server.startsWith("azure") ? [{ name: "mode", valueString: "IncrementalLoad" }] : []),
    ...files.map(({ type, url }) => ({
      name: "input",
      part: [
        { name: "type", valueString: type },
        { name: "url", valueUri: url },
      ],
    })),
  ],
});

function scriptOf(base: string | undefined): string {
  const headers = { "Content-Type": FHIR_JSON, Prefer: "respond-async" };
  const line = curlLine({ file: PARAMETERS, method: "POST", path: "/$import", headers });
  return `${[...scriptHead(1, base), "", line].join("\n")}\n`;
}
