/** Deletes resources in an order that referential integrity allows. */
import { referencesOf } from "../fhir/references.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Connection } from "./http/connection.js";
import { parentsFirst } from "./plan/order.js";
import type { PlannedRequest } from "./plan/part.js";
import type { DeletedEntry } from "./receipt.js";
import { sendPart } from "./send.js";
import type { Capabilities } from "./servers/capabilities.js";

/** The requests that take resources away, what refers before what is referred to. */
function deletions(entries: readonly DeletedEntry[], { ifMatch }: Capabilities): PlannedRequest[] {
  const positions = new Map(entries.map(({ type, id }, i) => [`${type}/${id}`, i]));
  const targets = entries.map(({ before }) =>
    referencesOf(before).flatMap(({ reference }) => positions.get(reference) ?? []),
  );
  return parentsFirst(targets)
    .flat()
    .reverse()
    .map((i): PlannedRequest => {
      const { type, id, version } = entries[i] as DeletedEntry;
      const match = ifMatch && version ? { ifMatch: `W/"${version}"` } : {};
      return { method: "DELETE", url: `${type}/${id}`, type, id, ...match };
    });
}

/** Deletes resources: in transactions where there are such, as they may refer to each other in circles, else one by one. */
export async function remove(
  entries: readonly DeletedEntry[],
  connection: Connection,
  capabilities: Capabilities,
): Promise<{ removed: DeletedEntry[]; findings: Finding[] }> {
  const byUrl = new Map(entries.map((entry) => [`${entry.type}/${entry.id}`, entry]));
  const removed: DeletedEntry[] = [];
  const findings: Finding[] = [];
  const requests = deletions(entries, capabilities);
  const size =
    capabilities.transaction === "atomic" ? Math.min(capabilities.maxEntries, capabilities.maxConditional) : 1;
  for (let start = 0; start < requests.length; start += size) {
    const part = requests.slice(start, start + size);
    const sent = await send(part, connection);
    findings.push(...sent.findings);
    for (const [i, { url }] of part.entries()) {
      const entry = byUrl.get(url);
      if (entry && sent.states[i] === "stored") removed.push(entry);
      else findings.push(finding("load/not-deleted", { target: url }));
    }
    if (size === Number.POSITIVE_INFINITY) break;
  }
  return { removed, findings };
}

/** What one transaction refuses may be a single resource that others refer to: then each is asked for by itself. */
async function send(
  requests: PlannedRequest[],
  connection: Connection,
): Promise<{ states: string[]; findings: Finding[] }> {
  if (requests.length > 1) {
    const sent = await sendPart({ kind: "transaction", requests }, connection);
    if (sent.requests.every(({ state }) => state === "stored")) {
      return { states: sent.requests.map(({ state }) => state), findings: sent.findings };
    }
  }
  const states: string[] = [];
  const findings: Finding[] = [];
  for (const request of requests) {
    const sent = await sendPart({ kind: "single", requests: [request] }, connection);
    states.push(sent.requests[0]?.state ?? "unsent");
    findings.push(...sent.findings);
  }
  return { states, findings };
}
