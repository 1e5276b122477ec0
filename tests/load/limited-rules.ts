/**
 * What servers refuse or change, a row for each: the capability that says so, and the server whose words are told.
 * A rule sees a request of its own and an entry of a Bundle alike, as a write.
 */
import { parseReference, referencesOf } from "../../src/fhir/references.js";
import type { Bundle, BundleEntry, OperationOutcomeIssue, Resource } from "../../src/fhir/types.js";
import type { Capabilities, Capability } from "../../src/load/index.js";

/** Why something is refused: the HTTP status and the issue of the OperationOutcome. */
export interface No {
  status: number;
  code: OperationOutcomeIssue["code"];
  text: string;
}

/** A PUT or POST, by itself or as an entry. */
export interface Write {
  method: string;
  /** Relative: `Type`, `Type/id` or `Type?query`. */
  url: string;
  ifNoneExist?: string | undefined;
  resource: Resource;
}

/** What a rule may ask about the store: the status of a read. */
export type StatusOf = (place: string) => number;

interface Rule<T> {
  of: Capability;
  refuses(asked: T, limits: Capabilities, statusOf: StatusOf): No | false | undefined;
}

const no = (status: number, code: No["code"], text: string): No => ({ status, code, text });

const entriesOf = ({ entry }: Bundle): BundleEntry[] => entry ?? [];

const isTransaction = ({ type }: Bundle): boolean => type === "transaction";

const isConditional = ({ request }: BundleEntry): boolean =>
  request?.method !== "GET" && (request?.ifNoneExist !== undefined || String(request?.url).includes("?"));

export const bundleRules: readonly Rule<Bundle>[] = [
  {
    of: "transaction",
    refuses: (bundle, { transaction }) =>
      isTransaction(bundle) &&
      transaction === "none" &&
      no(405, "not-supported", "The bundle type 'transaction' is not supported."),
  },
  {
    of: "batch",
    refuses: (bundle, { batch }) =>
      !isTransaction(bundle) && !batch && no(400, "not-supported", "A batch is not processed here."),
  },
  {
    of: "maxEntries",
    refuses: (bundle, { maxEntries }) =>
      isTransaction(bundle) && tooMany(entriesOf(bundle).length, maxEntries, "entries in the bundle"),
  },
  {
    of: "maxBatchEntries",
    refuses: (bundle, { maxBatchEntries }) =>
      !isTransaction(bundle) && tooMany(entriesOf(bundle).length, maxBatchEntries, "entries in the bundle"),
  },
  {
    of: "maxUpdates",
    refuses: (bundle, { maxUpdates }) =>
      isTransaction(bundle) &&
      entriesOf(bundle).filter(({ request }) => request?.method === "PUT").length > maxUpdates &&
      no(400, "invalid", "Transaction contains more update operations than allowed"),
  },
  {
    of: "maxConditional",
    refuses: (bundle, { maxConditional }) =>
      isTransaction(bundle) &&
      entriesOf(bundle).some(isConditional) &&
      entriesOf(bundle).length > maxConditional &&
      no(400, "invalid", "Transaction requires strict isolation but has too many entries"),
  },
  {
    of: "circularLinks",
    refuses: (bundle, { circularLinks }) =>
      isTransaction(bundle) &&
      !circularLinks &&
      hasCircle(entriesOf(bundle)) &&
      no(400, "processing", "The bundle contains circular references."),
  },
];

const tooMany = (count: number, most: number, what: string): No | false =>
  count > most && no(400, "too-costly", `The number of ${what} exceeded the configured limit of ${most}.`);

/** Takes out what refers to nothing that is left, again and again; what stays refers to each other in a circle. */
function hasCircle(entries: readonly BundleEntry[]): boolean {
  const names = entries.map(({ fullUrl, request }) => [fullUrl, request?.url]);
  const links = entries.map(({ resource }) => referencesOf(resource).map(({ reference }) => reference));
  let left = entries.map((_, i) => i);
  for (;;) {
    const stays = left.filter((i) =>
      left.some((other) => other !== i && links[i]?.some((link) => names[other]?.includes(link))),
    );
    if (stays.length === left.length) return left.length > 0;
    left = stays;
  }
}

