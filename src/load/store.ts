/** Writes what differs, part by part, until everything is stored or there is no use in going on. */
import { withId } from "../fhir/ids.js";
import { rewriteLinks } from "../fhir/references.js";
import type { Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { beginTrial, pause } from "./http/pause.js";
import type { Part, PlannedRequest } from "./plan/part.js";
import { planWrites, type Stored } from "./plan/plan.js";
import { lookAgain, settleUnknown } from "./read/look-again.js";
import { placeIn } from "./read/same.js";
import type { Run } from "./run.js";
import { type SentRequest, sendPart } from "./send.js";
import type { Capabilities } from "./servers/capabilities.js";

/** Of no progress, then it is given up. */
const TRIES = 5;

/**
 * Stores what is not `done`, at first as it was planned. After an answer that was lost, and after a refusal that may
 * pass, what is there is looked up, and only what is missing is sent again.
 */
export async function store(run: Run, planned: readonly Part[] = partsOf(run)): Promise<void> {
  let queue = [...planned];
  let trial = beginTrial(run.connection);
  let tries = 0;
  const unheard = new Set<string | undefined>();
  for (let part = queue.shift(); part; part = queue.shift()) {
    const { settled, orphaned } = settle(part, run);
    const { requests: sent, findings } = await sendPart(settled, run.connection);
    const mending = new Set(queue.flatMap(({ requests }) => requests.map(({ urn }) => urn)));
    for (const [i, request] of settled.requests.entries()) note(run, request, sent[i], mending);
    for (const request of orphaned) if (request.urn) run.sent.set(request.urn, { state: "unsent" });
    const open = settled.requests.filter((request, i) => isOpen(request, sent[i], tries === 0));
    const failed = sent.some(({ state }) => state !== "stored");
    for (const [i, { urn }] of settled.requests.entries()) if (sent[i]?.state === "unknown") unheard.add(urn);
    if (!failed && open.length === 0 && orphaned.length === 0) {
      run.findings.push(...findings);
      if (sent.length > 0) trial = beginTrial(run.connection);
      tries = 0;
      continue;
    }
    const smaller = halved(settled, findings, run.capabilities);
    if (smaller) run.capabilities = smaller;
    // What only has to be looked at again needs no wait.
    else if (open.length === 0 || ++tries >= TRIES || (failed && !(await pause(run.connection, trial)))) {
      run.findings.push(...findings);
      await settleUnknown(run);
      return;
    }
    const failure = await lookAgain(run, new Set(open.map(({ urn }) => urn)));
    if (failure) return void run.findings.push(...findings, failure);
    if (open.some(({ urn }) => isLost(run, urn))) run.findings.push(...findings);
    // What is there although ours was refused, or not needed, is what others wrote since it was looked for.
    for (const [i, { urn = "", mends, ifNoneExist }] of settled.requests.entries()) {
      const isTheirs = sent[i]?.state === "refused" || (ifNoneExist !== undefined && sent[i]?.status === 200);
      const there = run.stored.get(urn);
      if (there && isTheirs && !mends && !unheard.has(urn)) run.before.set(urn, there);
    }
    queue = partsOf(run);
  }
}

function partsOf(run: Run): Part[] {
  const lost = run.items.flatMap(({ urn }) => (isLost(run, urn) ? [urn] : []));
  return planWrites({ ...run, unchanged: new Set([...run.done, ...lost]) }).parts;
}

/** Sent, perhaps stored, and found by nothing: sent again it might be there twice. */
function isLost({ sent, paths, stored }: Run, urn = ""): boolean {
  const { state } = sent.get(urn) ?? {};
  return (state === "unknown" || state === "stored") && !paths.has(urn) && !stored.has(urn);
}

/** Links to items that have an id by now become that id; a request whose links still lead nowhere is not sent. */
function settle(part: Part, { stored, items }: Run): { settled: Part; orphaned: PlannedRequest[] } {
  const linked = new Set(items.map(({ urn }) => urn));
  const own = new Set(part.kind === "single" ? [] : part.requests.map(({ urn }) => urn));
  const placeOf = placeIn(stored);
  const orphaned: PlannedRequest[] = [];
  const requests = part.requests.flatMap((request): PlannedRequest[] => {
    const { urn = "", type, mends } = request;
    let isOrphan = mends === true && !stored.has(urn);
    const settled = (link: string) => {
      const place = placeOf(link);
      if (place === undefined && linked.has(link) && !own.has(link)) isOrphan = true;
      return place;
    };
    const rewritten = request.isOpen ? rewriteLinks(request.resource, settled) : request.resource;
    if (isOrphan) {
      orphaned.push(request);
      return [];
    }
    const resource = rewritten ? { resource: rewritten } : {};
    if (!mends) return [{ ...request, ...resource }];
    const { id } = stored.get(urn) as Stored;
    return [{ ...request, url: `${type}/${id}`, id, resource: withId(rewritten as Resource, id) }];
  });
  return { settled: { ...part, requests }, orphaned };
}

function note(
  run: Run,
  request: PlannedRequest,
  sent: SentRequest | undefined,
  mending: ReadonlySet<string | undefined>,
) {
  const { urn, resource, type, entry = 0 } = request;
  if (urn === undefined || !sent) return;
  const { method, url, ifNoneExist } = request;
  run.sent.set(urn, { ...sent, request: { method, url, ...(ifNoneExist === undefined ? {} : { ifNoneExist }) } });
  if (sent.state !== "stored" || !resource) return;
  const { assigned } = sent;
  const id = assigned?.id ?? request.id;
  if (id === undefined) {
    if (!run.paths.has(urn)) run.findings.push(finding("load/no-location", { type }, { bundle: { entry } }));
    return;
  }
  run.stored.set(urn, { id, resource, ...(assigned?.version ? { version: assigned.version } : {}) });
  if (!mending.has(urn)) run.done.add(urn);
}

/** Refusals that may pass: contention, overload, a version that was changed meanwhile. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429, 500, 502, 503, 504]);

/** Whether it has to be looked up what became of a request. */
function isOpen(request: PlannedRequest, sent: SentRequest | undefined, isFirst: boolean): boolean {
  if (!sent || sent.state === "unsent") return false;
  if (sent.state === "unknown") return true;
  const { status = 0 } = sent;
  if (sent.state === "refused") return PASSING.has(status) || (status === 412 && request.ifMatch !== undefined);
  // Somebody made it since it was looked for: it is there, and perhaps otherwise. On a repetition it was ourselves.
  const found = request.ifNoneExist !== undefined && status === 200 && isFirst;
  return found || (request.method !== "DELETE" && sent.assigned === undefined && request.id === undefined);
}

/** The same server with half the room, where it said that this was too much. */
function halved(part: Part, findings: readonly Finding[], capabilities: Capabilities): Capabilities | undefined {
  const count = part.requests.length;
  if (part.kind === "single" || count < 2 || !findings.some(({ code }) => code === "load/too-large")) return undefined;
  const most = Math.ceil(count / 2);
  return { ...capabilities, maxEntries: most, maxBatchEntries: most };
}
