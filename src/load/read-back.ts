/** Reads every stored resource by its assigned id and says how it differs from what was sent. */
import { fhirPath } from "../definitions/path.js";
import { rewriteLinks } from "../fhir/references.js";
import type { Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type Difference, differences } from "./compare.js";
import { mapLimit } from "./concurrency.js";
import {
  type Connection,
  type ConnectionOptions,
  connect,
  exchange,
  type Question,
  type Result,
} from "./connection.js";
import { judgeAnswer } from "./judge-answer.js";
import { isUrn, linkKey, type Plan, type PlannedRequest } from "./plan.js";
import { matchesIn, readFailure } from "./read.js";
import type { SentEntry } from "./send.js";

const PARALLEL = 6;
/** More differences of one resource than this say no more. */
const MOST = 20;

export interface ReadBackEntry {
  /** Where it was found: as assigned, or as a search for its condition told. */
  assigned?: NonNullable<SentEntry["assigned"]>;
  /** The version that was read. */
  version?: string;
  /** Undefined when it was not read. */
  equal?: boolean;
  differences?: number;
}

export interface ReadBack {
  /** One per planned request, in order. */
  entries: ReadBackEntry[];
  findings: Finding[];
}

/**
 * Reads back what `sendPlan` stored and compares it with the plan.
 *
 * @param sent `entries` of what sendPlan gave, one per request of the plan
 */
export async function readBack(plan: Plan, sent: readonly SentEntry[], options: ConnectionOptions): Promise<ReadBack> {
  const { value: connection, failure } = connect(options);
  return failure ? { entries: [], findings: [failure] } : compareStored(plan, sent, connection);
}

/** As readBack; a failure of the network ends it, as every further read would fail alike. */
export async function compareStored(plan: Plan, sent: readonly SentEntry[], connection: Connection): Promise<ReadBack> {
  const findings: Finding[] = [];
  let failure: Finding | undefined;
  const found = await mapLimit(plan.requests, PARALLEL, async (request, i) => {
    const entry = sent[i];
    if (entry?.state !== "stored" || failure) return {};
    const result = await fetchStored(request, entry, connection);
    if (!result.failure) return result.value;
    if (result.failure.bundle) findings.push(result.failure);
    else failure = result.failure;
    return {};
  });
  if (failure) findings.push(failure);
  const mapLink = linkMap(
    plan.requests,
    found.map(({ resource }, i) => resource ?? sent[i]?.assigned),
  );
  const entries = plan.requests.map((request, i): ReadBackEntry => {
    const resource = found[i]?.resource;
    if (!resource) return {};
    const expected = localLinks(rewriteLinks(request.resource, mapLink), connection.base);
    const differing = differences(expected, localLinks(resource, connection.base));
    const existed = request.method === "POST" && sent[i]?.status === 200;
    const told = existed && differing.some(isEdit) ? differing.filter(isEdit) : differing;
    findings.push(...told.slice(0, MOST).map((one) => differenceFinding(request, resource, one, existed)));
    const { versionId } = resource.meta ?? {};
    return {
      assigned: { type: resource.resourceType, id: resource.id ?? "", ...(versionId ? { version: versionId } : {}) },
      ...(versionId ? { version: versionId } : {}),
      equal: differing.length === 0,
      ...(differing.length > 0 ? { differences: differing.length } : {}),
    };
  });
  return { entries, findings };
}

type Stored = { resource?: Resource };

/** By its id; where the server did not tell it, by the condition it was stored under. */
async function fetchStored(request: PlannedRequest, entry: SentEntry, connection: Connection): Promise<Result<Stored>> {
  const { assigned } = entry;
  const condition = request.ifNoneExist ?? queryIn(request.url);
  const place = { bundle: { entry: request.entry } };
  if (!assigned && condition === undefined) {
    return { failure: finding("load/no-location", { type: request.type }, place) };
  }
  const target = assigned ? `${assigned.type}/${assigned.id}` : `${request.type}?${condition}`;
  const question: Question = { method: "GET", path: `/${target}`, name: `GET ${target}` };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return { failure };
  if (answer.status !== 200) return { failure: readFailure(target, request.entry, answer) };
  const wrong = judgeAnswer(connection, question, answer);
  if (wrong) return { failure: { ...wrong, ...place } };
  const resource = answer.json as Resource;
  if (assigned) return { value: { resource } };
  const [match, second] = matchesIn(resource);
  if (match && !second) return { value: { resource: match } };
  return { failure: finding("load/no-location", { type: request.type }, place) };
}

const queryIn = (url: string): string | undefined => (url.includes("?") ? url.slice(url.indexOf("?") + 1) : undefined);

/** Links of the plan to links of the server: full URLs and asked-for ids to where the resources are. */
function linkMap(
  requests: readonly PlannedRequest[],
  places: readonly (Resource | SentEntry["assigned"])[],
): (link: string, key: string) => string | undefined {
  const links = new Map<string, string>();
  for (const [i, { fullUrl, id, type }] of requests.entries()) {
    const place = places[i];
    if (!place) continue;
    const assigned = `${"resourceType" in place ? place.resourceType : place.type}/${place.id}`;
    if (fullUrl) links.set(linkKey(fullUrl), assigned);
    if (id) links.set(`${type}/${id}`, assigned);
  }
  return (link, key) => (key === "reference" || key === "div" || isUrn(link) ? links.get(linkKey(link)) : undefined);
}

/** References of a server to itself, made relative. */
const localLinks = (resource: Resource, base: string): Resource =>
  rewriteLinks(resource, (link, key) =>
    key === "reference" && link.startsWith(`${base}/`) ? link.slice(base.length + 1) : undefined,
  );

/** Of what is there already, such a difference is an edit that was not stored; how it was written the first time is no news then. */
const isEdit = ({ kind }: Difference): boolean => kind === "missing" || kind === "changed" || kind === "added";

function differenceFinding(
  request: PlannedRequest,
  resource: Resource,
  difference: Difference,
  existed: boolean,
): Finding {
  const { kind, path, expected, actual } = difference;
  const isUnresolved = kind === "changed" && path.at(-1) === "reference" && /^"urn:(uuid|oid):/.test(actual);
  const params = {
    target: `${resource.resourceType}/${resource.id}`,
    expected: expected || "nothing",
    actual: actual || "nothing",
    what: actual ? "changed" : "lost",
  };
  const bundle = {
    entry: request.entry,
    expression: fhirPath(`Bundle.entry[${request.entry}].resource`, request.resource, path),
  };
  const code = isUnresolved
    ? "load/unresolved-reference"
    : existed && isEdit(difference)
      ? "load/edit-not-stored"
      : (`load/${kind}` as const);
  return finding(code, params, { bundle });
}
