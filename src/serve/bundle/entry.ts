import { outcomeOf } from "../../fhir/outcome.js";
import type { Bundle, BundleEntry, Resource } from "../../fhir/types.js";
import { parseUrl } from "../call.js";
import type { Call, Reply } from "../message.js";
import { refuse } from "../refusal.js";

/**
 * The entries of a posted Bundle.
 *
 * @throws Refusal 400 when `entry` is not a list of objects
 */
export function entriesOf(bundle: Resource): BundleEntry[] {
  const { entry = [] } = bundle as Bundle;
  if (Array.isArray(entry) && entry.every((one) => typeof one === "object" && one !== null)) return entry;
  throw refuse(400, "structure", "Bundle.entry is not a list of entries.", "Bundle.entry");
}

/**
 * The call an entry asks for.
 *
 * @param base URLs below it count as relative
 * @throws Refusal 400 when request.method or request.url is missing or leads elsewhere
 */
export function callOf(entry: BundleEntry, base: string): Call {
  const { method, url, ifNoneExist, ifMatch, ifNoneMatch } = entry.request ?? {};
  if (typeof method !== "string") throw refuse(400, "required", "The entry has no request.method.", "request.method");
  if (typeof url !== "string") throw refuse(400, "required", "The entry has no request.url.", "request.url");
  const relative = url.startsWith(`${base}/`) ? url.slice(base.length + 1) : url;
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative)) {
    throw refuse(400, "value", `The URL ${url} is not one of this server.`, "request.url");
  }
  const headers = {
    "if-none-exist": textOnly(ifNoneExist, "ifNoneExist"),
    "if-match": textOnly(ifMatch, "ifMatch"),
    "if-none-match": textOnly(ifNoneMatch, "ifNoneMatch"),
  };
  return { method, ...parseUrl(relative), headers, ...(entry.resource ? { resource: entry.resource } : {}) };
}

function textOnly(value: unknown, name: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw refuse(400, "value", `request.${name} is not a text.`, `request.${name}`);
}

const STATUS_TEXT: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  304: "Not Modified",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  422: "Unprocessable Entity",
};

/** A reply as an entry of the answering Bundle. */
export function answerEntry(reply: Reply, showWritten: boolean): BundleEntry {
  const { status, location, versionId, lastModified, resource } = reply;
  const show = resource && (reply.outcome === undefined || showWritten);
  return {
    ...(show ? { resource: resource as NonNullable<BundleEntry["resource"]> } : {}),
    response: {
      status: [status, STATUS_TEXT[status]].filter(Boolean).join(" "),
      ...(location ? { location } : {}),
      ...(versionId ? { etag: `W/"${versionId}"` } : {}),
      ...(lastModified ? { lastModified } : {}),
    },
  };
}

/** An entry of a batch that was refused. */
export function refusedEntry(status: number, issues: Parameters<typeof outcomeOf>[0]): BundleEntry {
  const entry = answerEntry({ status }, false);
  return { response: { status: String(status), ...entry.response, outcome: outcomeOf(issues) } };
}
