/** After an answer that was lost, or a refusal that may pass: what is there now. */
import type { Finding } from "../../finding/finding.js";
import type { Run } from "../run.js";
import { lookAt } from "./look.js";
import { sameAs } from "./same.js";

/**
 * Looks up what became of requests; what is there as it was sent is done.
 *
 * @param urns of their items
 */
export async function lookAgain(run: Run, urns: ReadonlySet<string | undefined>): Promise<Finding | undefined> {
  const paths = new Map(
    run.items.flatMap(({ urn, type }) => {
      const path = run.paths.get(urn) ?? (run.stored.has(urn) ? `${type}/${run.stored.get(urn)?.id}` : undefined);
      return path === undefined || !urns.has(urn) ? [] : [[urn, path] as const];
    }),
  );
  const items = run.items.filter(({ urn }) => paths.has(urn));
  const looked = await lookAt(run.connection, items, paths, run.capabilities);
  if (looked.failure) return looked.failure;
  run.findings.push(...looked.value.findings);
  for (const item of items) {
    const there = looked.value.stored.get(item.urn);
    run.done.delete(item.urn);
    if (there) run.stored.set(item.urn, there);
    else run.stored.delete(item.urn);
  }
  for (const item of items) {
    const there = run.stored.get(item.urn);
    if (!there || !sameAs(item, there, run.stored, run.capabilities)) continue;
    run.done.add(item.urn);
    const { id, version } = there;
    run.sent.set(item.urn, {
      ...run.sent.get(item.urn),
      state: "stored",
      assigned: { type: item.type, id, ...(version ? { version } : {}) },
    });
  }
  return undefined;
}

/** At the end: of what nobody heard, what is there is stored, and what is not there was not. */
export async function settleUnknown(run: Run): Promise<void> {
  const open = run.items.filter(({ urn }) => run.sent.get(urn)?.state === "unknown" && run.paths.has(urn));
  if (open.length === 0) return;
  const failure = await lookAgain(run, new Set(open.map(({ urn }) => urn)));
  if (failure) return;
  for (const { urn } of open) {
    if (!run.stored.has(urn)) run.sent.set(urn, { ...run.sent.get(urn), state: "unsent" });
  }
}
