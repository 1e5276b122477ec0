/** Resources become a Bundle: parents first, the right request and form of reference for its type. */
import { ID_SYSTEM, TAG_MATCHED_TYPES } from "../fhir/identity.js";
import { referencesOf, rewriteLinks } from "../fhir/references.js";
import type { Bundle, BundleEntry, FhirResource } from "../fhir/types.js";
import type { Draft } from "./draft.js";

export type BundleType = "transaction" | "batch" | "collection" | "document";
export type RequestKind = "put" | "post";

const nameOf = ({ resource }: Draft) => `${resource.resourceType}/${resource.id}`;

/**
 * Orders drafts so that what is referred to comes first, as a server that checks references in a batch needs it.
 *
 * @returns the order, and the references that close a circle (empty for every case whose links are sound)
 */
export function parentsFirst(drafts: readonly Draft[]): { ordered: Draft[]; circular: string[] } {
  const byName = new Map(drafts.map((draft) => [nameOf(draft), draft]));
  const state = new Map<Draft, "open" | "done">();
  const ordered: Draft[] = [];
  const circular: string[] = [];
  // Depth first, on a stack of its own: a chain of references may be long.
  const path: { draft: Draft; open: string[] }[] = [];
  const enter = (draft: Draft) => {
    state.set(draft, "open");
    const names = referencesOf(draft.resource).map(({ reference }) => reference);
    path.push({ draft, open: names.reverse() });
  };
  for (const start of drafts) {
    if (!state.has(start)) enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const { draft, open } = visit;
      const name = open.pop();
      const parent = name === undefined ? undefined : byName.get(name);
      if (name === undefined) {
        state.set(draft, "done");
        ordered.push(draft);
        path.pop();
      } else if (parent && state.get(parent) === "open") circular.push(`${nameOf(draft)} -> ${name}`);
      else if (parent && !state.has(parent)) enter(parent);
    }
  }
  return { ordered, circular };
}

/**
 * Makes the entries of a Bundle.
 *
 * - PUT (transaction, batch): `Type/id` references, so that posting again changes nothing where client ids are accepted.
 * - POST (transaction): `ifNoneExist` on our identifier or tag, urn:uuid references, no ids of ours.
 * - collection, document: urn:uuid references, no requests.
 */
export function entriesOf(drafts: readonly Draft[], type: BundleType, request: RequestKind): BundleEntry[] {
  const urn = type === "collection" || type === "document" || request === "post";
  const urls = new Map(drafts.map((draft) => [nameOf(draft), `urn:uuid:${draft.resource.id}`]));
  return drafts.map(({ resource }): BundleEntry => {
    const fullUrl = `urn:uuid:${resource.id}`;
    const written = urn
      ? rewriteLinks(resource, (link, key) => (key === "reference" ? urls.get(link) : undefined))
      : resource;
    if (type === "collection" || type === "document") return { fullUrl, resource: written };
    const { resourceType, id } = resource;
    if (request === "put")
      return { fullUrl, resource: written, request: { method: "PUT", url: `${resourceType}/${id}` } };
    const { id: _, ...anonymous } = written;
    const parameter = TAG_MATCHED_TYPES.has(resourceType) ? "_tag" : "identifier";
    return {
      fullUrl,
      resource: anonymous as FhirResource,
      request: { method: "POST", url: resourceType, ifNoneExist: `${parameter}=${ID_SYSTEM}|${id}` },
    };
  });
}

/** @param head what not every Bundle has: its profile, a document's identifier and timestamp */
export const bundleOf = (type: BundleType, entry: BundleEntry[], head: Partial<Bundle> = {}): Bundle => {
  const { timestamp, ...first } = head;
  return { resourceType: "Bundle", ...first, type, ...(timestamp ? { timestamp } : {}), entry };
};
