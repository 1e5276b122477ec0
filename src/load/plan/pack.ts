/** Requests into parts that fit a server's limits. */

import type { Capabilities } from "../servers/capabilities.js";
import type { Part, PlannedRequest } from "./part.js";

/** Of an entry beside its resource: fullUrl, request and punctuation; generous. */
const ENTRY_BYTES = 400;

/** A write with the bytes of its resource. */
interface Weighed {
  request: PlannedRequest;
  bytes: number;
}

interface Load {
  entries: number;
  updates: number;
  conditions: number;
  bytes: number;
}

/**
 * Packs groups (parents before children) into parts, in their order. A group that fits one part stays together.
 *
 * @param groups positions of writes, as parentsFirst gives them
 * @returns positions of writes, part by part
 */
export function pack(
  groups: readonly (readonly number[])[],
  writes: readonly (Weighed & { targets: readonly number[]; place?: string })[],
  kind: Part["kind"],
  capabilities: Capabilities,
): number[][] {
  const levelled = kind === "single" || (kind === "batch" && !capabilities.batchLinks && writes.some(needsAssigned));
  const parts = levelled ? levels(groups, writes) : [groups];
  return parts.flatMap((part) => (kind === "single" ? [part.flat()] : split(part, writes, kind, capabilities)));

  /** Whether a write refers to one whose id the server has yet to give. */
  function needsAssigned({ targets }: { targets: readonly number[] }): boolean {
    return targets.some((target) => writes[target]?.place === undefined);
  }
}

/** Groups by how many groups must be there before them. */
function levels(
  groups: readonly (readonly number[])[],
  writes: readonly { targets: readonly number[] }[],
): number[][][] {
  const levelOf = new Map<number, number>();
  const found: number[][][] = [];
  for (const group of groups) {
    const before = group.flatMap((write) => writes[write]?.targets ?? []).map((target) => levelOf.get(target) ?? -1);
    const level = before.reduce((most, one) => Math.max(most, one + 1), 0);
    for (const write of group) levelOf.set(write, level);
    found[level] ??= [];
    found[level].push([...group]);
  }
  return found;
}

function split(
  groups: readonly (readonly number[])[],
  writes: readonly Weighed[],
  kind: Part["kind"],
  capabilities: Capabilities,
): number[][] {
  const loadOf = (positions: readonly number[]): Load =>
    positions.map((position) => weigh(writes[position] as Weighed)).reduce(add, EMPTY);
  const parts: number[][] = [];
  let part: number[] = [];
  let load = EMPTY;
  const place = (positions: readonly number[], weight: Load) => {
    if (part.length > 0 && !fits(add(load, weight), kind, capabilities)) {
      parts.push(part);
      [part, load] = [[], EMPTY];
    }
    part.push(...positions);
    load = add(load, weight);
  };
  for (const group of groups) {
    const weight = loadOf(group);
    if (fits(weight, kind, capabilities)) place(group, weight);
    else for (const one of group) place([one], loadOf([one]));
  }
  return part.length > 0 ? [...parts, part] : parts;
}

const EMPTY: Load = { entries: 0, updates: 0, conditions: 0, bytes: 0 };

const add = (a: Load, b: Load): Load => ({
  entries: a.entries + b.entries,
  updates: a.updates + b.updates,
  conditions: a.conditions + b.conditions,
  bytes: a.bytes + b.bytes,
});

const weigh = ({ request, bytes }: Weighed): Load => ({
  entries: 1,
  updates: request.method === "PUT" ? 1 : 0,
  conditions: request.ifNoneExist !== undefined || request.url.includes("?") ? 1 : 0,
  bytes: bytes + ENTRY_BYTES,
});

function fits({ entries, updates, conditions, bytes }: Load, kind: Part["kind"], server: Capabilities): boolean {
  if (bytes > server.maxBytes) return false;
  if (kind === "batch") return entries <= server.maxBatchEntries;
  return (
    entries <= server.maxEntries &&
    updates <= server.maxUpdates &&
    (conditions === 0 || entries <= server.maxConditional)
  );
}
