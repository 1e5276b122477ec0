import type { Bundle, BundleEntry } from "../../fhir/types.js";
import type { Interaction } from "../interactions.js";
import { refuse } from "../refusal.js";
import { findMatches, parseCriteria } from "./query.js";

const PAGE = 100;
const LARGEST_PAGE = 1000;

/** Search in one type: matches in pages of `_count` (100 unless told, 1000 at most), with `total` and a `next` link. */
export const search: Interaction = (world, call, type) => {
  const matches = findMatches(world.store, type, parseCriteria(type, call.query, world.base));
  const offset = countOf(call.query, "_offset", 0);
  const summary = call.query.get("_summary");
  if (summary !== null && summary !== "count") {
    throw refuse(400, "not-supported", `"_summary=${summary}" is not supported, only "_summary=count".`);
  }
  const count = summary === "count" ? 0 : Math.min(countOf(call.query, "_count", PAGE), LARGEST_PAGE);
  const page = matches.slice(offset, offset + count);
  const link = (relation: string, from: number) => ({
    relation,
    url: pageUrl(`${world.base}/${type}`, call.query, from),
  });
  const more = count > 0 && offset + count < matches.length;
  const bundle: Bundle = {
    resourceType: "Bundle",
    type: "searchset",
    total: matches.length,
    link: [link("self", offset), ...(more ? [link("next", offset + count)] : [])],
  };
  if (page.length > 0) {
    bundle.entry = page.map(({ resource, id }) => ({
      fullUrl: `${world.base}/${type}/${id}`,
      resource: resource as NonNullable<BundleEntry["resource"]>,
      search: { mode: "match" },
    }));
  }
  return { status: 200, resource: bundle };
};

function countOf(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw refuse(400, "invalid", `"${name}" is a whole number, not "${text}".`);
}

function pageUrl(url: string, query: URLSearchParams, offset: number): string {
  const asked = new URLSearchParams(query);
  if (offset > 0) asked.set("_offset", String(offset));
  else asked.delete("_offset");
  return asked.size > 0 ? `${url}?${asked}` : url;
}