const anyWrite: readonly Rule<Write>[] = [
  {
    of: "maxResourceBytes",
    refuses: ({ resource }, { maxResourceBytes }) =>
      Number.isFinite(maxResourceBytes) &&
      new TextEncoder().encode(JSON.stringify(resource)).length > maxResourceBytes &&
      no(413, "too-long", `A resource may have ${maxResourceBytes} bytes.`),
  },
  {
    of: "clientIds",
    refuses: ({ method, url }, { clientIds }, statusOf) => {
      const id = idIn(url);
      if (method !== "PUT" || id === undefined || clientIds === "any" || statusOf(url) !== 404) return false;
      if (clientIds === "none") return no(404, "not-found", "Not found");
      if (clientIds === "uuid") return !UUID.test(id) && no(400, "invalid", "Invalid id");
      return /^\d+$/.test(id) && no(400, "processing", "HAPI-0960: Can not create resource with ID, it is numeric.");
    },
  },
  {
    of: "conditionalCreate",
    refuses: ({ ifNoneExist }, { conditionalCreate }) =>
      ifNoneExist !== undefined &&
      !conditionalCreate &&
      no(412, "not-supported", "Conditional create is not supported."),
  },
  {
    of: "conditionalUpdate",
    refuses: ({ method, url }, { conditionalUpdate }) =>
      method === "PUT" && url.includes("?") && !conditionalUpdate && no(405, "not-supported", "PUT needs an id."),
  },
  {
    of: "conditionalReference",
    refuses: ({ resource }, { conditionalReference }) =>
      !conditionalReference &&
      referencesOf(resource).some(({ reference }) => /^[A-Za-z]+\?/.test(reference)) &&
      no(400, "value", "A conditional reference is not resolved."),
  },
  {
    of: "unknownProfiles",
    refuses: ({ resource: { meta } }, { unknownProfiles }) =>
      unknownProfiles === "refused" &&
      (meta?.profile ?? []).some((profile) => !profile.startsWith("http://hl7.org/fhir/StructureDefinition/")) &&
      no(422, "not-found", `The profile ${meta?.profile} could not be resolved.`),
  },
];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const idIn = (url: string): string | undefined => parseReference(url)?.id;

const revival = (...refused: readonly Capabilities["putAfterDelete"][]): Rule<Write> => ({
  of: "putAfterDelete",
  refuses: ({ method, url }, { putAfterDelete }, statusOf) =>
    method === "PUT" &&
    idIn(url) !== undefined &&
    refused.includes(putAfterDelete) &&
    statusOf(url) === 410 &&
    no(400, "conflict", `${url} already exists.`),
});

export const writeRules: readonly Rule<Write>[] = [...anyWrite, revival("refused")];
export const transactionRules: readonly Rule<Write>[] = [...anyWrite, revival("refused", "not-in-transaction")];

interface Change {
  of: Capability;
  change(resource: Resource, limits: Capabilities): Resource;
}

let writes = 0;

/** What is stored otherwise than it was sent. */
export const changes: readonly Change[] = [
  {
    of: "decimals",
    change: (resource, { decimals }) =>
      decimals === "digits-lost" ? (JSON.parse(JSON.stringify(resource)) as Resource) : resource,
  },
  {
    of: "narrative",
    change: (resource, { narrative }) =>
      narrative === "changed" && "text" in resource
        ? ({
            ...resource,
            text: { status: "generated", div: `<div xmlns="http://www.w3.org/1999/xhtml">made here</div>` },
          } as Resource)
        : resource,
  },
  {
    // The embedded server makes a version of what differs only: what HAPI adds to a source is different each time.
    of: "unchangedPut",
    change: (resource, { unchangedPut }) =>
      unchangedPut === "new-version"
        ? { ...resource, meta: { ...resource.meta, source: `${resource.meta?.source ?? ""}#${++writes}` } }
        : resource,
  },
];

/** A query as the server understands it: what it does not know is as good as not there. */
export const understood = (url: string, { tagSearch }: Capabilities): string =>
  tagSearch ? url : url.replace(/([?&])_tag=[^&]*&?/g, "$1").replace(/[?&]$/, "");
