/** What a load changed, as its receipt tells, and what of it can be taken back. */
import { referencesOf } from "../fhir/references.js";
import type { Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Connection, Result } from "./http/connection.js";
import type { Stored } from "./plan/plan.js";
import { isIdAllowed } from "./plan/strategy.js";
import { differences } from "./read/compare.js";
import { storedOf } from "./read/look.js";
import { readAll } from "./read/read.js";
import type { Receipt } from "./receipt.js";
import type { Capabilities } from "./servers/capabilities.js";

/** One resource as the load left it, as it is, and as it was. */
export interface Change {
  target: string;
  type: string;
  id: string;
  /** What the load left; nothing when it deleted it. */
  left?: Resource;
  version?: string;
  /** What is there now. */
  now?: Stored;
  /** What was there before the load; nothing when it created it. */
  before?: Resource;
}

export async function lookAtChanges(
  { entries, deleted }: Receipt,
  connection: Connection,
  capabilities: Capabilities,
): Promise<Result<Change[]>> {
  const written = entries.flatMap(({ outcome, assigned, resource, before }): Change[] => {
    if (!assigned || (outcome !== "created" && outcome !== "updated")) return [];
    const { type, id, version } = assigned;
    return [
      {
        target: `${type}/${id}`,
        type,
        id,
        ...(version ? { version } : {}),
        ...(resource ? { left: resource } : {}),
        ...(before ? { before: withoutServerMeta(before) } : {}),
      },
    ];
  });
  const gone = deleted.map(
    ({ type, id, before }): Change => ({ target: `${type}/${id}`, type, id, before: withoutServerMeta(before) }),
  );
  const changes = [...written, ...gone];
  const read = await readAll(
    connection,
    changes.map(({ target }) => target),
    capabilities,
  );
  if (read.failure) return { failure: read.failure };
  const failure = read.value.find((one) => one.failure)?.failure;
  if (failure) return { failure };
  return {
    value: changes.map((change, i) => {
      const { resource } = read.value[i] ?? {};
      return resource ? { ...change, now: storedOf(resource, connection.base) } : change;
    }),
  };
}

export const isAsBefore = ({ before, now }: Pick<Change, "before" | "now">): boolean =>
  before !== undefined && now !== undefined && differences(before, now.resource).length === 0;

/** What can be taken back, and why the rest cannot. */
export function sortOut(
  changes: readonly Change[],
  capabilities: Capabilities,
): { open: Change[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const keep = new Set<string>();
  const byTarget = new Map(changes.map((change) => [change.target, change]));
  for (const change of changes) {
    const problem = problemOf(change, capabilities);
    if (!problem) continue;
    findings.push(problem);
    keep.add(change.target);
  }
  // What stays needs what it refers to.
  const open = [...keep];
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    for (const { reference } of referencesOf(byTarget.get(target)?.now?.resource)) {
      const other = byTarget.get(reference);
      if (!other || other.before || keep.has(reference)) continue;
      keep.add(reference);
      open.push(reference);
      findings.push(finding("load/still-referred", { target: reference, other: target }));
    }
  }
  return { open: changes.filter(({ target }) => !keep.has(target)), findings };
}

function problemOf(
  { target, id, left, version, now, before }: Change,
  capabilities: Capabilities,
): Finding | undefined {
  if (!left) {
    const possible = isIdAllowed(id, capabilities) && capabilities.putAfterDelete !== "refused";
    return now || possible ? undefined : finding("load/cannot-recreate", { target });
  }
  if (!now) return before ? finding("load/changed-since", { target, what: "deleted" }) : undefined;
  if (version !== undefined && now.version === version) return undefined;
  const isAsLeft = differences(left, now.resource).length === 0;
  return isAsLeft || isAsBefore({ before, now })
    ? undefined
    : finding("load/changed-since", { target, what: "changed" });
}

/** As a client would send it: without what the server says of it (HAPI ends meta.source with the number of a request). */
function withoutServerMeta({ resourceType, id, meta, ...content }: Resource): Resource {
  const { versionId: _version, lastUpdated: _updated, source, ...own } = meta ?? {};
  const told = source?.replace(/#[A-Za-z0-9]{16}$/, "");
  const sent = { ...own, ...(told ? { source: told } : {}) };
  const kept = Object.keys(sent).length > 0 ? { meta: sent } : {};
  return { resourceType, ...(id ? { id } : {}), ...kept, ...content } as Resource;
}
