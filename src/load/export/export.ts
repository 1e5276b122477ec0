/** A plan as files: what a load would send, for curl to send, or for a server to fetch. Pure. */
import { stringifyJson } from "../../fhir/json.js";
import { linksOf } from "../../fhir/references.js";
import type { Resource } from "../../fhir/types.js";
import { isUrn } from "../plan/links.js";
import { type Part, type PlannedRequest, partBundle } from "../plan/part.js";
import type { Plan } from "../plan/plan.js";
import { type CurlRequest, curlLine, FHIR_JSON, scriptHead } from "./curl.js";
import { importFiles } from "./export-import.js";

export interface PlanFile {
  name: string;
  text: string;
}

export interface ExportOptions {
  /** The base URL of the server, without a trailing slash; without it the script takes $FHIR from the environment. */
  base?: string | undefined;
  /** Strategy F: the id of its row in the table of servers, for what it alone wants. */
  server?: string | undefined;
  /** Strategy F: the URL of the folder from which the server will fetch the files; without it they are just named. */
  filesAt?: string | undefined;
  /** Strategy F: when the files were made, an instant. */
  at?: string | undefined;
}

/**
 * The files of a plan that has something to send: the body of each request as it goes over the wire, and `requests.sh`,
 * which sends them in order; of strategy F those of `importFiles`.
 *
 * Links to what an earlier part stores under an id of the server's choice are still urns, here as in the plan: the script
 * stops before them and says what must be replaced.
 */
export function exportPlan(plan: Plan, options: ExportOptions = {}): PlanFile[] {
  if (plan.parts.length === 0) return [];
  if (plan.strategy === "F") return importFiles(plan, options);
  const sent = numbered(plan.parts);
  const bodies = sent.flatMap((part) => part.map(({ file, body }) => ({ name: file, text: `${body}\n` })));
  return [...bodies, { name: "requests.sh", text: scriptOf(sent, options.base) }];
}

interface SentFile extends CurlRequest {
  body: string;
  /** The planned requests that it carries. */
  requests: readonly PlannedRequest[];
}

/** Part by part what is sent, each with a file of its own. */
function numbered(parts: readonly Part[]): SentFile[][] {
  const count = parts.reduce((sum, { kind, requests }) => sum + (kind === "single" ? requests.length : 1), 0);
  const digits = Math.max(3, String(count).length);
  let number = 0;
  const nameOf = (what: string) => `${String(++number).padStart(digits, "0")}-${what}.json`;
  return parts.map((part) =>
    part.kind === "single"
      ? part.requests.map((request) => single(request, nameOf(`${request.method}-${request.type}`)))
      : [bundled(part, nameOf(part.kind))],
  );
}

const bundled = (part: Part, file: string): SentFile => ({
  file,
  method: "POST",
  path: "",
  headers: { "Content-Type": FHIR_JSON },
  body: stringifyJson(partBundle({ ...part, requests: part.requests.map(named) }), 0),
  requests: part.requests,
});

function single(request: PlannedRequest, file: string): SentFile {
  const { method, url, ifMatch, ifNoneExist } = request;
  const headers = {
    "Content-Type": FHIR_JSON,
    ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
    ...(ifNoneExist === undefined ? {} : { "If-None-Exist": ifNoneExist }),
  };
  const body = stringifyJson(named(request).resource, 0);
  return { file, method, path: `/${url}`, headers, body, requests: [request] };
}

/** What completes a resource whose id is not known yet: the id in its body is the urn as well. */
function named(request: PlannedRequest): PlannedRequest {
  const { mends, id, urn, resource } = request;
  return mends && id === undefined ? { ...request, resource: { ...resource, id: urn } as Resource } : request;
}

function scriptOf(sent: readonly SentFile[][], base: string | undefined): string {
  const lines = scriptHead(sent.flat().length, base);
  /** By urn: what gets its id from the server and was not replaced yet, and the file that stores it. */
  const open = new Map<string, string>();
  for (const part of sent) {
    const waiting = [...new Set(part.flatMap(urnsIn))].filter((urn) => open.has(urn));
    if (waiting.length > 0) lines.push("", ...pauseLines(waiting, open, part[0]?.file ?? ""));
    for (const urn of waiting) open.delete(urn);
    lines.push("", ...part.map(curlLine));
    for (const { requests, file } of part) {
      for (const { urn, id, type, mends } of requests) {
        if (urn && id === undefined && !mends) open.set(urn, `${type} of ${file}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

const urnsIn = ({ requests }: SentFile): string[] =>
  requests.flatMap(({ urn, resource, mends }) => [
    ...(urn && mends ? [urn] : []),
    ...linksOf(resource).flatMap(({ link }) => (isUrn(link) ? link : [])),
  ]);

const pauseLines = (urns: readonly string[], open: ReadonlyMap<string, string>, next: string): string[] => [
  `# From here on, in this script and in the files from ${next} on, replace each of these by the id that the server`,
  '# gave in its answer: by Type/ID in a "reference", by the ID alone in "id" and in a URL behind its type. Then take out',
  "# the next line and the requests above, which are done.",
  ...urns.map((urn) => `#   ${urn}: ${open.get(urn)}`),
  `echo 'requests.sh says what must be replaced before ${next} can be sent' >&2; exit 1`,
];
