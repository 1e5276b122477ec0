/** What a link `#name` in a narrative can lead to: ids of elements, and ids and names in narratives. */
import { type Scope, text } from "./scope.js";

/** Kept for one judgement: a resource may be mended in place and judged again. */
export type Anchors = Map<object, ReadonlySet<string>>;

const ANCHOR = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Whether the name is in the resource, or else anywhere in the Bundle around it. */
export function hasAnchor(name: string, { root, bundle }: Scope, kept: Anchors): boolean {
  return anchorsIn(root, kept).has(name) || (bundle !== undefined && anchorsIn(bundle.entries, kept).has(name));
}

function anchorsIn(value: object, kept: Anchors): ReadonlySet<string> {
  let anchors = kept.get(value);
  if (!anchors) {
    anchors = collect(value);
    kept.set(value, anchors);
  }
  return anchors;
}

function collect(value: object): Set<string> {
  const anchors = new Set<string>();
  const open: object[] = [value];
  const seen = new Set<object>();
  for (let at = open.pop(); at; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const [key, item] of Object.entries(at)) {
      if (typeof item === "object" && item !== null) open.push(item);
      else if (key === "id" && typeof item === "string") anchors.add(item);
      else if (key === "div") for (const [, a, b] of (text(item) ?? "").matchAll(ANCHOR)) anchors.add(a ?? b ?? "");
    }
  }
  return anchors;
}
