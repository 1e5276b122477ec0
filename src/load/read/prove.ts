/** Reads every stored resource back and says how it differs from what was sent. */
import { fhirPath } from "../../definitions/path.js";
import type { Resource } from "../../fhir/types.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Item } from "../plan/items.js";
import type { Stored } from "../plan/plan.js";
import type { Run } from "../run.js";
import { type Difference, differences } from "./compare.js";
import { lookAt, storedOf } from "./look.js";
import { readAll } from "./read.js";
import { expectedOf } from "./same.js";

/** More differences of one resource than this say no more. */
const MOST = 20;

export interface Proof {
  /** The version that was read. */
  version?: string;
  /** As it should be. */
  expected?: Resource;
  equal?: boolean;
  differences?: number;
}

/**
 * Compares what the server has with what it should have: what was written is read again, what was found unchanged was
 * read when it was looked for. `run.stored` is then what was read.
 *
 * @returns by urn
 */
export async function prove(run: Run): Promise<Map<string, Proof>> {
  const { items, connection, capabilities, stored, sent, done } = run;
  const proofs = new Map<string, Proof>();
  const written = items.filter(({ urn }) => sent.get(urn)?.state === "stored" && stored.has(urn));
  const targets = written.map(({ urn, type }) => `${type}/${stored.get(urn)?.id}`);
  const read = await readAll(connection, targets, capabilities);
  if (read.failure) run.findings.push(read.failure);
  const readable = new Set(items.filter(({ urn }) => done.has(urn) && !sent.has(urn)).map(({ urn }) => urn));
  const lost: Item[] = [];
  for (const [i, item] of written.entries()) {
    const { resource, failure } = read.value?.[i] ?? {};
    if (failure) run.findings.push({ ...failure, bundle: { entry: item.entry } });
    else if (resource) stored.set(item.urn, storedOf(resource, connection.base));
    else if (read.value) lost.push(item);
    if (resource) readable.add(item.urn);
  }
  // An answer may name another id than the one it was stored under.
  const looked = await lookAt(connection, lost, run.paths, capabilities);
  if (looked.failure) run.findings.push(looked.failure);
  for (const item of lost) {
    const there = looked.value?.stored.get(item.urn);
    const target = `${item.type}/${stored.get(item.urn)?.id}`;
    if (there) {
      stored.set(item.urn, there);
      readable.add(item.urn);
      continue;
    }
    const place = { bundle: { entry: item.entry } };
    run.findings.push(finding("load/read-back-failed", { target, status: 404, text: "it is not there" }, place));
    done.delete(item.urn);
    sent.set(item.urn, { ...sent.get(item.urn), state: run.paths.has(item.urn) ? "unsent" : "unknown" });
  }
  for (const item of items) {
    const there = stored.get(item.urn);
    if (there && readable.has(item.urn)) proofs.set(item.urn, proofOf(item, there, run));
  }
  return proofs;
}

function proofOf(item: Item, there: Stored, { stored, findings }: Run): Proof {
  const expected = expectedOf(item, stored);
  const differing = differences(expected, there.resource);
  findings.push(...differing.slice(0, MOST).map((one) => differenceFinding(expected, there, one, item.entry)));
  const count = differing.length;
  return {
    ...(there.version === undefined ? {} : { version: there.version }),
    expected,
    equal: count === 0,
    ...(count > 0 ? { differences: count } : {}),
  };
}

/** @param entry of the Bundle it comes from; none for what a receipt tells of */
export function differenceFinding(
  expected: Resource,
  { resource }: Stored,
  difference: Difference,
  entry?: number,
): Finding {
  const { kind, path, expected: sent, actual } = difference;
  const isUnresolved = kind === "changed" && path.at(-1) === "reference" && /^"urn:(uuid|oid):/.test(actual);
  const params = {
    target: `${resource.resourceType}/${resource.id}`,
    expected: sent || "nothing",
    actual: actual || "nothing",
    what: actual ? "changed" : "lost",
  };
  const root = entry === undefined ? resource.resourceType : `Bundle.entry[${entry}].resource`;
  const bundle = { ...(entry === undefined ? {} : { entry }), expression: fhirPath(root, expected, path) };
  return finding(isUnresolved ? "load/unresolved-reference" : `load/${kind}`, params, { bundle });
}
