import { type Finding, finding } from "../finding/finding.js";
import type { PlannedRequest } from "./plan.js";

/** No two requests may write the same resource, nor look for it by the same condition. */
export function checkTargets(requests: readonly PlannedRequest[]): Finding[] {
  const first = new Map<string, PlannedRequest>();
  return requests.flatMap((request) => {
    const { method, type, id, ifNoneExist, url, entry } = request;
    const query = ifNoneExist ?? (id === undefined && method === "PUT" ? url.slice(url.indexOf("?") + 1) : undefined);
    const key = id !== undefined ? url : query !== undefined ? `${type}?${query}` : undefined;
    if (key === undefined) return [];
    const other = first.get(key);
    if (!other) {
      first.set(key, request);
      return [];
    }
    const place = { bundle: { entry, expression: `Bundle.entry[${entry}].request` } };
    return id !== undefined
      ? finding("load/duplicate-target", { target: key, other: other.entry }, place)
      : finding("load/duplicate-condition", { type, query, other: other.entry }, place);
  });
}
